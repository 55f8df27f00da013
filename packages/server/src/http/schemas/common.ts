import { z } from 'zod'

/** An instant, RFC 3339 in UTC. */
export const moment = z.string().meta({ format: 'date-time', examples: ['2026-03-28T18:02:10.000Z'] })
export const maybeMoment = moment.nullable()
export const uuid = z.uuid()

/** Instant of epoch milliseconds, as the API writes it. */
export function momentOf(ms: number): string {
  return new Date(ms).toISOString()
}

export function maybeMomentOf(ms: number | null): string | null {
  return ms === null ? null : momentOf(ms)
}

export const limit = z.coerce.number().int().min(1).max(1000).default(200)
export const cursor = z.string().max(2000).optional().describe('"next" of the page before')

export const paging = z.strictObject({ limit, cursor })

/** A page: `next` is null on the last one. */
export function page<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() })
}

export function list<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item) })
}

/** Anything that JSON can hold; what an object type's own schema describes. */
export const anyJson = z.unknown().describe('Any JSON value')

export const faultSchema = z
  .object({
    cause: z.string().describe('Stable code that groups problems'),
    about: z.string(),
    sentence: z.string(),
    cure: z.string(),
    who: z.enum(['you', 'admin', 'intacct_admin', 'controller', 'nobody']),
    retry: z.enum(['never', 'backoff', 'connection']),
    said: z.string().describe('What Intacct said, whole, secrets removed'),
  })
  .meta({ id: 'Fault' })

export const problemSchema = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable; see /api/docs'),
    detail: z.string(),
    cure: z.string(),
    field: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    who: z.array(z.string()).optional().describe('Who may do it'),
    ref: z.string(),
  })
  .meta({ id: 'Problem' })

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as YYYY-MM-DD.')
