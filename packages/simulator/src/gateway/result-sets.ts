import type { Row } from '../books/contract.ts'
import type { Field } from './read/fields.ts'

/** What a readByQuery found, kept for readMore until it expires. */
export interface ResultSet {
  readonly id: string
  readonly object: string
  readonly session: string
  readonly fields: readonly Field[]
  readonly rows: readonly Row[]
  readonly pageSize: number
  readonly expiresAt: number
  /** How many rows have been given out. */
  given: number
}

export class ResultSets {
  private readonly sets = new Map<string, ResultSet>()

  add(set: ResultSet): void {
    this.sets.set(set.id, set)
  }

  /** @param now epoch milliseconds. Expired sets are forgotten. */
  find(id: string, now: number): ResultSet | undefined {
    this.expire(now)
    return this.sets.get(id)
  }

  /** The latest set of an object in a session. */
  latest(object: string, session: string, now: number): ResultSet | undefined {
    this.expire(now)
    return [...this.sets.values()].findLast((set) => set.object === object && set.session === session)
  }

  clear(): void {
    this.sets.clear()
  }

  private expire(now: number): void {
    for (const set of this.sets.values()) if (set.expiresAt <= now) this.sets.delete(set.id)
  }
}
