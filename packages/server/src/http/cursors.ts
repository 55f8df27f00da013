import type { z } from 'zod'
import { ApiError } from '../errors.ts'

/** The place after which a page begins, as text that nobody need understand. */
export function writeCursor(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** @throws ApiError `bad_cursor` for what is no cursor of this list. */
export function readCursor<Place extends z.ZodType>(
  text: string | undefined,
  shape: Place,
): z.output<Place> | null {
  if (text === undefined) return null
  const result = shape.safeParse(parse(text))
  if (!result.success)
    throw new ApiError('bad_cursor', { detail: 'The cursor cannot be read.', field: 'cursor' })
  return result.data
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
  } catch {
    return undefined
  }
}

/**
 * A page out of `limit + 1` rows: the one too many says that there is a next page.
 * @param place what the cursor remembers of the last row
 */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => unknown,
  present: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const kept = rows.slice(0, limit)
  const last = kept.at(-1)
  return {
    items: kept.map(present),
    next: rows.length > limit && last !== undefined ? writeCursor(place(last)) : null,
  }
}
