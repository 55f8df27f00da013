import type { Company } from '../company.ts'
import type { Input } from '../contract.ts'
import { parseDate, dateText } from '../dates.ts'
import { text, type Values } from '../input.ts'
import { type Decimal, formatDecimal, parseDecimal } from '../money.ts'
import { refuse } from '../refusals.ts'

/** A transaction's currency and its rate into the base currency of its entity. */
export interface Rate {
  readonly currency: string
  readonly base: string
  readonly rate: Decimal
  /** EXCH_RATE_DATE, EXCH_RATE_TYPE_ID and EXCHANGE_RATE as stored. */
  readonly fields: Values
}

const ONE: Decimal = { digits: 1n, scale: 0 }

/** The last daily rate on or before a date; undefined when there is none. */
export function dailyRate(company: Company, from: string, to: string, date: string): string | undefined {
  let found: string | undefined
  let since = ''
  for (const pair of company.table('EXCHANGERATE').having('FROM_CURRENCY', from)) {
    if (pair.TO_CURRENCY !== to) continue
    for (const entry of company.table('EXCHANGERATEENTRY').having('EXCHANGERATEKEY', pair.RECORDNO ?? '')) {
      const start = entry.EFFECTIVE_START_DATE ?? ''
      if (start <= date && start >= since) {
        found = entry.EXCHANGE_RATE
        since = start
      }
    }
  }
  return found
}

/**
 * The rate that a transaction names: EXCHANGE_RATE, or EXCH_RATE_TYPE_ID (an empty element means Intacct's daily rate). A foreign
 * transaction with neither is refused unless `daily` says that the daily rate is the default.
 */
export function rateOf(company: Company, base: string, date: string, input: Input, daily: boolean): Rate {
  const given = text(input, 'CURRENCY') ?? ''
  const currency = given === '' ? base : given
  if (currency === base) return { currency, base, rate: ONE, fields: { EXCHANGE_RATE: '1' } }
  if (!company.settings.multiCurrency) return refuse('singleCurrency', currency, base)
  const on = parseDate(input.EXCH_RATE_DATE as string | Input | undefined)
  if (on === undefined) return refuse('invalidDate', dateText(input.EXCH_RATE_DATE as string | Input))
  const rateDate = on === '' ? date : on
  const explicit = text(input, 'EXCHANGE_RATE') ?? ''
  const type = text(input, 'EXCH_RATE_TYPE_ID')
  if (explicit === '' && type === undefined && !daily) return refuse('exchangeRate', currency, base, rateDate)
  const chosen = explicit === '' ? dailyRate(company, currency, base, rateDate) : explicit
  const rate = chosen === undefined ? undefined : parseDecimal(chosen)
  if (rate === undefined || rate.digits <= 0n) return refuse('exchangeRate', currency, base, rateDate)
  return {
    currency,
    base,
    rate,
    fields: { EXCH_RATE_DATE: rateDate, EXCH_RATE_TYPE_ID: type ?? '', EXCHANGE_RATE: formatDecimal(rate) },
  }
}
