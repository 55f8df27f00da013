import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import type { Values } from '../input.ts'
import { formatAmount, multiplyAmount, parseDecimal } from '../money.ts'
import type { Bucket } from './allocate.ts'
import { paired, type Plan } from './details.ts'
import type { PaymentKind } from './paymentKinds.ts'

function inBase(payment: Row, amount: bigint): string {
  const rate = parseDecimal(payment.EXCHANGE_RATE ?? '1') ?? { digits: 1n, scale: 0 }
  return formatAmount(multiplyAmount(amount, rate))
}

function withoutTrx(field: string): string {
  return field.replace(/^TRX_/, '')
}

/** One detail row for each line paid (or each document, by setting), with the lines of the payment behind the cash. */
export function writeDetails(
  company: Company,
  kind: PaymentKind,
  payment: Row,
  plan: Plan,
  bucket: Bucket,
  actor: Actor,
): void {
  const invoice = plan.object === kind.invoice
  const common: Values = {
    PAYMENTKEY: payment.RECORDNO ?? '',
    [invoice ? 'RECORDKEY' : 'POSADJKEY']: plan.target.RECORDNO ?? '',
    PAYMENTDATE: payment[kind.date] ?? payment.WHENPAID ?? '',
    CURRENCY: payment.CURRENCY ?? '',
    STATE: bucket === 'paid' ? 'C' : 'D',
    MEGAENTITYID: payment.MEGAENTITYID ?? '',
    ENTITYOF: payment.ENTITYOF ?? '',
    ...(plan.discountDate === '' ? {} : { DISCOUNTDATE: plan.discountDate }),
  }
  const entryField = invoice ? 'ENTRYKEY' : 'POSADJENTRYKEY'
  const rows: Values[] = []
  if (company.settings.detailPerLine) {
    for (const pair of paired(plan.targetShares, plan.sourceShares)) {
      rows.push({
        [entryField]: pair.target.line.RECORDNO ?? '',
        ...amountFields(
          company,
          kind,
          payment,
          plan,
          pair.amount,
          pair.source?.line.RECORDNO ?? '',
          bucket,
          actor,
        ),
      })
    }
    for (const share of plan.discountShares) {
      rows.push({
        [entryField]: share.line.RECORDNO ?? '',
        ...discountFields(company, payment, share.amount, bucket, actor),
      })
    }
  } else {
    rows.push({
      [entryField]: plan.entryKey,
      ...(plan.amount === 0n
        ? {}
        : amountFields(company, kind, payment, plan, plan.amount, plan.sourceEntryKey, bucket, actor)),
      ...(plan.discount === 0n ? {} : discountFields(company, payment, plan.discount, bucket, actor)),
    })
  }
  for (const row of rows) company.insert(kind.details, { ...common, ...row }, actor)
}

function amountFields(
  company: Company,
  kind: PaymentKind,
  payment: Row,
  plan: Plan,
  amount: bigint,
  sourceEntry: string,
  bucket: Bucket,
  actor: Actor,
): Values {
  const { funding } = plan
  const amounts = {
    [funding.amount]: formatAmount(amount),
    [withoutTrx(funding.amount)]: inBase(payment, amount),
  }
  if (funding.object !== undefined) {
    return { ...amounts, [funding.key]: plan.source?.RECORDNO ?? '', [funding.entry]: sourceEntry }
  }
  const entry = company.insert(kind.entries, entryValues(payment, kind.account, amount, bucket), actor)
  return { ...amounts, PAYMENTENTRYKEY: entry.RECORDNO ?? '' }
}

/** A line of the payment itself: `applied` of it is spent once it is posted. */
export function entryValues(
  payment: Row,
  account: string,
  amount: bigint,
  bucket: Bucket,
  applied = amount,
): Values {
  const paid = bucket === 'paid' ? applied : 0n
  return {
    RECORDKEY: payment.RECORDNO ?? '',
    RECORDTYPE: payment.RECORDTYPE ?? '',
    ACCOUNTNO: account,
    ENTRY_DATE: payment.RECEIPTDATE ?? payment.PAYMENTDATE ?? '',
    CURRENCY: payment.CURRENCY ?? '',
    BASECURR: payment.BASECURR ?? '',
    EXCHANGE_RATE: payment.EXCHANGE_RATE ?? '1',
    TRX_AMOUNT: formatAmount(amount),
    AMOUNT: inBase(payment, amount),
    TRX_TOTALPAID: formatAmount(paid),
    TOTALPAID: inBase(payment, paid),
    LINEITEM: 'T',
    MEGAENTITYID: payment.MEGAENTITYID ?? '',
    ENTITYOF: payment.ENTITYOF ?? '',
  }
}

function discountFields(
  company: Company,
  payment: Row,
  amount: bigint,
  bucket: Bucket,
  actor: Actor,
): Values {
  const fields: Values = { TRX_DISCOUNTAMOUNT: formatAmount(amount), DISCOUNTAMOUNT: inBase(payment, amount) }
  if (bucket === 'selected' || payment.RECORDTYPE !== 'rp') return fields
  const record = company.insert(
    'ARDISCOUNT',
    {
      RECORDTYPE: 'rd',
      CUSTOMERID: payment.CUSTOMERID ?? '',
      CUSTOMERNAME: payment.CUSTOMERNAME ?? '',
      WHENCREATED: payment.RECEIPTDATE ?? '',
      CURRENCY: payment.CURRENCY ?? '',
      BASECURR: payment.BASECURR ?? '',
      TRX_TOTALENTERED: formatAmount(amount),
      TOTALENTERED: inBase(payment, amount),
      TRX_TOTALDUE: '0',
      TOTALDUE: '0',
      STATE: 'Paid',
    },
    actor,
  )
  return { ...fields, DISCOUNTKEY: record.RECORDNO ?? '' }
}

/** ARINVOICEPAYMENT: one row a payment and invoice, with the sum applied. */
export function linkInvoices(
  company: Company,
  kind: PaymentKind,
  payment: Row,
  plans: readonly Plan[],
  actor: Actor,
): void {
  if (kind.links === undefined) return
  const sums = new Map<string, bigint>()
  for (const plan of plans) {
    if (plan.object !== kind.invoice) continue
    const key = plan.target.RECORDNO ?? ''
    sums.set(key, (sums.get(key) ?? 0n) + plan.amount + plan.discount)
  }
  for (const [key, amount] of sums) {
    company.insert(
      kind.links,
      {
        RECORDKEY: key,
        PAYMENTKEY: payment.RECORDNO ?? '',
        PAYMENTDATE: payment[kind.date] ?? '',
        TRX_AMOUNT: formatAmount(amount),
        AMOUNT: inBase(payment, amount),
        CURRENCY: payment.CURRENCY ?? '',
        STATE: 'C',
        MEGAENTITYID: payment.MEGAENTITYID ?? '',
        ENTITYOF: payment.ENTITYOF ?? '',
      },
      actor,
    )
  }
}
