import type { AppPut } from '../ports/app-put.ts'
import type { Settled } from '../ports/settled.ts'
import type { AppSide, Resolved, Situation } from '../ports/situation.ts'
import { accountFor } from './accounts.ts'
import type { AccountChoice } from './account-rules.ts'
import { effectiveApp } from './compare.ts'
import { known, partOf, partPut } from './derived.ts'
import { fromMinor, toMinor } from './money.ts'
import type { Reason } from './outcomes.ts'
import { waitForParents } from './parents.ts'
import { accountHeld } from './prepare.ts'
import type { CreditNoteData, InvoiceData, PaymentData } from './records.ts'
import type { Reference } from './references.ts'
import { problemOf, settled } from './settled.ts'
import type { DecideContext } from './settled.ts'

/**
 * A payment with a convenience fee, or one that adjusts invoices besides, takes several documents in Intacct: the fee's invoice, the payment
 * that pays it with the rest, a credit memo for the adjustments. Each is a record of ours with intents of its own. They go in in this order,
 * each when the one before it is there, and are undone in the opposite one; whatever ends a worker in between, the next look goes on.
 */

/** The fee's invoice comes first, when nothing else stands in the way of the payment. Null: there is no fee, or its invoice is there. */
export function feeFirst(situation: Situation, app: AppSide, context: DecideContext): Settled | null {
  const source = effectiveApp(app) as PaymentData
  if (situation.type !== 'payment' || source.fee === undefined) return null
  const reference = partOf(app, 'invoice', 'fee')
  if (isThere(known(situation, reference))) return null
  const choice = feeAccount(source, context)
  if (choice.kind !== 'chosen') {
    const { reason, about, message } = accountHeld(choice, 'fee')
    return settled(situation, reason, { message, problem: problemOf(reason, about) })
  }
  const derive = [partPut(reference, feeInvoice(app, source, choice.account), context, app)]
  return { ...waitForParents(situation, [reference]), derive }
}

function feeAccount({ currency, method, gateway }: PaymentData, { settings }: DecideContext): AccountChoice {
  const asked = { currency: currency ?? settings.baseCurrency, method: method ?? 'eft', gateway }
  return accountFor(settings, 'fee', asked)
}

function isThere(part: Resolved | undefined): boolean {
  return typeof part?.link?.remoteKey === 'string' && part.remote?.presence === 'present'
}

function feeInvoice({ id }: AppSide, payment: PaymentData, account: string): InvoiceData {
  const { customer, date, currency, fee } = payment
  const amount = fee?.amount ?? '0'
  const description = fee?.description ?? 'Convenience fee'
  return {
    number: numbered('FEE', id),
    customer,
    date,
    dueDate: date,
    ...(currency === undefined ? {} : { currency }),
    description,
    lines: [{ amount, account, memo: description }],
    total: amount,
  }
}

/** A payment that both sides have brings its adjustments about; one that is over takes its parts with it. */
export function withParts(
  decided: Settled,
  situation: Situation,
  app: AppSide,
  context: DecideContext,
): Settled {
  if (situation.type !== 'payment' || decided.derive !== undefined) return decided
  const derive =
    app.state === 'void'
      ? isOver.has(decided.reason)
        ? endedParts(situation, app, context)
        : []
      : adjustments(situation, app, decided, context)
  return derive.length === 0 ? decided : { ...decided, derive }
}

const isOver: ReadonlySet<Reason> = new Set(['voided', 'void_never_sent'])

function endedParts(situation: Situation, app: AppSide, context: DecideContext): AppPut[] {
  const source = effectiveApp(app) as PaymentData
  const fee = standing(situation, partOf(app, 'invoice', 'fee'))
  const adjustment = standing(situation, partOf(app, 'credit_note', 'adjustment'))
  return [
    ...(adjustment === null ? [] : [adjustmentPut(adjustment, app, source, context)]),
    ...(fee === null ? [] : [partPut(fee, feeInvoice(app, source, ''), context, app)]),
  ]
}

/** It exists, and has not come to its end. */
function standing(situation: Situation, reference: Reference): Reference | null {
  const part = known(situation, reference)
  return part === undefined || isOver.has(part.link?.reason ?? 'queued') ? null : reference
}

/** Read back and agreed: until then there may be no payment to adjust anything beside. */
const isIn: ReadonlySet<Reason> = new Set(['posted', 'adopted', 'no_change', 'altered_on_saving'])

function adjustments(situation: Situation, app: AppSide, decided: Settled, context: DecideContext): AppPut[] {
  const source = effectiveApp(app) as PaymentData
  const reference = partOf(app, 'credit_note', 'adjustment')
  if (app.state !== 'approved' || !isIn.has(decided.reason) || situation.remote === null) return []
  if ((source.adjustments ?? []).length > 0) return [adjustmentPut(reference, app, source, context)]
  return standing(situation, reference) === null
    ? []
    : [adjustmentPut(reference, { ...app, state: 'void' }, source, context)]
}

function adjustmentPut(
  reference: Reference,
  app: AppSide,
  payment: PaymentData,
  context: DecideContext,
): AppPut {
  const { customer, date, adjustments: items = [] } = payment
  const currency = payment.currency ?? context.settings.baseCurrency
  const { entity } = context.settings.adjustments
  const data: CreditNoteData = {
    number: numbered('ADJ', app.id),
    purpose: 'write_off',
    customer,
    date,
    currency,
    description: `Adjusts beside payment ${payment.reference ?? app.id}`,
    lines: items.map(({ amount, account, memo }) => ({
      amount,
      ...(account === undefined ? {} : { account }),
      ...(memo === undefined ? {} : { memo }),
      ...(entity === undefined ? {} : { location: entity }),
    })),
    total: fromMinor(
      items.reduce((sum, item) => sum + toMinor(item.amount, currency), 0n),
      currency,
    ),
    applications: items.map(({ invoice, amount }) => ({ invoice, amount })),
  }
  return partPut(reference, data, context, app)
}

/** Before a payment is reversed its adjustments are taken back, since they came after it. Null: there are none. */
export function adjustmentsLast(situation: Situation, app: AppSide, context: DecideContext): Settled | null {
  if (situation.type !== 'payment') return null
  const reference = standing(situation, partOf(app, 'credit_note', 'adjustment'))
  if (reference === null) return null
  const source = effectiveApp(app) as PaymentData
  return {
    ...waitForParents(situation, [reference]),
    derive: [adjustmentPut(reference, app, source, context)],
  }
}

/** Intacct's numbers hold 45 characters. */
function numbered(prefix: string, id: string): string {
  return `${prefix}-${id}`.slice(0, 45)
}
