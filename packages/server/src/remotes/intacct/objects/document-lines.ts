import { normalAmount } from '@tieout/engine/core/money.ts'
import type { LineData } from '@tieout/engine/core/records.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import type { LegacyInput } from '@tieout/intacct/writing/legacy.ts'
import { optional } from './adapter.ts'
import type { Setup } from './adapter.ts'

/** Invoices and adjustments have lines of one shape (reference 4.4, 4.6). */
export const lineFields: readonly string[] = [
  'RECORDNO',
  'LINE_NO',
  'ACCOUNTNO',
  'TRX_AMOUNT',
  'ENTRYDESCRIPTION',
  'LOCATIONID',
  'DEPARTMENTID',
  'CLASSID',
  'PROJECTID',
  'ITEMID',
]

export function lineOf(line: Row, currency: string): LineData {
  return {
    amount: normalAmount(line['TRX_AMOUNT'] || '0', currency),
    ...optional('account', line['ACCOUNTNO']),
    ...optional('memo', line['ENTRYDESCRIPTION']),
    ...optional('location', line['LOCATIONID']),
    ...optional('department', line['DEPARTMENTID']),
    ...optional('class', line['CLASSID']),
    ...optional('project', line['PROJECTID']),
    ...optional('item', line['ITEMID']),
  }
}

/** @param receivable A/R account that the line is balanced by; absent: as set in Intacct */
export function lineInput(line: LineData, receivable: string | undefined): LegacyInput {
  return {
    glaccountno: line.account,
    offsetglaccountno: receivable,
    amount: line.amount,
    memo: line.memo,
    locationid: line.location,
    departmentid: line.department,
    projectid: line.project,
    itemid: line.item,
    classid: line.class,
  }
}

/**
 * Lines of an edited document: those that are there by their number, from 1, and further ones after them (reference 7: `updatelineitem`,
 * `lineitem`). @param there how many lines the document has in Intacct
 */
export function editedLines(lines: readonly LegacyInput[], there: number): LegacyInput {
  const changed = lines.slice(0, there).map((line, at) => ({ '@line_num': String(at + 1), ...line }))
  const added = lines.slice(there)
  return {
    ...(changed.length === 0 ? {} : { updatelineitem: changed }),
    ...(added.length === 0 ? {} : { lineitem: added }),
  }
}

/** Empty rate type: the Intacct Daily Rate. */
export function currencyBlock(data: { readonly currency?: string | undefined }, setup: Setup): LegacyInput {
  if (data.currency === undefined || data.currency === setup.baseCurrency) return {}
  return { currency: data.currency, exchratetype: '' }
}
