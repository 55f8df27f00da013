import type { Settings } from '@tieout/engine/core/settings.ts'
import type { z } from 'zod'
import type { Extent } from '../remotes/ports.ts'
import type { estimateAnswer } from './schemas/onboarding.ts'

/** Records of one page, and what a page takes on an Intacct that answers in two seconds, two at a time, with its lines. */
const pageSize = 2_000
const secondsAPage = 4
/** Documents whose lines are read in pages of their own: about three lines a document. */
const linesOf: Readonly<Record<string, number>> = { invoice: 3, credit_note: 3, payment: 2 }

/** What a first sync would bring in, what it would cost and how long it would take: about, not to the unit. Pure. */
export function estimateOf(
  from: string | null,
  extent: Extent | null,
  directions: Settings['directions'],
): z.output<typeof estimateAnswer> {
  const types = (extent?.types ?? []).filter(
    ({ type }) => directions[type] === 'both' || directions[type] === 'in',
  )
  const units = types.reduce(
    (sum, { type, all }) => sum + pagesOf(all) + pagesOf(all * (linesOf[type] ?? 0)),
    0,
  )
  return {
    from,
    types: types.map((each) => ({ ...each })),
    olderOpen: extent?.olderOpen ?? 0,
    earliestOpen: extent?.earliestOpen ?? null,
    records: types.reduce((sum, { all }) => sum + all, 0),
    units,
    minutes: Math.max(1, Math.ceil((units * secondsAPage) / 60)),
  }
}

function pagesOf(rows: number): number {
  return Math.ceil(rows / pageSize)
}
