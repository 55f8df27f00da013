import { fetchTypes } from '@tieout/engine/flows/fetch.ts'
import type { FetchPlan } from '@tieout/engine/ports/fetches.ts'
import { dayText } from './fill.ts'

/** What an import from Intacct was to read, in words: "Invoices and credit notes of type Sales Invoice, from 1 Mar 2026, open only". */
export function fetchWords(plan: FetchPlan): string {
  if (plan.changedSince !== undefined)
    return `Everything changed in Intacct since ${dayText(plan.changedSince)}`
  if (sameTypes(plan, fetchTypes.customers)) return 'All customers of Accounts Receivable'
  const types = plan.orderTypes === undefined ? '' : ` of type ${plan.orderTypes.join(', ')}`
  return [
    `Invoices and credit notes${types}`,
    ...(plan.from === undefined ? [] : [`from ${dayText(plan.from)}`]),
    ...(plan.until === undefined ? [] : [`until ${dayText(plan.until)}`]),
    ...(plan.openOnly ? ['open only'] : []),
  ].join(', ')
}

function sameTypes({ types }: FetchPlan, others: readonly string[]): boolean {
  return types.length === others.length && types.every((type) => others.includes(type))
}
