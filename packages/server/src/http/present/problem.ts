import { fromMinor } from '@tieout/engine/core/money.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import type { ProblemRow } from '@tieout/store/views/problems.ts'
import type { z } from 'zod'
import { problemWords } from '../../words/problems.ts'
import { fixOf } from '../cures.ts'
import { momentOf } from '../schemas/common.ts'
import type { problemCard } from '../schemas/work.ts'

/** One card. Its cure stands on it where a setting is the cure. */
export function presentProblem(row: ProblemRow, settings: Settings): z.output<typeof problemCard> {
  return {
    cause: row.cause,
    about: row.about,
    ...problemWords(row.cause, row.fault),
    records: row.records,
    amounts: row.amounts.map(({ currency, minor }) => ({
      currency,
      amount: fromMinor(BigInt(minor), currency),
    })),
    since: momentOf(row.since),
    fix: fixOf(row, settings),
    types: row.types.map(({ type, records }) => ({ type, label: objectTypes[type].label, records })),
  }
}
