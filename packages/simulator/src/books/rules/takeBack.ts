import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import { amountOf } from '../money.ts'
import { backflow, type Bucket, linesOf, moveLine } from './allocate.ts'
import { moneyLines } from './kinds.ts'
import type { PaymentKind } from './paymentKinds.ts'
import { settle } from './settle.ts'

/** Frees what a draft has selected and erases its details and lines. */
export function clearDraft(company: Company, kind: PaymentKind, payment: Row, actor: Actor): void {
  takeBack(company, kind, payment, 'selected', '', actor)
  for (const detail of company.lines(kind.details, 'PAYMENTKEY', payment.RECORDNO ?? ''))
    company.erase(kind.details, detail, actor)
  for (const entry of company.lines(kind.entries, 'RECORDKEY', payment.RECORDNO ?? ''))
    company.erase(kind.entries, entry, actor)
}

/** Undoes the effect of a payment's details on the documents paid and the sources drawn on. */
export function takeBack(
  company: Company,
  kind: PaymentKind,
  payment: Row,
  bucket: Bucket,
  date: string,
  actor: Actor,
): void {
  const stamp = company.settings.paymentBumpsInvoice
  for (const detail of company.lines(kind.details, 'PAYMENTKEY', payment.RECORDNO ?? '')) {
    const invoice = (detail.RECORDKEY ?? '') !== ''
    const object = invoice ? kind.invoice : kind.debit
    const key = (invoice ? detail.RECORDKEY : detail.POSADJKEY) ?? ''
    const entry = (invoice ? detail.ENTRYKEY : detail.POSADJENTRYKEY) ?? ''
    let amount = amountOf(detail.TRX_DISCOUNTAMOUNT)
    for (const funding of kind.fundings) {
      const part = amountOf(detail[funding.amount])
      if (part === 0n) continue
      amount += part
      if (funding.object === undefined) continue
      const sourceKey = detail[funding.key] ?? ''
      const credit = funding.kind !== 'advance' && funding.kind !== 'overpayment'
      giveBack(
        company,
        funding.object,
        sourceKey,
        detail[funding.entry] ?? '',
        part,
        bucket,
        credit ? -1 : 1,
        date,
        stamp,
        actor,
      )
    }
    giveBack(company, object, key, entry, amount, bucket, 1, date, stamp, actor)
  }
}

function giveBack(
  company: Company,
  object: string,
  key: string,
  entry: string,
  amount: bigint,
  bucket: Bucket,
  sign: 1 | -1,
  date: string,
  stamp: boolean,
  actor: Actor,
): void {
  const items = moneyLines[object] ?? ''
  const lines = linesOf(company, items, key, sign).filter((line) => entry === '' || line.RECORDNO === entry)
  for (const share of backflow(lines, amount, bucket))
    moveLine(company, items, share, bucket, -1n, actor, stamp)
  const row = company.row(object, key)
  if (row !== undefined) settle(company, object, row, actor, { stamp, date })
}
