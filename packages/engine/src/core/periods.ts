import type { Fault } from '../ports/fault.ts'
import type { ObjectType } from './object-types.ts'
import type { Settings } from './settings.ts'
import { stampOf } from './stamps.ts'

type PeriodPolicy = Settings['closedPeriod']['invoice']

/** What the settings say about a document of this type in a closed period. Customers have no date. */
export function periodPolicyOf(type: ObjectType, { closedPeriod }: Settings): PeriodPolicy {
  return type in closedPeriod ? closedPeriod[type as keyof Settings['closedPeriod']] : 'hold'
}

/**
 * The next day to try after Intacct refused one as closed: the first open day where its answer names it, else the first of the month after
 * the refused day, since periods are months. Null: that day has not come yet, so a person must decide.
 * @param refused `YYYY-MM-DD`
 * @param now epoch milliseconds
 */
export function nextOpenDay(fault: Fault, refused: string, now: number): string | null {
  const named = fault.openFrom ?? ''
  const day = named > refused ? named : firstOfNextMonth(refused)
  // Somewhere on earth it is tomorrow already.
  return day <= stampOf(now + 86_400_000).slice(0, 10) ? day : null
}

function firstOfNextMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  const next = new Date(Date.UTC(year, month, 1))
  return next.toISOString().slice(0, 10)
}
