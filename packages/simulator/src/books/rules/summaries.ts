import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { text, type Values } from '../input.ts'
import { amountOf, formatAmount } from '../money.ts'
import { refuse } from '../refusals.ts'
import type { Frequency } from '../settings.ts'

/** A journal summary ("batch"): what PRBATCH and PRBATCHKEY point to. */
export interface SummaryWish {
  readonly object: string
  readonly title: string
  readonly recordType: string
  readonly frequency: Frequency
  readonly date: string
}

function given(company: Company, wish: SummaryWish, input: Input): Row | undefined {
  const key = text(input, 'PRBATCHKEY') ?? ''
  const title = text(input, 'PRBATCH') ?? ''
  if (key === '' && title === '') return undefined
  const batch = key === '' ? company.named(wish.object, title) : company.row(wish.object, key)
  if (batch?.OPEN !== 'Open') return refuse('batchInvalid', key === '' ? title : key)
  return batch
}

function automatic(company: Company, wish: SummaryWish, entity: string, actor: Actor): Row {
  const [year = '', month = '', day = ''] = wish.date.split('-')
  const period = wish.frequency === 'Monthly' ? `${year}/${month}` : `${year}/${month}/${day}`
  const place = entity === '' ? '' : ` ${entity}`
  for (let part = 1; ; part += 1) {
    const title = `${wish.title}${place}: ${period} Batch${part === 1 ? '' : ` - ${part}`}`
    const batch = company.named(wish.object, title)
    if (batch?.OPEN === 'Open') return batch
    if (batch !== undefined) continue
    return company.insert(
      wish.object,
      {
        TITLE: title,
        CREATED: wish.date,
        STATUS: 'active',
        RECORDTYPE: wish.recordType,
        OPEN: 'Open',
        AUTOCREATED: 'Auto-Summary',
        SYSTEMGENERATED: 'true',
        TOTAL: '0',
        ...(entity === '' ? {} : company.owner(entity)),
      },
      actor,
      { audit: false },
    )
  }
}

/** The summary a transaction posts to. User-specified summaries must be named: the answer then is `missing`. */
export function summaryOf(
  company: Company,
  wish: SummaryWish,
  input: Input,
  entity: string,
  actor: Actor,
  missing: () => never,
): Values {
  const batch =
    given(company, wish, input) ??
    (wish.frequency === 'UserSpecified' ? missing() : automatic(company, wish, entity, actor))
  return { PRBATCH: batch.TITLE ?? '', PRBATCHKEY: batch.RECORDNO ?? '' }
}

/** Moves a summary's total, in hundredths of base currency. */
export function addToSummary(
  company: Company,
  object: string,
  key: string | undefined,
  delta: bigint,
  actor: Actor,
): void {
  const batch = company.row(object, key)
  if (batch === undefined || delta === 0n) return
  const total = formatAmount(amountOf(batch.TOTAL) + delta)
  company.patch(object, batch, { TOTAL: total }, actor, { stamp: false })
}
