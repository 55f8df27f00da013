import type { ObjectType } from '../core/object-types.ts'
import type { AppliedItem, RecordData } from '../core/records.ts'
import type { Fault } from './fault.ts'
import type { Json } from '../core/json.ts'

/** One write in the engine's words; the adapter turns it into Intacct functions. */
export interface Command {
  readonly op: IntentOp
  readonly type: ObjectType
  readonly controlId: string
  readonly marker: string
  /** Contents with remote pointers (customer: CUSTOMERID, application.invoice: RECORDNO) and all accounts and dimensions filled in. */
  readonly data: RecordData
  /** RECORDNO for everything but a create. */
  readonly key: string | null
  /** For updates: the names of the fields that differ. */
  readonly fields: readonly string[]
  readonly options: CommandOptions
}

export interface CommandOptions {
  readonly submit: boolean
  /** Date of a reversal, `YYYY-MM-DD`. */
  readonly date?: string
  readonly memo?: string
  /** Entity that the session must be in; null is top level. */
  readonly entity: string | null
  /** For an update of applications: what is applied besides, or RECORDNO of the entry that is reversed. */
  readonly apply?: readonly AppliedItem[]
  readonly takeBack?: string
  /** An edit of what was declined: it goes for approval anew. */
  readonly resubmit?: boolean
  /** For an advance: the GL account that it is owed on; absent: Intacct's own choice. */
  readonly advanceAccount?: string
  /** For an edit of lines: how many the document has there; further ones are added. */
  readonly linesThere?: number
  /** A/R account that the lines of a document are balanced by; absent: as set in Intacct. */
  readonly receivable?: string
  /** Entities have currencies of their own: the document names its currency, also the connection's base currency. */
  readonly currencyAlways?: boolean
  /** Exchange rate type of a document that brings no rate; absent: the Intacct Daily Rate. */
  readonly rateType?: string
  readonly taxSolution?: string
  /** Intacct's name for each custom field of `data.custom`, and the constants that others hold. Absent: none is mapped. */
  readonly customFields?: readonly CustomFieldTarget[]
}

/** `from`: name in `data.custom`; `value`: a constant. */
export interface CustomFieldTarget {
  readonly field: string
  readonly from?: string
  readonly value?: string
}

export type IntentOp = 'create' | 'update' | 'reverse' | 'delete'

export type CommandResult =
  | { readonly kind: 'ok'; readonly key: string; readonly fingerprint: string }
  | {
      readonly kind: 'failed'
      readonly fault: Fault
      /** Surely nothing ran: throttled, refused before any function, never left. */
      readonly nothingRan: boolean
      /** The words are new to us: on a repeated sending they may mean that Intacct has seen this function before. */
      readonly maybeSeen: boolean
    }
  | {
      readonly kind: 'unknown'
      readonly why: string
      /** Intacct says that it has handled this control id before: what stands if nothing is found. */
      readonly fault?: Fault
    }

/** Checked immediately before the bytes leave; throwing keeps them here, and the functions count as never sent. */
export interface SendGuard {
  check(): void
}

export interface CommandDraft {
  readonly op: IntentOp
  readonly data: RecordData
  /** The app's contents that this command stands for, in the app's terms: becomes `base.app` when it is confirmed. */
  readonly source: RecordData
  readonly key: string | null
  readonly fields: readonly string[]
  readonly options: CommandOptions
  /** Hash of the remote record that an update, reversal or deletion expects to find, and what must hold afterwards. */
  readonly before: string | null
  readonly after: Json
}
