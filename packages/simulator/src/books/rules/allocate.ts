import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import { absolute, amountOf, formatAmount, multiplyAmount, parseDecimal, smaller } from '../money.ts'
import { openAmount } from './lines.ts'

/** A part of an amount that falls on one line; always positive, whatever the line's sign. */
export interface Share {
  readonly line: Row
  readonly amount: bigint
}

/** `paid` posts, `selected` reserves for a draft. */
export type Bucket = 'paid' | 'selected'

/** Lines of a document that can be paid (positive), or drawn on as a credit (negative). */
export function linesOf(company: Company, object: string, recordNo: string, sign: 1 | -1): readonly Row[] {
  return company.lines(object, 'RECORDKEY', recordNo).filter((line) => {
    const amount = amountOf(line.TRX_AMOUNT)
    return sign === 1 ? amount > 0n : amount < 0n
  })
}

/** Open amount of the lines together, as a positive figure. */
export function openOf(lines: readonly Row[]): bigint {
  return lines.reduce((sum, line) => sum + absolute(openAmount(line)), 0n)
}

/** Spreads an amount down the lines in order, each up to what is open on it ("waterfall", 4.5). The caller has checked the sum. */
export function waterfall(lines: readonly Row[], amount: bigint): Share[] {
  const shares: Share[] = []
  let rest = amount
  for (const line of lines) {
    if (rest === 0n) break
    const share = smaller(rest, absolute(openAmount(line)))
    if (share <= 0n) continue
    shares.push({ line, amount: share })
    rest -= share
  }
  return shares
}

/** The reverse: takes an amount back from the last line that has it upwards. */
export function backflow(lines: readonly Row[], amount: bigint, bucket: Bucket): Share[] {
  const field = bucket === 'paid' ? 'TRX_TOTALPAID' : 'TRX_TOTALSELECTED'
  const shares: Share[] = []
  let rest = amount
  for (const line of [...lines].reverse()) {
    const share = smaller(rest, absolute(amountOf(line[field])))
    if (share <= 0n) continue
    shares.push({ line, amount: share })
    rest -= share
  }
  return shares
}

/**
 * Adds to (or takes from) what is paid or selected on a line. The base amount is the whole trx amount at the line's rate, never a sum of
 * rounded parts: a line paid in full leaves no cent of base currency due.
 */
export function moveLine(
  company: Company,
  object: string,
  share: Share,
  bucket: Bucket,
  direction: 1n | -1n,
  actor: Actor,
  stamp: boolean,
): void {
  const line = company.row(object, share.line.RECORDNO) ?? share.line
  const amount = amountOf(line.TRX_AMOUNT)
  const sign = amount < 0n ? -1n : 1n
  const total = bucket === 'paid' ? 'TOTALPAID' : 'TOTALSELECTED'
  const trx = amountOf(line[`TRX_${total}`]) + direction * sign * share.amount
  const rate = parseDecimal(line.EXCHANGE_RATE ?? '1') ?? { digits: 1n, scale: 0 }
  const base = multiplyAmount(trx, rate)
  company.patch(object, line, { [`TRX_${total}`]: formatAmount(trx), [total]: formatAmount(base) }, actor, {
    stamp,
  })
}
