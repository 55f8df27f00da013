import type { ObjectType } from '../core/object-types.ts'
import type { RecordData } from '../core/records.ts'
import type { Reference } from '../core/references.ts'
import type { ReadCursor, ReadRequest, RemoteClock } from './windows.ts'
import type { Command, CommandResult, SendGuard } from './commands.ts'

// ── the remote side ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A record as the remote side has it, read whole (lines and applications included). */
export interface RemoteRow {
  readonly type: ObjectType
  /** RECORDNO. */
  readonly key: string
  /** The number people know it by (CUSTOMERID, invoice number, payment reference); may be empty. */
  readonly number: string
  readonly stamp: string
  readonly created: string
  readonly entity: string | null
  /** Our marker, if the record carries one. */
  readonly marker: string | null
  /** Canonical contents; pointers to other records hold remote values (customer: CUSTOMERID, application.invoice: RECORDNO). */
  readonly data: RecordData
  /** What the remote side derives and the app cannot set: document state, amounts paid and due, what applied. */
  readonly facts: RemoteFacts
  readonly references: readonly Reference[]
}

export type DocumentState =
  | 'active'
  | 'inactive'
  | 'draft'
  | 'awaiting_approval'
  | 'declined'
  | 'open'
  | 'partially_paid'
  | 'paid'
  | 'reversed'
  | 'reversal'

export interface RemoteFacts {
  readonly state: DocumentState
  /** Decimal strings in transaction currency. */
  readonly paid?: string
  readonly due?: string
  readonly createdBy?: string
  readonly modifiedBy?: string
  readonly url?: string
  /** Applications with their own keys: ARPYMTDETAIL.RECORDNO by RECORDNO of the invoice, bill or debit memo. */
  readonly applications?: readonly {
    readonly key: string
    readonly invoice?: string
    readonly bill?: string
    readonly debitMemo?: string
    readonly amount: string
    /** RECORDNO of the entry that applies it, for a credit; `shared`: that entry also carries what is not this record's. */
    readonly by?: string
    readonly shared?: boolean
  }[]
  /** The Order Entry document that made it, and makes it anew with every edit; its `key` lasts. */
  readonly document?: OrderDocument
  /** Records whose amounts this one moves: they are read again when it changes. Absent: the invoices of `applications`. */
  readonly touches?: readonly { readonly type: ObjectType; readonly key: string }[]
}

/** Names of an Order Entry document; empty where our user may not read Order Entry. */
export interface OrderDocument {
  /** RECORDNO of the SODOCUMENT. */
  readonly key: string
  /** DOCID, e.g. "Sales Invoice-INV123". */
  readonly id: string
  /** The transaction definition, e.g. "Sales Invoice". */
  readonly definition: string
}

export interface RemotePage {
  readonly rows: readonly RemoteRow[]
  /** Where to go on after this page is stored; null when it was the last. */
  readonly next: ReadCursor | null
  readonly clock: RemoteClock
  /** Those of the request's controls that this answer shows. */
  readonly shown: readonly string[]
}

export interface RecentCreates {
  readonly rows: readonly RemoteRow[]
  /** True only if a record known to exist was found in the same session with the same rights: only then does "not found" count. */
  readonly positiveControl: boolean
  readonly clock: RemoteClock
}

export interface Remote {
  /** Pages of changes, each whole. The next page may be fetched while the last one is stored; `return()` stops it. */
  readPages(request: ReadRequest): AsyncIterable<RemotePage>
  /** `document`: whatever stands now for these Order Entry documents. */
  readByKeys(
    type: ObjectType,
    by: ReadBy,
    keys: readonly string[],
  ): Promise<{ readonly rows: readonly RemoteRow[]; readonly missing: readonly string[] }>
  /**
   * Our user's creations since a moment of the remote side's clock (epoch ms), with their markers, to find what became of unknown creates.
   * `control`: a key known to exist.
   */
  recentCreates(type: ObjectType, since: number, control: string | null): Promise<RecentCreates>
  /** One request, functions in order, each settled by itself. Never throws for a function's sake. */
  write(commands: readonly Command[], guard: SendGuard): Promise<readonly CommandResult[]>
  /** Deletions that the audit history shows since a stamp: a hint, to be confirmed by a direct read. */
  deletions(
    types: readonly ObjectType[],
    since: string,
  ): Promise<{ readonly rows: readonly Deletion[]; readonly clock: RemoteClock }>
  /** Asks for the present by the cheapest call; needed only where no page has proven it. */
  clock(): Promise<RemoteClock>
  /**
   * The remote side's present by its own clock (epoch ms): what its last answer said, moved on by the time gone since on our monotonic
   * clock. Null before the first answer. What is counted from it stays right when our own clock jumps.
   */
  present(): number | null
}

/** How a record is named when it is asked for: RECORDNO, its number, or the key of the Order Entry document behind it. */
export type ReadBy = 'key' | 'number' | 'document'

export interface Deletion {
  readonly type: ObjectType
  /** Absent: RECORDNO. */
  readonly of?: 'document'
  readonly key: string
  readonly stamp: string
  readonly by: string
}
