import type pg from 'pg'
import { derivedSecret } from '../crypto/master-key.ts'
import type { KeyRing } from '../crypto/master-key.ts'
import { scramVerifier } from '../crypto/scram.ts'
import { StoreError } from '../errors.ts'

/** Roles belong to the whole server, so each installation's carry its database's name. */
export interface Roles {
  readonly runtime: string
  readonly auth: string
  readonly jobs: string
  /** Owns the reviewed functions that look past a workspace; cannot sign in. */
  readonly definer: string
  /** Reads all tables for a backup and fills empty ones at a restore; cannot sign in. */
  readonly backup: string
}

/** The names of an installation’s roles. @param database its name; what a role cannot carry becomes `_` */
export function rolesOf(database: string): Roles {
  const prefix = database
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]/g, '_')
    .slice(0, 50)
  return {
    runtime: `${prefix}_runtime`,
    auth: `${prefix}_auth`,
    jobs: `${prefix}_jobs`,
    definer: `${prefix}_definer`,
    backup: `${prefix}_backup`,
  }
}

/** Password of a role; the same in every process that holds the master key. */
export function passwordOf(keys: KeyRing, role: string): string {
  return derivedSecret(keys, `role:${role}`)
}

/** Makes the roles, or gives them their passwords again. Runs under the migrations' lock. */
export async function ensureRoles(
  client: pg.ClientBase,
  roles: Roles,
  keys: KeyRing,
  salt: () => Buffer,
): Promise<void> {
  const names = Object.values(roles) as string[]
  const known = await client.query<{ rolname: string }>(
    'select rolname from pg_roles where rolname = any($1)',
    [names],
  )
  const have = new Set(known.rows.map((row) => row.rolname))
  for (const role of names) {
    const login = role !== roles.definer && role !== roles.backup
    if (!have.has(role)) await client.query(`create role ${role} ${login ? 'login' : 'nologin'} noinherit`)
    if (login)
      await client.query(`alter role ${role} password '${scramVerifier(passwordOf(keys, role), salt())}'`)
  }
  // Needed to hand functions and schemas to them; a superuser needs none of it.
  await client.query(`grant ${names.join(', ')} to current_user`)
  await client.query(`alter role ${roles.runtime} set search_path = tieout`)
  await client.query(`alter role ${roles.auth} set search_path = auth`)
  await client.query(`alter role ${roles.jobs} set search_path = jobs`)
  await client.query(`alter role ${roles.runtime} set idle_in_transaction_session_timeout = '60s'`)
  await client.query(`alter role ${roles.runtime} set synchronous_commit = on`)
  // Each statement names its way; compiling one, or reading a table from end to end, is never quicker here.
  await client.query(`alter role ${roles.runtime} set jit = off`)
  await client.query(`alter role ${roles.runtime} set enable_seqscan = off`)
}

/**
 * Refuses to serve under a role for which the walls between workspaces do not stand.
 * @throws StoreError `role_too_strong`
 */
export async function refuseStrongRole(client: pg.ClientBase): Promise<void> {
  const answer = await client.query<{
    role: string
    super: boolean
    bypass: boolean
    owns: boolean
    member: boolean
  }>(`
    select current_user as role, r.rolsuper as super, r.rolbypassrls as bypass,
      exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
               where n.nspname = 'tieout' and pg_has_role(current_user, c.relowner, 'member')) as owns,
      exists (select 1 from pg_roles s where (s.rolsuper or s.rolbypassrls) and pg_has_role(current_user, s.oid, 'member')) as member
    from pg_roles r where r.rolname = current_user`)
  const found = answer.rows[0]
  if (found === undefined)
    throw new StoreError('role_too_strong', 'The runtime role is not in the catalogue.')
  const why = [
    found.super && 'is a superuser',
    found.bypass && 'may bypass row-level security',
    found.owns && 'owns the tables',
    found.member && !found.super && !found.bypass && 'may become a superuser',
  ].find((text) => text !== false)
  if (why !== undefined) throw new StoreError('role_too_strong', `The runtime role ${found.role} ${why}.`)
}
