import { z } from 'zod'
import { accountRulesSchema } from './account-rules.ts'
import { customFieldsSchema } from './custom-fields.ts'
import { weekdays, wrongCron } from './cron.ts'
import { isZone } from './daily.ts'
import { paymentMethods } from './records.ts'
import { dimensionRuleSchema } from './dimensions.ts'

const minutes = (value: number) => value * 60_000

/** Wait until the period is open, post on the first open day with the original date in the memo, or ask a person for the day. */
const periodPolicy = z.enum(['hold', 'next_open', 'ask']).default('hold')

/** A connection's settings. Every one has a default, so that an empty object is a whole settings version. Times in milliseconds. */
export const settingsSchema = z.strictObject({
  directions: z
    .strictObject({
      customer: z.enum(['both', 'in', 'out', 'off']).default('both'),
      invoice: z.enum(['both', 'in', 'out', 'off']).default('both'),
      credit_note: z.enum(['both', 'in', 'out', 'off']).default('both'),
      advance: z.enum(['both', 'in', 'out', 'off']).default('both'),
      payment: z.enum(['both', 'in', 'out', 'off']).default('both'),
      vendor: z.enum(['both', 'in', 'out', 'off']).default('off'),
      bill: z.enum(['both', 'in', 'out', 'off']).default('off'),
      bill_credit: z.enum(['both', 'in', 'out', 'off']).default('off'),
      bill_payment: z.enum(['both', 'in', 'out', 'off']).default('off'),
      item: z.enum(['both', 'in', 'out', 'off']).default('off'),
    })
    .prefault({}),
  baseCurrency: z.string().default('USD'),
  currencies: z
    .strictObject({
      /** Entities keep books in currencies of their own: each document then names its currency, also the base currency. */
      several: z.boolean().default(false),
      /** Exchange rate type of documents that bring no rate; absent: the Intacct Daily Rate. */
      rateType: z.string().max(60).optional(),
    })
    .prefault({}),
  /** Named by documents with taxes, where the company has several tax solutions and posts at top level. */
  taxSolution: z.string().max(80).optional(),
  accounts: z
    .strictObject({
      sales: z.string().optional(),
      /** Where credit notes go; absent: to the sales account. */
      credits: z.string().optional(),
      receivable: z.string().optional(),
      undepositedFunds: z.string().optional(),
      bank: z.string().optional(),
      /** What advances are owed on until they are applied; absent: Intacct's own choice. */
      advances: z.string().optional(),
      rounding: z.string().optional(),
      /** For lines of bills and bill credits without an account. */
      expense: z.string().optional(),
      /** Where convenience fees go. */
      fee: z.string().optional(),
      /** Where bad debts and other differences that are given up go. */
      writeOff: z.string().optional(),
    })
    .prefault({}),
  /** Accounts for some payments and documents; where none fits, those of `accounts` stand. */
  accountRules: accountRulesSchema.default([]),
  defaults: z
    .strictObject({
      location: z.string().optional(),
      department: z.string().optional(),
      class: z.string().optional(),
      project: z.string().optional(),
      item: z.string().optional(),
      customer: z.string().optional(),
      vendor: z.string().optional(),
      employee: z.string().optional(),
      termName: z.string().optional(),
      /** Payables have terms of their own. */
      billTermName: z.string().optional(),
    })
    .prefault({}),
  /** Dimensions of created lines, before the defaults; the first that applies and yields a value counts. */
  dimensionRules: z.array(dimensionRuleSchema).max(200).default([]),
  customFields: customFieldsSchema.default([]),
  /** Where money that pays nothing yet is booked; absent: as `defaults` say. */
  overpayment: z
    .strictObject({ location: z.string().optional(), department: z.string().optional() })
    .prefault({}),
  /**
   * How the app's payment methods are called in Intacct where it takes others, such as a transfer for a card in a foreign currency: the
   * first that fits. `foreign` is every currency but the base one; without a currency it is all of them.
   */
  methods: z
    .array(
      z.strictObject({
        method: z.enum(paymentMethods),
        currency: z
          .string()
          .regex(/^([A-Z]{3}|foreign)$/, 'Write a three-letter code, or "foreign".')
          .optional(),
        as: z.enum(paymentMethods),
      }),
    )
    .max(100)
    .default([]),
  /** Adjustments beside payments: the location, and so the entity, that they are booked in; absent: as `defaults` say. */
  adjustments: z.strictObject({ entity: z.string().optional() }).prefault({}),
  /** How documents arrive in Intacct. */
  postAs: z
    .strictObject({
      invoice: z.enum(['draft', 'submitted']).default('submitted'),
      credit_note: z.enum(['draft', 'submitted']).default('submitted'),
      advance: z.enum(['draft', 'submitted']).default('submitted'),
      payment: z.enum(['draft', 'submitted']).default('submitted'),
      bill: z.enum(['draft', 'submitted']).default('submitted'),
      bill_credit: z.enum(['draft', 'submitted']).default('submitted'),
      bill_payment: z.enum(['draft', 'submitted']).default('submitted'),
    })
    .prefault({}),
  /** What becomes of a document, or of its void, that is dated in a closed period. */
  closedPeriod: z
    .strictObject({
      invoice: periodPolicy,
      credit_note: periodPolicy,
      advance: periodPolicy,
      payment: periodPolicy,
    })
    .prefault({}),
  /** Both sides changed the same field: by the stated policy (Intacct for money and accounts, the app for contacts), or a person is asked. */
  conflicts: z.enum(['policy', 'ask']).default('policy'),
  /** Whether a payment is held that may have been typed into Intacct already. */
  findTwins: z.boolean().default(true),
  /** Only documents dated on or after it are synchronized. Absent: everything. */
  syncFrom: z.string().optional(),
  /** What is taken of what Intacct has. */
  imports: z
    .strictObject({
      /** Transaction definitions of Order Entry whose documents are taken. Absent: all of them. */
      orderTypes: z.array(z.string().min(1).max(100)).max(100).optional(),
      /** `with_documents`: only those that a synchronized document belongs to. */
      customers: z.enum(['all', 'with_documents']).default('all'),
    })
    .prefault({}),
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
      /** On which weekdays; absent: on every day. */
      days: z.array(z.enum(weekdays)).min(1).max(7).optional(),
      /** A cron line in the same zone, instead of time and days: minute, hour, day of the month, month, weekday. */
      cron: z
        .string()
        .max(100)
        .superRefine((line, context) => {
          const wrong = wrongCron(line)
          if (wrong !== null) context.addIssue({ code: 'custom', message: wrong })
        })
        .optional(),
    })
    .prefault({}),
  /** API units a month that the agreement with Intacct includes; absent: not known. */
  unitsPlan: z.int().min(1).max(1_000_000_000).optional(),
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
