import type { Company } from '../company.ts'
import { addDays, american } from '../dates.ts'
import { refuse } from '../refusals.ts'

/** Last closed day for an entity and module; '' when nothing is closed. */
export function closedThrough(company: Company, entity: string, module: string): string {
  const closed = company.settings.closedThrough
  let last = ''
  for (const place of ['*', entity === '' ? '*' : entity]) {
    for (const part of ['*', module]) {
      const day = closed[`${place}/${part}`] ?? ''
      if (day > last) last = day
    }
  }
  return last
}

/** Refuses a GL date in a closed period of the entity and module. */
export function checkOpen(company: Company, entity: string, module: string, date: string): void {
  const last = closedThrough(company, entity, module)
  if (last !== '' && date <= last) refuse('closedPeriod', american(date), american(addDays(last, 1)))
}
