import { z } from 'zod'
import { faultSchema, maybeMoment, moment, page, uuid } from './common.ts'

const referenceKind = z
  .object({
    type: z.string().describe('Name in addresses, e.g. account, vendor, udd:CAMPAIGN'),
    title: z.string().describe('What people call it; the company’s own name where it has one'),
    group: z.enum(['ledger', 'banking', 'terms', 'dimensions', 'documents']),
    own: z.boolean().describe('A dimension that the company has defined itself'),
    records: z.int().describe('Not known to be gone, as counted after the last success'),
    usable: z.int().describe('Active ones: what a new document may name'),
    lastSuccessAt: maybeMoment,
    lastAttemptAt: maybeMoment,
    lastFullAt: maybeMoment.describe('Deletions are found by full readings'),
    lastFailureAt: maybeMoment,
    failure: faultSchema.nullable().describe('Why the last attempt failed; null once one succeeds'),
  })
  .meta({ id: 'ReferenceKind' })

export const referenceSchema = z
  .object({
    lastAt: maybeMoment.describe('The last refresh that was complete'),
    lastFailureAt: maybeMoment,
    lastFailure: z.string().nullable(),
    nextAt: maybeMoment.describe('null: by hand only'),
    running: z
      .object({
        run: uuid,
        since: moment,
        by: z.string().nullable(),
        done: z.int(),
        of: z.int().nullable(),
        title: z.string().describe('The kind that is being read'),
      })
      .nullable(),
    kinds: z.array(referenceKind),
  })
  .meta({ id: 'Reference' })

export const referenceRecord = z
  .object({
    type: z.string(),
    key: z.string().describe('What never changes; RECORDNO in Intacct'),
    id: z.string().describe('What documents name it by'),
    name: z.string(),
    status: z.enum(['active', 'non_posting', 'inactive']),
    presence: z
      .enum(['present', 'gone', 'not_shown'])
      .describe('gone: deleted in Intacct; not_shown: our user no longer sees it'),
    usable: z.boolean().describe('May be named on a new document'),
    parent: z.string().nullable(),
    entity: z.string().nullable().describe('Entity that it is private to'),
    extra: z.record(z.string(), z.string()),
    changedInIntacct: z.string().nullable().describe('In Intacct’s own time'),
    goneSince: maybeMoment,
  })
  .meta({ id: 'ReferenceRecord' })

export const referencePage = page(referenceRecord)
  .extend({ asOf: maybeMoment.describe('When this kind was read last') })
  .meta({ id: 'ReferencePage' })

export const referenceDetail = referenceRecord
  .extend({
    uses: z.object({
      settings: z.array(z.string()).describe('Settings that name it, e.g. accounts.sales'),
      references: z
        .array(referenceRecord)
        .describe('Other reference data that names it or lies under it; the first 50'),
      records: z.object({
        looked: z.int().describe('So many of the newest records were looked at'),
        found: z.int(),
        items: z
          .array(z.object({ type: z.string(), id: z.string(), number: z.string() }))
          .describe('The first 20'),
      }),
    }),
  })
  .meta({ id: 'ReferenceDetail' })

export const referenceQuery = z.strictObject({
  q: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe(
      'Beginning of the id, the name or any words of them; the best 1 to 100 come, without a next page',
    ),
  active: z.stringbool().optional().describe('true: only what a new document may name'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(2000).optional().describe('"next" of the page before'),
})

export const refreshBody = z
  .strictObject({
    full: z
      .boolean()
      .default(false)
      .describe('Read everything again, not only what changed: finds deletions'),
  })
  .prefault({})
  .meta({ id: 'RefreshReference' })
