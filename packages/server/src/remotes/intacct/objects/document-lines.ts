import { normalAmount } from '@tieout/engine/core/money.ts'
import type { CommandOptions } from '@tieout/engine/ports/commands.ts'
import type { LineData } from '@tieout/engine/core/records.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import type { LegacyInput } from '@tieout/intacct/writing/legacy.ts'
import { optional } from './adapter.ts'
import type { Setup } from './adapter.ts'
import { customElements } from './custom-elements.ts'

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
  'CUSTOMERID',
  'VENDORID',
  'EMPLOYEEID',
  'LINEITEM',
  'PARENTENTRY',
]

/**
 * The lines of a document, each with its taxes: Intacct keeps a tax entry as a row of its own under its line, LINEITEM `F`, and says in its
 * description which tax detail it is of (how is [?]).
 */
export function linesWithTaxes(rows: readonly Row[], currency: string): LineData[] {
  const isTax = (row: Row): boolean => row['LINEITEM'] === 'F' && (row['PARENTENTRY'] ?? '') !== ''
  const taxes = Map.groupBy(rows.filter(isTax), (row) => row['PARENTENTRY'] ?? '')
  return rows
    .filter((row) => !isTax(row))
    .map((row) => {
      const own = taxes.get(row['RECORDNO'] ?? '') ?? []
      const line = lineOf(row, currency)
      if (own.length === 0) return line
      const entries = own.map((tax) => ({
        detail: tax['ENTRYDESCRIPTION'] ?? '',
        amount: normalAmount(tax['TRX_AMOUNT'] || '0', currency),
      }))
      return { ...line, taxes: entries }
    })
}

function lineOf(line: Row, currency: string): LineData {
  return {
    amount: normalAmount(line['TRX_AMOUNT'] || '0', currency),
    ...optional('account', line['ACCOUNTNO']),
    ...optional('memo', line['ENTRYDESCRIPTION']),
    ...optional('location', line['LOCATIONID']),
    ...optional('department', line['DEPARTMENTID']),
    ...optional('class', line['CLASSID']),
    ...optional('project', line['PROJECTID']),
    ...optional('item', line['ITEMID']),
    ...optional('customer', line['CUSTOMERID']),
    ...optional('vendor', line['VENDORID']),
    ...optional('employee', line['EMPLOYEEID']),
    ...ownDimensionsOf(line),
  }
}

/** Dimensions of the company's own: custom fields of the line with this prefix (reference 4.1). */
const ownPrefix = 'GLDIM'

function ownDimensionsOf(line: Row): Pick<LineData, 'dimensions'> {
  const values = Object.entries(line).flatMap(([field, value]) =>
    field.startsWith(ownPrefix) && value !== '' ? [[field.slice(ownPrefix.length), value] as const] : [],
  )
  return values.length === 0 ? {} : { dimensions: Object.fromEntries(values) }
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
    customerid: line.customer,
    vendorid: line.vendor,
    employeeid: line.employee,
    ...customElements(prefixed(line.dimensions ?? {})),
    ...taxElements(line.taxes),
  }
}

function taxElements(taxes: LineData['taxes']): LegacyInput {
  if (taxes === undefined) return {}
  return {
    taxentries: { taxentry: taxes.map(({ detail, amount }) => ({ detailid: detail, trx_tax: amount })) },
  }
}

function prefixed(dimensions: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(dimensions).map(([name, value]) => [ownPrefix + name, value]))
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

interface Foreign {
  readonly currency?: string | undefined
  readonly exchangeRate?: string | undefined
}

/** An explicit rate, or a rate type; an empty one is the Intacct Daily Rate (reference 4.10). */
export function currencyBlock(
  { currency, exchangeRate }: Foreign,
  setup: Setup,
  { currencyAlways = false, rateType = '' }: CommandOptions,
): LegacyInput {
  if (currency === undefined || (currency === setup.baseCurrency && !currencyAlways)) return {}
  return exchangeRate === undefined
    ? { currency, exchratetype: rateType }
    : { currency, exchrate: exchangeRate }
}
