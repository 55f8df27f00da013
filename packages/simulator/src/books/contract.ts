/**
 * The seam between the gateway (grammar, sessions, reading functions, weather) and the books (records and accounting rules) of
 * one simulated company. The gateway never changes a row itself; the books never see XML, zones or pages.
 */

/**
 * One stored record. Names are Intacct's upper-case field names (dotted where Intacct dots them). Values are normal forms, which the
 * gateway renders: dates `YYYY-MM-DD`, timestamps `YYYY-MM-DDTHH:MM:SSZ` (UTC, whole seconds), amounts plain decimals, booleans
 * `true`/`false` or `T`/`F` as the field has it, empty string for null. A field that is absent from a row is null as well.
 * Rows also carry fields that no definition lists and nobody is shown: ENTITYOF (entity of a document's lines), TOUCHED (was paid once),
 * EXTERNALID, DEPOSITKEY, APPROVALS, REVERSALKEY, POISON (an audit row that cannot be read).
 * ACCESSMODE of AUDITHISTORY is stored as the code of reference 10.4 (C, M, D, W).
 */
export type Row = Readonly<Record<string, string>>

/** What a caller sends for one object or function: leaf text, nested elements, or a list where an element repeats. */
export interface Input {
  readonly [field: string]: string | Input | readonly (string | Input)[] | undefined
}

/** Who acts, in which entity (null: top level), and by which door; kept on records and in the audit history. */
export interface Actor {
  readonly userId: string
  readonly entity: string | null
  readonly source: 'api' | 'ui' | 'system'
}

export type FieldType =
  'text' | 'integer' | 'decimal' | 'currency' | 'boolean' | 'date' | 'timestamp' | 'enum' | 'percent'

export interface FieldDefinition {
  readonly name: string
  readonly type: FieldType
  readonly readonly: boolean
  readonly required: boolean
  /** False for fields that `read` gives and `query` refuses (reference 3.4). */
  readonly queryable: boolean
  readonly values?: readonly string[]
  readonly custom?: boolean
}

/** A many-to-one path for dotted fields, e.g. CUSTOMER on ARINVOICE by CUSTOMERID. */
export interface Relationship {
  readonly path: string
  readonly object: string
  readonly by: string
}

export interface ObjectDefinition {
  readonly name: string
  readonly label: string
  /** The field that readByName and references use, e.g. CUSTOMERID. */
  readonly nameField: string
  /** What generic create and update answer besides RECORDNO. */
  readonly keyFields: readonly string[]
  readonly fields: ReadonlyMap<string, FieldDefinition>
  readonly relationships: readonly Relationship[]
  /** Owned lines that `read` nests: element name of the list, object of the lines, link field. */
  readonly owned: readonly { readonly element: string; readonly object: string; readonly link: string }[]
  /** Which generic functions exist for it; others answer as Intacct does for an unsupported operation. */
  readonly generic: readonly ('create' | 'read' | 'update' | 'delete')[]
  /** Application (AR, GL, OE …) whose subscription and permission rule it. */
  readonly application: string
}

/** One entry of an `<errormessage>` (reference 1.5). The gateway adds the Support ID and, when asked, additionalinfo. */
export interface ErrorEntry {
  readonly errorno: string
  readonly description?: string
  readonly description2?: string
  readonly correction?: string
  readonly errorId?: string
  readonly messageId?: string
  readonly category?: string
}

/** A refusal by business rules: function level, nothing done. Thrown by every changing method of Books. */
export class BusinessError extends Error {
  readonly entries: readonly ErrorEntry[]
  constructor(entries: readonly ErrorEntry[]) {
    super(
      entries.map((entry) => `${entry.errorno} ${entry.description2 ?? entry.description ?? ''}`).join('; '),
    )
    this.entries = entries
  }
}

/** How rows are reached. `range` and `in` use an index where the books have one (RECORDNO, link fields, WHENMODIFIED, id fields). */
export type Access =
  | { readonly kind: 'all' }
  | { readonly kind: 'in'; readonly field: string; readonly values: readonly string[] }
  | {
      readonly kind: 'range'
      readonly field: 'RECORDNO' | 'RECORDKEY' | 'PAYMENTKEY' | 'WHENMODIFIED'
      readonly from?: string
      readonly to?: string
      readonly fromExclusive?: boolean
      readonly toExclusive?: boolean
    }

export interface Books {
  readonly companyId: string
  definition(object: string): ObjectDefinition | undefined
  definitions(): readonly ObjectDefinition[]
  /** Rows that this actor may see (entity rules, private records); ascending by (field, RECORDNO) for a range, undefined order otherwise. */
  find(object: string, access: Access, actor: Actor, showPrivate: boolean): Iterable<Row>
  get(object: string, recordNo: string, actor: Actor): Row | undefined
  /** Generic functions. Return the row as stored. Throw BusinessError. */
  create(object: string, input: Input, actor: Actor): Row
  update(object: string, input: Input, actor: Actor): Row
  remove(object: string, recordNo: string, actor: Actor): void
  /**
   * Legacy and special functions by element name (`create_invoice`, `reverse_arpayment`, `apply_arpayment`, `record_deposit`,
   * `create_sotransaction`, `retrievepdf`, `getFinancialSetup`, `readEntityDetails` …): attributes come as fields beginning with `@`.
   * Returns the key for `<key>`, or a row or rows for `<data>`.
   */
  readonly functions: ReadonlyMap<string, (input: Input, actor: Actor) => FunctionAnswer>
}

export type FunctionAnswer =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'data'; readonly name: string; readonly rows: readonly Input[] }
  | { readonly kind: 'done' }
