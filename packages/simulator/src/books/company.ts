import { catalogue, userDimensionDefinition } from './catalogue.ts'
import type { Actor, FieldDefinition, ObjectDefinition, Row } from './contract.ts'
import { stampOf } from './dates.ts'
import type { CompanySettings, CustomField } from './settings.ts'
import { mergeSettings } from './settings.ts'
import { Table } from './table.ts'

export interface Seams {
  /** Epoch milliseconds, UTC. */
  readonly clock: { now(): number }
  /** 0 ≤ next < 1. */
  readonly random: { next(): number }
}

interface Change {
  readonly table: Table
  readonly no: number
  readonly old: Row | undefined
}

/** What a change leaves behind beside the row itself. */
export interface Trace {
  /** False keeps WHENMODIFIED: derived values follow without a modification. */
  readonly stamp?: boolean
  readonly audit?: boolean
}

/** Documents share one sequence of record numbers, so do their lines (4.5: apply_arpayment takes any of them by key alone). */
const SEQUENCES: Readonly<Record<string, string>> = {
  ARINVOICE: 'document',
  ARADJUSTMENT: 'document',
  ARPYMT: 'document',
  ARADVANCE: 'document',
  ARDISCOUNT: 'document',
  APBILL: 'document',
  APADJUSTMENT: 'document',
  APPYMT: 'document',
  DEPOSIT: 'document',
  OTHERRECEIPTS: 'document',
  ARINVOICEITEM: 'line',
  ARADJUSTMENTITEM: 'line',
  ARPYMTENTRY: 'line',
  ARADVANCEITEM: 'line',
  APBILLITEM: 'line',
  APADJUSTMENTITEM: 'line',
  APPYMTENTRY: 'line',
  ARINVOICEBATCH: 'summary',
  ARPAYMENTBATCH: 'summary',
  ARADJUSTMENTBATCH: 'summary',
  APBILLBATCH: 'summary',
  APPAYMENTBATCH: 'summary',
  LOCATIONENTITY: 'LOCATION',
  CHECKINGACCOUNT: 'bank',
  SAVINGSACCOUNT: 'bank',
}

/** Objects that leave no audit rows of their own: lines go with their document. */
const UNAUDITED = new Set(
  [...catalogue.values()]
    .filter((definition) => definition.generic.length === 1)
    .map((definition) => definition.name),
)
for (const name of ['SODOCUMENT', 'DEPOSIT', 'SUPDOC', 'OTHERRECEIPTS']) UNAUDITED.delete(name)

const plainFields: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...catalogue].map(([name, definition]) => [name, new Set(definition.fields.keys())]),
)

/** The state of one company: tables, sequences, settings, and a journal that makes every function all or nothing. */
const LEDGER_LINES: ReadonlySet<string> = new Set([
  'ARINVOICEITEM',
  'ARADJUSTMENTITEM',
  'ARADVANCEITEM',
  'APBILLITEM',
  'APADJUSTMENTITEM',
])

export class Company {
  readonly id: string
  readonly seams: Seams
  /** Top level over entities: lines need locations. */
  multiEntity = false
  private current: CompanySettings
  private readonly tables = new Map<string, Table>()
  private readonly sequences = new Map<string, number>()
  private readonly journal: Change[] = []
  private depth = 0
  private lastMs = Number.NaN
  private lastStamp = ''

  constructor(id: string, settings: CompanySettings, seams: Seams) {
    this.id = id
    this.current = settings
    this.seams = seams
  }

  get settings(): CompanySettings {
    return this.current
  }

  change(patch: Partial<CompanySettings>): void {
    this.current = mergeSettings(this.current, patch)
  }

  /** The company's clock at whole seconds, `YYYY-MM-DDTHH:MM:SSZ`. */
  stamp(): string {
    const ms = Math.floor(this.seams.clock.now() / 1000) * 1000
    if (ms !== this.lastMs) {
      this.lastMs = ms
      this.lastStamp = stampOf(ms)
    }
    return this.lastStamp
  }

