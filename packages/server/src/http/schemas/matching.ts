import { evidenceKinds } from '@tieout/engine/core/matching/evidence.ts'
import { matchKindNames, matchStates } from '@tieout/engine/core/matching/kinds.ts'
import { z } from 'zod'
import { limit, maybeMoment, moment, uuid } from './common.ts'

const kind = z.enum(matchKindNames)

export const matchParams = z.strictObject({ connection: z.string().max(200), kind: z.string().max(60) })

const text = (max: number) => z.string().trim().min(1).max(max)

export const appListBody = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          id: text(128).describe('The id that your documents name it by'),
          name: text(200),
          code: z.string().trim().max(100).default('').describe('Number or code that people know it by'),
          email: z.string().trim().max(200).optional(),
          taxNumber: z.string().trim().max(60).optional(),
          rate: z
            .string()
            .regex(/^-?\d{1,4}(\.\d{1,6})?$/, 'Write the rate in percent, e.g. "7.25".')
            .optional()
            .describe('In percent, for tax types'),
          dimension: z
            .enum(['location', 'department', 'class', 'project', 'item'])
            .optional()
            .describe('For a tracking option that can only be of this dimension'),
        }),
      )
      .max(50_000)
      .describe('The whole list: what is not on it any more is forgotten'),
  })
  .meta({ id: 'AppList' })

const evidence = z.object({
  kind: z.enum(evidenceKinds),
  strength: z.number().describe('0 to 1'),
  count: z.int().optional(),
})

const remote = z
  .object({ type: z.string(), key: z.string().describe('RECORDNO'), id: z.string(), name: z.string() })
  .meta({ id: 'MatchRemote' })

export const matchItem = z
  .object({
    kind,
    id: z.string(),
    code: z.string(),
    name: z.string(),
    state: z.enum(matchStates),
    remote: remote.nullable().describe('Which one it is in Intacct'),
    createAs: z.string().nullable(),
    decidedBy: z.string().nullable(),
    decidedAt: maybeMoment,
    proposal: z
      .object({
        ...remote.shape,
        score: z.number().describe('0 to 1'),
        sure: z.boolean().describe('May be accepted together with others'),
        rivals: z.int().describe('How many others are nearly as likely'),
        evidence: z.array(evidence),
        why: z.string().describe('The evidence in words'),
      })
      .nullable(),
  })
  .meta({ id: 'MatchItem' })

const matchKind = z
  .object({
    kind,
    title: z.string(),
    one: z.string(),
    total: z.int(),
    open: z.int().describe('Nobody has decided'),
    matched: z.int(),
    archived: z.int(),
    created: z.int(),
    suggested: z.int().describe('Open ones with a proposal'),
    sure: z.int().describe('Open ones whose proposal may be accepted without a look at each'),
    there: z.int().nullable().describe('How many Intacct has that could be used; null: not read yet'),
    createAs: z.array(z.string()).describe('What one of these can be created as'),
    proposedAt: maybeMoment,
    stale: z.boolean().describe('A list has changed since proposals were made'),
  })
  .meta({ id: 'MatchKind' })

export const matchingSchema = z
  .object({
    kinds: z.array(matchKind).describe('Only kinds of which your application has something'),
    needed: z.boolean().describe('Both sides have something to match'),
    done: z.boolean(),
    blocked: z.string().nullable().describe('Why onboarding cannot go on'),
    asOf: moment,
  })
  .meta({ id: 'Matching' })

export const matchQuery = z.strictObject({
  show: z.enum(['all', 'open', 'suggested', 'matched', 'archived', 'created']).default('all'),
  q: z.string().max(100).default('').describe('What the name or the code begins with'),
  limit,
  after: z.string().max(2000).optional().describe('"next" of the page before'),
})

export const matchPage = z
  .object({ items: z.array(matchItem), next: z.string().nullable() })
  .meta({ id: 'MatchPage' })

export const candidateQuery = z.strictObject({
  q: z.string().max(100).default(''),
  item: z.string().max(128).optional().describe('For which one: it may limit what fits'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
})

export const candidateList = z
  .object({
    items: z.array(
      z.object({
        ...remote.shape,
        email: z.string().nullable(),
        taxNumber: z.string().nullable(),
        usedFor: z.string().nullable().describe('Name of what it is used for already'),
      }),
    ),
  })
  .meta({ id: 'MatchCandidates' })

const ids = z.array(z.string().max(128)).min(1).max(5_000)

export const decisionBody = z
  .discriminatedUnion('decision', [
    z.strictObject({
      decision: z.literal('match'),
      items: z
        .array(
          z.strictObject({ id: z.string().max(128), type: z.string().max(80), key: z.string().max(200) }),
        )
        .min(1)
        .max(5_000),
    }),
    z.strictObject({
      decision: z.literal('accept'),
      ids: z
        .union([ids, z.literal('sure')])
        .describe('Takes their proposals; "sure": all that may be taken so'),
    }),
    z.strictObject({ decision: z.literal('archive'), ids: z.union([ids, z.literal('open')]) }),
    z.strictObject({
      decision: z.literal('create'),
      ids: z
        .union([ids, z.literal('unsuggested')])
        .describe('"unsuggested": all open ones that nothing in Intacct resembles'),
      as: z.enum(['customer', 'vendor']),
    }),
    z.strictObject({ decision: z.literal('reopen'), ids }),
  ])
  .meta({ id: 'MatchDecision' })

export const decisionAnswer = z
  .object({
    step: uuid.nullable().describe('To undo it by; null when nothing was decided'),
    decided: z.int(),
    refused: z.array(z.object({ id: z.string(), reason: z.string() })).describe('At most 100'),
    refusedCount: z.int(),
    matching: matchingSchema,
  })
  .meta({ id: 'MatchDecided' })

export const undoBody = z.strictObject({ step: uuid }).meta({ id: 'UndoMatches' })
