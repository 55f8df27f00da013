import { z } from 'zod'
import { isZone } from './daily.ts'

const minutes = (value: number) => value * 60_000

/** A connection's settings. Every one has a default, so that an empty object is a whole settings version. Times in milliseconds. */
export const settingsSchema = z.strictObject({
  directions: z
    .strictObject({
      customer: z.enum(['both', 'in', 'out', 'off']).default('both'),
      invoice: z.enum(['both', 'in', 'out', 'off']).default('both'),
      credit_note: z.enum(['both', 'in', 'out', 'off']).default('both'),
      payment: z.enum(['both', 'in', 'out', 'off']).default('both'),
      vendor: z.enum(['both', 'in', 'out', 'off']).default('off'),
      bill: z.enum(['both', 'in', 'out', 'off']).default('off'),
      bill_credit: z.enum(['both', 'in', 'out', 'off']).default('off'),
      bill_payment: z.enum(['both', 'in', 'out', 'off']).default('off'),
      item: z.enum(['both', 'in', 'out', 'off']).default('off'),
    })
    .prefault({}),
  baseCurrency: z.string().default('USD'),
  accounts: z
    .strictObject({
      sales: z.string().optional(),
      /** Where credit notes go; absent: to the sales account. */
      credits: z.string().optional(),
      receivable: z.string().optional(),
      undepositedFunds: z.string().optional(),
      bank: z.string().optional(),
      rounding: z.string().optional(),
      /** For lines of bills and bill credits without an account. */
      expense: z.string().optional(),
    })
    .prefault({}),
  defaults: z
    .strictObject({
      location: z.string().optional(),
      department: z.string().optional(),
      termName: z.string().optional(),
      /** Payables have terms of their own. */
      billTermName: z.string().optional(),
    })
    .prefault({}),
  /** How documents arrive in Intacct. */
  postAs: z
    .strictObject({
      invoice: z.enum(['draft', 'submitted']).default('submitted'),
      credit_note: z.enum(['draft', 'submitted']).default('submitted'),
      payment: z.enum(['draft', 'submitted']).default('submitted'),
      bill: z.enum(['draft', 'submitted']).default('submitted'),
      bill_credit: z.enum(['draft', 'submitted']).default('submitted'),
      bill_payment: z.enum(['draft', 'submitted']).default('submitted'),
    })
    .prefault({}),
  /** Only documents dated on or after it are synchronized. Absent: everything. */
  syncFrom: z.string().optional(),
  matchByName: z.boolean().default(true),
  /** A difference of at most this many minor units between lines and total becomes a line on the rounding account. */
  roundingTolerance: z.int().min(0).max(100).default(0),
  autoSync: z.boolean().default(true),
  inboundEveryMs: z.int().min(60_000).default(minutes(60)),
  /** When the cache of reference data is refreshed by itself: daily at a time of the company's zone. */
  cache: z
    .strictObject({
      daily: z.boolean().default(true),
      at: z
        .string()
        .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM, e.g. "00:00".')
        .default('00:00'),
      zone: z
        .string()
        .max(60)
        .refine(isZone, 'There is no such time zone; write it like "America/New_York".')
        .default('UTC'),
    })
    .prefault({}),
  /** T: how long Intacct may still be working after our last possible send (DESIGN §3.1). */
  settleMs: z.int().min(0).default(minutes(15)),
  /** L: how long a committed record may stay invisible to reads. */
  readLagMs: z.int().min(0).default(minutes(1)),
  overlapMs: z.int().min(0).default(minutes(120)),
  lookBackMs: z
    .int()
    .min(0)
    .default(minutes(7 * 24 * 60)),
  pageSize: z.int().min(1).max(2000).default(2000),
  /** Functions in one writing request. */
  batchSize: z.int().min(1).max(100).default(100),
})

export type Settings = z.infer<typeof settingsSchema>