  today(): string {
    return this.stamp().slice(0, 10)
  }

  /** The definition with the company's custom fields, and without those that it has removed. */
  definition(object: string): ObjectDefinition | undefined {
    const definition = catalogue.get(object) ?? this.userDimension(object)
    if (definition === undefined) return undefined
    const custom = [
      ...this.current.customFields.filter((field) => field.object === object),
      ...this.ownDimensions(object),
    ]
    const removed = this.current.removedFields.filter((field) => field.object === object)
    if (custom.length === 0 && removed.length === 0) return definition
    const fields = new Map(definition.fields)
    for (const { name } of removed) fields.delete(name)
    for (const field of custom) {
      const added: FieldDefinition = {
        name: field.name,
        type: field.type,
        readonly: false,
        required: false,
        queryable: true,
        custom: true,
        ...(field.values === undefined ? {} : { values: field.values }),
      }
      fields.set(field.name, added)
    }
    return { ...definition, fields }
  }

  /** Own dimensions are custom fields of every line that posts to the ledger: GLDIM and the object's name (reference 4.1). */
  private ownDimensions(object: string): readonly CustomField[] {
    if (!LEDGER_LINES.has(object)) return []
    return this.current.userDimensions.map((each) => ({ object, name: `GLDIM${each.object}`, type: 'text' }))
  }

  /** The definition of a dimension that the company has made itself. */
  private userDimension(object: string): ObjectDefinition | undefined {
    const made = this.current.userDimensions.find((each) => each.object === object)
    return made === undefined ? undefined : userDimensionDefinition(made.object, made.label)
  }

  table(object: string): Table {
    let table = this.tables.get(object)
    if (table === undefined) {
      table = new Table(object)
      this.tables.set(object, table)
    }
    return table
  }

  row(object: string, recordNo: string | undefined): Row | undefined {
    if (recordNo === undefined || !/^\d{1,15}$/.test(recordNo)) return undefined
    return this.table(object).get(Number(recordNo))
  }

  named(object: string, name: string): Row | undefined {
    return this.table(object).first(catalogue.get(object)?.nameField ?? 'RECORDNO', name)
  }

  lines(object: string, link: string, recordNo: string): readonly Row[] {
    const rows = [...this.table(object).having(link, recordNo)]
    return rows.sort((left, right) => Number(left.RECORDNO) - Number(right.RECORDNO))
  }

  /** The next record number; never given twice, whatever is deleted or rolled back. */
  nextNo(object: string): string {
    const name = SEQUENCES[object] ?? object
    const next = (this.sequences.get(name) ?? 0) + 1
    this.sequences.set(name, next)
    return String(next)
  }

  /** Adds a row with its record number, stamps, owner and audit row. */
  insert(object: string, values: Row, actor: Actor, trace: Trace = {}): Row {
    const fields = plainFields.get(object)
    const stamp = this.stamp()
    const user = this.userKey(actor.userId)
    const no = values.RECORDNO ?? this.nextNo(object)
    const row: Record<string, string> = { RECORDNO: no, ...values }
    if (fields?.has('AUWHENCREATED') === true) row.AUWHENCREATED = stamp
    else row.WHENCREATED = stamp
    row.WHENMODIFIED = stamp
    row.CREATEDBY = user
    row.MODIFIEDBY = user
    row.CREATEDBYLOGINID = actor.userId
    row.MODIFIEDBYLOGINID = actor.userId
    row.RECORD_URL = `https://www.intacct.com/ia/acct/ur.phtml?.r=${object}-${no}`
    if (actor.entity !== null && row.MEGAENTITYID === undefined && fields?.has('MEGAENTITYID') === true) {
      Object.assign(row, this.owner(actor.entity))
    }
    this.put(object, row)
    if (trace.audit !== false && !UNAUDITED.has(object)) this.audit(object, no, 'C', actor)
    return row
  }

