import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { formatDecimal, parseDecimal, type Decimal } from '../money.ts'
import { refuse } from '../refusals.ts'
import type { OrderLine } from './orderLines.ts'

const ZERO: Decimal = { digits: 0n, scale: 0 }

function aligned(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale)
  return [
    left.digits * 10n ** BigInt(scale - left.scale),
    right.digits * 10n ** BigInt(scale - right.scale),
    scale,
  ]
}

const quantity = (row: Row, field: string) => parseDecimal(row[field] ?? '0') ?? ZERO

/** The document a conversion starts from; it must be open (4.8: converted and closed ones are not). */
export function sourceOrder(company: Company, docId: string): Row {
  const source = company.named('SODOCUMENT', docId) ?? refuse('transactionGone', 'SODOCUMENT', docId)
  const state = source.STATE ?? ''
  if (state !== 'Pending' && state !== 'Partially Converted') refuse('orderState', docId, state, 'converted')
  return source
}

/** Marks quantities as converted on the source's lines and its state; refuses more than is open. */
export function convertQuantities(
  company: Company,
  source: Row,
  lines: readonly OrderLine[],
  actor: Actor,
): void {
  const open = company.lines('SODOCUMENTENTRY', 'DOCHDRNO', source.RECORDNO ?? '')
  for (const line of lines) {
    const match =
      open.find((row) => row.RECORDNO === line.sourceLine) ??
      (line.sourceLine === '' ? open.find((row) => row.ITEMID === line.values.ITEMID) : undefined)
    if (match === undefined) continue
    const current = company.row('SODOCUMENTENTRY', match.RECORDNO) ?? match
    const [left, taken, scale] = aligned(
      quantity(current, 'QTY_REMAINING'),
      parseDecimal(line.values.QUANTITY ?? '0') ?? ZERO,
    )
    if (taken > left) refuse('converted', current.ITEMID ?? '')
    const [done, more, doneScale] = aligned(quantity(current, 'QTY_CONVERTED'), { digits: taken, scale })
    company.patch(
      'SODOCUMENTENTRY',
      current,
      {
        QTY_REMAINING: formatDecimal({ digits: left - taken, scale }),
        QTY_CONVERTED: formatDecimal({ digits: done + more, scale: doneScale }),
      },
      actor,
    )
  }
  const rest = company
    .lines('SODOCUMENTENTRY', 'DOCHDRNO', source.RECORDNO ?? '')
    .some((row) => quantity(row, 'QTY_REMAINING').digits !== 0n)
  company.patch('SODOCUMENT', source, { STATE: rest ? 'Partially Converted' : 'Converted' }, actor)
}

/** Lines that convert all that is still open of a document. */
export function openLines(company: Company, source: Row): readonly Input[] {
  return company
    .lines('SODOCUMENTENTRY', 'DOCHDRNO', source.RECORDNO ?? '')
    .filter((row) => quantity(row, 'QTY_REMAINING').digits > 0n)
    .map((row) => ({
      ITEMID: row.ITEMID,
      ITEMDESC: row.ITEMDESC,
      QUANTITY: row.QTY_REMAINING,
      UNIT: row.UNIT,
      PRICE: row.PRICE,
      DISCOUNTPERCENT: row.DISCOUNTPERCENT,
      LOCATIONID: row.LOCATIONID,
      DEPARTMENTID: row.DEPARTMENTID,
      PROJECTID: row.PROJECTID,
      CLASSID: row.CLASSID,
      SOURCELINEKEY: row.RECORDNO,
    }))
}
