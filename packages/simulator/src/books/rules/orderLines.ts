import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { list, nested, text, type Values } from '../input.ts'
import {
  amountOf,
  type Decimal,
  formatAmount,
  formatDecimal,
  multiplyAmount,
  multiplyDecimals,
  parseAmount,
  parseDecimal,
} from '../money.ts'
import { refuse } from '../refusals.ts'
import { entityOf, placeOf } from './entities.ts'

const HUNDRED: Decimal = { digits: 100n, scale: 0 }

/** One line of an Order Entry document, checked. */
export interface OrderLine {
  readonly values: Values
  /** Line total in the transaction currency, hundredths. */
  readonly total: bigint
  readonly entity: string
  readonly sourceLine: string
}

/** A subtotal (tax, discount, charge) below the lines, hundredths of the transaction currency. */
export interface Subtotal {
  readonly description: string
  readonly total: bigint
  readonly percent: string
  readonly location: string
  readonly department: string
}

function decimal(line: Input, field: string, fallback: string, label: string): Decimal {
  const given = text(line, field) ?? ''
  const value = given === '' ? fallback : given
  return parseDecimal(value) ?? refuse('illegalFormat', label, field, value)
}

function discounted(total: bigint, percent: string): bigint {
  if (percent === '' || percent === '0') return total
  const rate = parseDecimal(percent) ?? refuse('illegalFormat', 'SODocumentEntry', 'DISCOUNTPERCENT', percent)
  return multiplyAmount(total, {
    digits: HUNDRED.digits * 10n ** BigInt(rate.scale) - rate.digits,
    scale: rate.scale + 2,
  })
}

/** Checks a line: the item, its unit (reference 4.8: it must be the item's own), quantity, price and dimensions. */
export function orderLine(company: Company, line: Input, actor: Actor): OrderLine {
  const id = text(line, 'ITEMID') ?? ''
  if (id === '') return refuse('required', 'Item ID')
  const item = company.named('ITEM', id) ?? refuse('invalidReference', 'item', id)
  if (item.STATUS === 'inactive') refuse('inactive', 'item', id)
  const unit = text(line, 'UNIT') ?? ''
  const own = item.BASEUOM ?? ''
  if (unit !== '' && unit !== own) refuse('missingUnit')
  if ((text(line, 'QUANTITY') ?? '') === '') return refuse('required', 'Quantity')
  const quantity = decimal(line, 'QUANTITY', '', 'SODocumentEntry')
  const price = decimal(line, 'PRICE', item.BASEPRICE ?? '0', 'SODocumentEntry')
  const percent = text(line, 'DISCOUNTPERCENT') ?? ''
  const total = discounted(multiplyDecimals(quantity, price), percent)
  const account = item['ITEMGLGROUP.INCOMEACCOUNT.ACCTNO'] ?? ''
  const location = placeOf(company, text(line, 'LOCATIONID') ?? '', account, actor)
  const department = text(line, 'DEPARTMENTID') ?? ''
  const found = department === '' ? undefined : company.named('DEPARTMENT', department)
  if (department !== '' && found === undefined) return refuse('invalidReference', 'department', department)
  const values: Values = {
    ITEMID: id,
    ITEMNAME: item.NAME ?? '',
    ITEMDESC: text(line, 'ITEMDESC') ?? item.NAME ?? '',
    UNIT: own,
    QUANTITY: formatDecimal(quantity),
    UIQTY: formatDecimal(quantity),
    PRICE: formatDecimal(price),
    UIPRICE: formatDecimal(price),
    TRX_PRICE: formatDecimal(price),
    TRX_VALUE: formatAmount(total),
    UIVALUE: formatAmount(total),
    DISCOUNTPERCENT: percent,
    MEMO: text(line, 'MEMO') ?? '',
    LOCATIONID: location?.LOCATIONID ?? '',
    LOCATIONNAME: location?.NAME ?? '',
    DEPARTMENTID: department,
    DEPARTMENTNAME: found?.TITLE ?? '',
    STATUS: 'active',
    QTY_CONVERTED: '0',
    QTY_REMAINING: formatDecimal(quantity),
    SOURCE_DOCLINEKEY: text(line, 'SOURCELINEKEY') ?? '',
  }
  for (const dimension of ['PROJECT', 'CLASS', 'CUSTOMER', 'VENDOR', 'EMPLOYEE']) {
    const name = text(line, `${dimension}ID`) ?? ''
    if (name === '') continue
    if (company.named(dimension, name) === undefined) {
      if (dimension === 'PROJECT') refuse('invalidProject', name)
      refuse('invalidReference', dimension.toLowerCase(), name)
    }
    values[`${dimension}ID`] = name
  }
  return {
    values,
    total,
    entity: location === undefined ? '' : entityOf(company, location),
    sourceLine: text(line, 'SOURCELINEKEY') ?? '',
  }
}

/** The stored line as it would be sent again. */
export function orderLineInput(row: Row): Values {
  return {
    ITEMID: row.ITEMID ?? '',
    ITEMDESC: row.ITEMDESC ?? '',
    QUANTITY: row.QUANTITY ?? '',
    UNIT: row.UNIT ?? '',
    PRICE: row.PRICE ?? '',
    DISCOUNTPERCENT: row.DISCOUNTPERCENT ?? '',
    LOCATIONID: row.LOCATIONID ?? '',
    DEPARTMENTID: row.DEPARTMENTID ?? '',
    MEMO: row.MEMO ?? '',
    PROJECTID: row.PROJECTID ?? '',
    CLASSID: row.CLASSID ?? '',
    CUSTOMERID: row.CUSTOMERID ?? '',
    VENDORID: row.VENDORID ?? '',
    EMPLOYEEID: row.EMPLOYEEID ?? '',
    SOURCELINEKEY: row.SOURCE_DOCLINEKEY ?? '',
  }
}

/** Subtotals as sent: an amount, or a percentage of the lines. */
export function subtotalsOf(input: Input, lines: bigint): Subtotal[] {
  const wrapper = nested(input, 'SUBTOTALS')
  if (wrapper === undefined) return []
  return list(wrapper, 'SUBTOTAL').map((entry) => {
    const percent = text(entry, 'PERCENTVAL') ?? ''
    const given = text(entry, 'TOTAL') ?? ''
    const rate =
      parseDecimal(percent === '' ? '0' : percent) ??
      refuse('illegalFormat', 'Subtotal', 'PERCENTVAL', percent)
    const total =
      given === ''
        ? multiplyAmount(lines, { digits: rate.digits, scale: rate.scale + 2 })
        : (parseAmount(given) ?? refuse('illegalFormat', 'Subtotal', 'TOTAL', given))
    return {
      description: text(entry, 'DESCRIPTION') ?? '',
      total,
      percent,
      location: text(entry, 'LOCATIONID') ?? '',
      department: text(entry, 'DEPARTMENTID') ?? '',
    }
  })
}

/** Subtotals as stored, for a document whose subtotals are not sent again. */
export function keptSubtotals(rows: readonly Row[]): Subtotal[] {
  return rows.map((row) => ({
    description: row.DESCRIPTION ?? '',
    total: amountOf(row.TRX_TOTAL),
    percent: row.PERCENTVAL ?? '',
    location: row.LOCATIONID ?? '',
    department: row.DEPARTMENTID ?? '',
  }))
}