  /** Changes fields of a row. */
  patch(object: string, row: Row, changes: Row, actor: Actor, trace: Trace = {}): Row {
    const stamped = trace.stamp !== false
    const next: Row = stamped
      ? {
          ...row,
          ...changes,
          WHENMODIFIED: this.stamp(),
          MODIFIEDBY: this.userKey(actor.userId),
          MODIFIEDBYLOGINID: actor.userId,
        }
      : { ...row, ...changes }
    this.put(object, next)
    if (trace.audit === true || (stamped && trace.audit !== false && !UNAUDITED.has(object))) {
      this.audit(object, row.RECORDNO ?? '', 'M', actor)
    }
    return next
  }

  erase(object: string, row: Row, actor: Actor, trace: Trace = {}): void {
    const table = this.table(object)
    const no = Number(row.RECORDNO)
    this.note(table, no, table.remove(no))
    if (trace.audit !== false && !UNAUDITED.has(object)) this.audit(object, row.RECORDNO ?? '', 'D', actor)
  }

  /** Stores a row as it is, without stamps or audit. */
  put(object: string, row: Row): void {
    const table = this.table(object)
    const name = SEQUENCES[object] ?? object
    const no = Number(row.RECORDNO)
    if (no > (this.sequences.get(name) ?? 0)) this.sequences.set(name, no)
    this.note(table, no, table.put(row))
  }

  audit(object: string, key: string, mode: 'C' | 'M' | 'D' | 'W', actor: Actor, action = ''): void {
    const no = this.nextNo('AUDITHISTORY')
    const every = this.current.poisonAuditEvery
    const row: Record<string, string> = {
      RECORDNO: no,
      ID: no,
      OBJECTTYPE: object.toLowerCase(),
      OBJECTKEY: key,
      USERID: actor.userId,
      ACCESSTIME: this.stamp(),
      ACCESSMODE: mode,
      WORKFLOWACTION: action,
      SOURCE: actor.source,
      IPADDRESS: actor.source === 'api' ? '203.0.113.10' : '198.51.100.7',
    }
    if (every > 0 && Number(no) % every === 0) row.POISON = 'T'
    this.put('AUDITHISTORY', row)
  }

  /** All or nothing: what work changed is undone when it throws. Nests. Sequences are not turned back. */
  atomically<Result>(work: () => Result): Result {
    const mark = this.journal.length
    this.depth += 1
    try {
      return work()
    } catch (error) {
      this.undo(mark)
      throw error
    } finally {
      this.depth -= 1
      if (this.depth === 0) this.journal.length = 0
    }
  }

  owner(entity: string): Row {
    const location = this.named('LOCATION', entity)
    return {
      MEGAENTITYKEY: location?.RECORDNO ?? '',
      MEGAENTITYID: entity,
      MEGAENTITYNAME: location?.NAME ?? '',
    }
  }

  objects(): IterableIterator<[string, Table]> {
    return this.tables.entries()
  }

  /** Highest record number given, by sequence. */
  counters(): ReadonlyMap<string, number> {
    return this.sequences
  }

  /** Replaces everything by a kept state. */
  load(
    settings: CompanySettings,
    sequences: Readonly<Record<string, number>>,
    rows: Iterable<[string, readonly Row[]]>,
  ): void {
    this.current = settings
    this.tables.clear()
    this.sequences.clear()
    for (const [object, list] of rows) for (const row of list) this.table(object).put(row)
    for (const [name, next] of Object.entries(sequences)) this.sequences.set(name, next)
  }

  private userKey(loginId: string): string {
    return this.table('USERINFO').first('LOGINID', loginId)?.RECORDNO ?? ''
  }

  private note(table: Table, no: number, old: Row | undefined): void {
    if (this.depth > 0) this.journal.push({ table, no, old })
  }

  private undo(mark: number): void {
    for (let index = this.journal.length - 1; index >= mark; index -= 1) {
      const change = this.journal[index]
      if (change === undefined) continue
      if (change.old === undefined) change.table.remove(change.no)
      else change.table.put(change.old)
    }
    this.journal.length = mark
  }
}
