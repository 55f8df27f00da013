import type { Row } from './contract.ts'

interface Entry {
  readonly key: number
  readonly no: number
}

/** Past this many steps of insertion, sorting everything is cheaper. */
const INSERTION_LIMIT = 20_000

function before(left: Entry, right: Entry): boolean {
  return left.key < right.key || (left.key === right.key && left.no < right.no)
}

/**
 * Rows in the order of a numeric key and RECORDNO. Appending is free; a read sorts the tail that came since, and drops the entries
 * of rows that have moved on. An entry counts only while its row still has that key.
 */
class Ordered {
  private entries: Entry[] = []
  private sorted = 0
  private live = 0
  private readonly keyOf: (row: Row) => number

  constructor(keyOf: (row: Row) => number) {
    this.keyOf = keyOf
  }

  changed(no: number, old: Row | undefined, row: Row | undefined): void {
    const previous = old === undefined ? undefined : this.keyOf(old)
    const next = row === undefined ? undefined : this.keyOf(row)
    if (previous === next) return
    if (previous !== undefined) this.live -= 1
    if (next !== undefined) {
      this.live += 1
      this.entries.push({ key: next, no })
    }
  }

  /** Ascending RECORDNOs of the entries from `from` to `to`, both inclusive. */
  *range(rows: ReadonlyMap<number, Row>, from: number, to: number): Generator<Row> {
    this.settle(rows)
    let low = 0
    let high = this.entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.entries[middle]?.key ?? 0) < from) low = middle + 1
      else high = middle
    }
    let last = -1
    let lastKey = Number.NaN
    const snapshot = this.entries
    for (let index = low; index < snapshot.length; index += 1) {
      const entry = snapshot[index]
      if (entry === undefined || entry.key > to) return
      if (entry.no === last && entry.key === lastKey) continue
      last = entry.no
      lastKey = entry.key
      const row = rows.get(entry.no)
      if (row !== undefined && this.keyOf(row) === entry.key) yield row
    }
  }

  private settle(rows: ReadonlyMap<number, Row>): void {
    if (this.entries.length > 64 && this.entries.length > 2 * this.live) {
      this.entries = []
      for (const [no, row] of rows) this.entries.push({ key: this.keyOf(row), no })
      this.entries.sort((left, right) => left.key - right.key || left.no - right.no)
      this.sorted = this.entries.length
      return
    }
    if (this.sorted === this.entries.length) return
    // A running read keeps the array it started on.
    let steps = 0
    const entries = this.entries
    for (let index = Math.max(this.sorted, 1); index < entries.length; index += 1) {
      const entry = entries[index] as Entry
      let place = index
      while (place > 0 && before(entry, entries[place - 1] as Entry)) {
        entries[place] = entries[place - 1] as Entry
        place -= 1
        steps += 1
      }
      entries[place] = entry
      if (steps > INSERTION_LIMIT) {
        entries.sort((left, right) => left.key - right.key || left.no - right.no)
        break
      }
    }
    this.sorted = entries.length
  }
}

/** Seconds since the epoch of a stored stamp; rows without one come first. */
function secondsOf(row: Row): number {
  const stamp = row.WHENMODIFIED
  return stamp === undefined || stamp === '' ? 0 : Date.parse(stamp) / 1000
}

const numberKey = (field: string) => (row: Row) => {
  const value = row[field]
  return value === undefined || value === '' ? 0 : Number(value)
}

/** A row set of one object: RECORDNO order, ordered reads on stamps and link fields, and value indexes built when first asked for. */
export class Table {
  readonly object: string
  private readonly rows = new Map<number, Row>()
  private readonly ordered = new Map<string, Ordered>()
  private readonly values = new Map<string, Map<string, Set<number>>>()
  private readonly numbers = new Ordered((row) => Number(row.RECORDNO))

  constructor(object: string) {
    this.object = object
  }

  get size(): number {
    return this.rows.size
  }

  get(no: number): Row | undefined {
    return this.rows.get(no)
  }

  all(): IterableIterator<Row> {
    return this.rows.values()
  }

  put(row: Row): Row | undefined {
    const no = Number(row.RECORDNO)
    const old = this.rows.get(no)
    this.rows.set(no, row)
    this.index(no, old, row)
    return old
  }

  remove(no: number): Row | undefined {
    const old = this.rows.get(no)
    if (old === undefined) return undefined
    this.rows.delete(no)
    this.index(no, old, undefined)
    return old
  }

  /** Rows whose field has exactly this value (case-sensitive). */
  having(field: string, value: string): readonly Row[] {
    if (field === 'RECORDNO') {
      const row = /^\d+$/.test(value) ? this.rows.get(Number(value)) : undefined
      return row === undefined ? [] : [row]
    }
    const numbers = this.valueIndex(field).get(value)
    if (numbers === undefined) return []
    const found: Row[] = []
    for (const no of numbers) {
      const row = this.rows.get(no)
      if (row !== undefined) found.push(row)
    }
    return found
  }

  first(field: string, value: string): Row | undefined {
    if (field === 'RECORDNO') return this.having(field, value)[0]
    for (const no of this.valueIndex(field).get(value) ?? []) return this.rows.get(no)
    return undefined
  }

  /** Ascending by (field, RECORDNO); bounds are inclusive numbers: seconds for WHENMODIFIED, keys otherwise. */
  range(field: string, from: number, to: number): Iterable<Row> {
    if (field === 'RECORDNO') return this.numbers.range(this.rows, from, to)
    let index = this.ordered.get(field)
    if (index === undefined) {
      index = new Ordered(field === 'WHENMODIFIED' ? secondsOf : numberKey(field))
      for (const [no, row] of this.rows) index.changed(no, undefined, row)
      this.ordered.set(field, index)
    }
    return index.range(this.rows, from, to)
  }

  private valueIndex(field: string): Map<string, Set<number>> {
    let index = this.values.get(field)
    if (index === undefined) {
      index = new Map()
      for (const [no, row] of this.rows) enter(index, row[field] ?? '', no)
      this.values.set(field, index)
    }
    return index
  }

  private index(no: number, old: Row | undefined, row: Row | undefined): void {
    this.numbers.changed(no, old, row)
    for (const ordered of this.ordered.values()) ordered.changed(no, old, row)
    for (const [field, index] of this.values) {
      const previous = old === undefined ? undefined : (old[field] ?? '')
      const next = row === undefined ? undefined : (row[field] ?? '')
      if (previous === next) continue
      if (previous !== undefined) {
        const numbers = index.get(previous)
        numbers?.delete(no)
        if (numbers?.size === 0) index.delete(previous)
      }
      if (next !== undefined) enter(index, next, no)
    }
  }
}

function enter(index: Map<string, Set<number>>, value: string, no: number): void {
  const numbers = index.get(value)
  if (numbers === undefined) index.set(value, new Set([no]))
  else numbers.add(no)
}
