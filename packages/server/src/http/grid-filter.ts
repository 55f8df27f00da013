import { toMinor } from '@tieout/engine/core/money.ts'
import type { GridFilter } from '@tieout/store/views/grid.ts'
import { typesOf } from '@tieout/store/views/counts.ts'
import type { z } from 'zod'
import { ApiError } from '../errors.ts'
import type { recordsQuery } from './schemas/records.ts'

type Query = z.output<typeof recordsQuery>

function commas(text: string): string[] {
  return text.split(',').map((item) => item.trim())
}

/** Amounts are compared in minor units of the currency that is filtered by, or of the base currency. */
function minor(text: string, currency: string, field: string): string {
  try {
    return toMinor(text, currency).toString()
  } catch {
    throw new ApiError('too_many_decimals', {
      detail: `${field}: "${text}" has more decimals than ${currency}.`,
      field,
    })
  }
}

function typesFor(query: Query): string[] | undefined {
  if (query.data === undefined) return query.type
  const ofKind = typesOf(query.data)
  return query.type === undefined ? ofKind : query.type.filter((type) => ofKind.includes(type))
}

/** The grid's filter out of the words of a query string. */
export function filterOf(query: Query, baseCurrency: string): GridFilter {
  const currency =
    query.currency ?? (query.min === undefined && query.max === undefined ? undefined : baseCurrency)
  const all: { [Name in keyof GridFilter]: GridFilter[Name] | undefined } = {
    types: typesFor(query),
    statuses: query.status,
    reasons: query.reason === undefined ? undefined : commas(query.reason),
    key: query.key,
    keys: query.keys,
    version: query.version,
    customer: query.customer,
    from: query.from,
    to: query.to,
    min: query.min === undefined ? undefined : minor(query.min, currency ?? baseCurrency, 'min'),
    max: query.max === undefined ? undefined : minor(query.max, currency ?? baseCurrency, 'max'),
    currency,
    q: query.q,
    run: query.run,
    cause: query.cause,
    about: query.about,
    needsSomeone: query.needs === undefined ? undefined : true,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}
