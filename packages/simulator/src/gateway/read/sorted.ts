import type { Access, Actor, ObjectDefinition, Row } from '../../books/contract.ts'
import type { Ledger } from '../ledger.ts'
import { compareFor } from './compare.ts'
import type { Filter } from './filter.ts'
import type { Reading } from './predicate.ts'

/** Whose rows of which company. */
interface Reader {
  readonly company: { readonly books: Ledger }
  readonly actor: Actor
}

type Range = Extract<Access, { kind: 'range' }>

/** A place in the order (field, RECORDNO), just before or just after all rows that have it. */
interface Edge {
  readonly value: string
  /** Undefined: all rows of that value. */
  readonly recordNo: string | undefined
  readonly after: boolean
}

/** A condition that is nothing but a stretch of one index: its rows need no test of their own. */
export interface Stretch {
  readonly from: readonly Edge[]
  readonly to: readonly Edge[]
}

function plainEdge(filter: Filter, field: string): { side: 'from' | 'to'; edge: Edge }[] | undefined {
  if (filter.kind !== 'compare' || filter.field !== field) return undefined
  const [first = '', second = ''] = filter.values
  const edge = (value: string, after: boolean): Edge => ({ value, recordNo: undefined, after })
  switch (filter.operator) {
    case 'greaterthan':
      return [{ side: 'from', edge: edge(first, true) }]
    case 'greaterthanorequalto':
      return [{ side: 'from', edge: edge(first, false) }]
    case 'lessthan':
      return [{ side: 'to', edge: edge(first, false) }]
    case 'lessthanorequalto':
      return [{ side: 'to', edge: edge(first, true) }]
    case 'equalto':
      return [
        { side: 'from', edge: edge(first, false) },
        { side: 'to', edge: edge(first, true) },
      ]
    case 'between':
      return [
        { side: 'from', edge: edge(first, false) },
        { side: 'to', edge: edge(second, true) },
      ]
    default:
      return undefined
  }
}

/** The compound keyset `F > s OR (F = s AND RECORDNO > k)`, which is one edge too. */
function keysetEdge(filter: Filter, field: string): Edge | undefined {
  if (filter.kind !== 'or' || filter.parts.length !== 2) return undefined
  const beyond = filter.parts.find((part) => part.kind === 'compare')
  const tie = filter.parts.find((part) => part.kind === 'and')
  if (beyond?.kind !== 'compare' || tie?.kind !== 'and' || tie.parts.length !== 2) return undefined
  const [same, next] = tie.parts
  if (same?.kind !== 'compare' || next?.kind !== 'compare') return undefined
  const fits =
    beyond.operator === 'greaterthan' &&
    beyond.field === field &&
    same.operator === 'equalto' &&
    same.field === field &&
    same.values[0] === beyond.values[0] &&
    next.operator === 'greaterthan' &&
    next.field === 'RECORDNO'
  return fits ? { value: same.values[0] ?? '', recordNo: next.values[0] ?? '', after: true } : undefined
}

/** Reads a condition as a stretch of the index on `field`; undefined if anything else is in it. */
export function stretchOf(filter: Filter, field: string, reading: Reading): Stretch | undefined {
  const parts = filter.kind === 'and' ? filter.parts : filter.kind === 'always' ? [] : [filter]
  const from: Edge[] = []
  const to: Edge[] = []
  for (const part of parts) {
    const keyset = keysetEdge(part, field)
    const plain = keyset === undefined ? plainEdge(part, field) : [{ side: 'from' as const, edge: keyset }]
    if (plain === undefined) return undefined
    for (const { side, edge } of plain) {
      if (edge.value === '') return undefined
      const value = reading.literal(reading.field(field), edge.value)
      const recordNo =
        edge.recordNo === undefined ? undefined : reading.literal(reading.field('RECORDNO'), edge.recordNo)
      ;(side === 'from' ? from : to).push({ ...edge, value, recordNo })
    }
  }
  return { from, to }
}

interface Cached {
  version: number
  rows: readonly Row[] | undefined
}

/** Scans longer than this are worth keeping the sorted rows for the next page. */
const longScan = 5000

/** Sorted rows of an index, kept while nothing changes, so that the next page of a long read is a slice. */
export class SortedRows {
  private readonly kept = new Map<string, Cached>()

  private key(object: ObjectDefinition, field: string, call: Reader, showPrivate: boolean): string {
    return [object.name, field, call.actor.entity ?? '', call.actor.entity === null, showPrivate].join(
      '\u0000',
    )
  }

  /** Notes how many rows a scan went through; the next one at the same version may keep them. */
  note(object: ObjectDefinition, access: Range, call: Reader, showPrivate: boolean, scanned: number): void {
    if (scanned < longScan) return
    const key = this.key(object, access.field, call, showPrivate)
    const version = call.company.books.version()
    if (this.kept.get(key)?.version !== version) this.kept.set(key, { version, rows: undefined })
  }

  /** All rows in the index's order, if they are worth having at hand now. */
  rows(
    object: ObjectDefinition,
    field: Range['field'],
    call: Reader,
    showPrivate: boolean,
  ): readonly Row[] | undefined {
    const cached = this.kept.get(this.key(object, field, call, showPrivate))
    if (cached === undefined || cached.version !== call.company.books.version()) return undefined
    cached.rows ??= [
      ...call.company.books.find(object.name, { kind: 'range', field }, call.actor, showPrivate),
    ]
    return cached.rows
  }

  clear(): void {
    this.kept.clear()
  }
}

/** The part of sorted rows that a stretch covers. Rows without a value come first and are in no bounded stretch. */
export function cut(
  rows: readonly Row[],
  object: ObjectDefinition,
  field: string,
  stretch: Stretch,
): readonly Row[] {
  const compare = compareFor(object.fields.get(field)?.type ?? 'text')
  const numbers = compareFor('integer')
  const before = (row: Row, edge: Edge): boolean => {
    const value = row[field] ?? ''
    if (value === '') return true
    const order = compare(value, edge.value) ?? 0
    if (order !== 0) return order < 0
    if (edge.recordNo === undefined) return edge.after
    return (numbers(row.RECORDNO ?? '', edge.recordNo) ?? 0) <= 0
  }
  const place = (edge: Edge): number => {
    let low = 0
    let high = rows.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (before(rows[middle] as Row, edge)) low = middle + 1
      else high = middle
    }
    return low
  }
  const start = Math.max(0, ...stretch.from.map(place))
  const end = Math.min(rows.length, ...stretch.to.map(place))
  return rows.slice(start, Math.max(start, end))
}
