import type { Command } from '@tieout/engine/ports/commands.ts'
import type { DocumentState, RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import type { UserFormat } from '@tieout/intacct/formats/user-format.ts'
import type { Filter } from '@tieout/intacct/reading/filter.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { toStamp } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { splitMarker } from '../marker.ts'

/** How one object type of the engine is kept in Intacct: which object, which fields, which functions. One table entry a type. */
export interface ObjectAdapter {
  readonly type: ObjectType
  readonly object: string
  /** Name in AUDITHISTORY.OBJECTTYPE. */
  readonly auditName: string
  readonly fields: readonly string[]
  /** When the record came to be; WHENCREATED is a document's own date (reference 3.8). */
  readonly createdField: 'WHENCREATED' | 'AUWHENCREATED'
  /** The document's date, which sync-from is about. */
  readonly dateField: string | null
  /** What is not paid of it. */
  readonly dueField?: string
  readonly numberField: string
  /** The object does not say by sign-in name who created a record: a search for ours goes through everybody's. */
  readonly creatorHidden?: boolean
  readonly markerField: string
  readonly lines: {
    readonly object: string
    readonly link: string
    readonly fields: readonly string[]
    /** There is none without lines: one whose lines are not shown is not believed. */
    readonly required?: boolean
  } | null
  /** Entries that apply this document to others, where others hold them. */
  readonly applied?: {
    readonly object: string
    readonly link: string
    /** Names the document that holds an entry. */
    readonly holder: string
    readonly fields: readonly string[]
    /** Whether the header, or it and its lines, say that something of it is applied. */
    isUsed(header: Row, lines: readonly Row[]): boolean
  }
  readonly filter?: Filter
  /** The Order Entry document that made a record: which field of SODOCUMENT names it by which field of the record. */
  readonly order?: {
    readonly by: 'RECORDNO' | 'PRRECORDKEY'
    readonly field: string
    readonly filter?: Filter
  }
  rowOf(header: Row, lines: readonly Row[], frame: Frame, applied?: readonly AppliedRow[]): RemoteRow
  /** The function for a command; null when Intacct has none for it. */
  functionOf(command: Command, setup: Setup): Element | null
}

/** An entry that applies a document; `shared`: the document that holds it also carries what is not of this one. */
export interface AppliedRow {
  readonly row: Row
  readonly shared: boolean
}

/** What the company's own set-up, and our user's, decide about a document. */
export interface Setup {
  /** A document in another currency names it together with a rate type (reference 4.10). */
  readonly baseCurrency: string
  /** How generic functions read dates; legacy ones have elements for year, month and day. */
  readonly format: UserFormat
}

/** What every record has in the same places. */
export function commonOf(
  adapter: Pick<ObjectAdapter, 'type' | 'numberField' | 'markerField' | 'createdField'>,
  row: Row,
  frame: Frame,
) {
  const { marker } = splitMarker(row[adapter.markerField] ?? '')
  return {
    type: adapter.type,
    key: row['RECORDNO'] ?? '',
    number: row[adapter.numberField] ?? '',
    stamp: toStamp(row['WHENMODIFIED'], frame) || toStamp(row[adapter.createdField], frame),
    created: toStamp(row[adapter.createdField], frame),
    entity: row['MEGAENTITYID'] || null,
    marker,
  }
}

export function auditOf(row: Row): { createdBy?: string; modifiedBy?: string; url?: string } {
  return {
    ...optional('createdBy', row['CREATEDBYLOGINID']),
    ...optional('modifiedBy', row['MODIFIEDBYLOGINID']),
    ...optional('url', row['RECORD_URL']),
  }
}

/** A property only if it has a value: Intacct does not tell null from empty (reference 3.8). */
export function optional<Name extends string>(
  name: Name,
  value: string | undefined,
): { readonly [K in Name]?: string } {
  return value === undefined || value === '' ? {} : ({ [name]: value } as { readonly [K in Name]: string })
}

/** Reference 5.3. */
const documentStates: Readonly<Record<string, DocumentState>> = {
  Draft: 'draft',
  Submitted: 'awaiting_approval',
  'Partially Approved': 'awaiting_approval',
  Declined: 'declined',
  'No Value': 'paid',
  Posted: 'open',
  Selected: 'open',
  'Partially Paid': 'partially_paid',
  Paid: 'paid',
  Reversed: 'reversed',
  Reversal: 'reversal',
}

export function documentState(state: string | undefined): DocumentState {
  return documentStates[state ?? ''] ?? 'open'
}
