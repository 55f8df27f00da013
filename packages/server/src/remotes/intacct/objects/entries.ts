import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import { normalAmount } from '@tieout/engine/core/money.ts'
import type { CreditApplicationData } from '@tieout/engine/core/records.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { intacctDate } from '@tieout/intacct/formats/times.ts'
import { createCall } from '@tieout/intacct/writing/generic.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { optional } from './adapter.ts'
import type { AppliedRow, Setup } from './adapter.ts'

/**
 * Entries: payments without cash, whose details apply a credit, an advance or an overpayment to invoices and debit memos (reference 4.5).
 * Each kind of money is named by a key of its own in the detail and has an amount of its own.
 */
export interface Funding {
  readonly key: string
  readonly amount: string
}

export const fundings = {
  credit: { key: 'ADJUSTMENTKEY', amount: 'TRX_ADJUSTMENTAMOUNT' },
  advance: { key: 'ADVANCEKEY', amount: 'TRX_POSTEDADVANCEAMOUNT' },
  overpayment: { key: 'OVERPAYMENTKEY', amount: 'TRX_POSTEDOVERPAYMENTAMOUNT' },
} as const satisfies Readonly<Record<string, Funding>>

/** Fields of a detail that say what it applies, to what, and whether it stands. */
export function entryFields({ amount }: Funding): string[] {
  return ['RECORDNO', 'PAYMENTKEY', 'RECORDKEY', 'POSADJKEY', amount, 'STATE']
}

export type Entry = NonNullable<RemoteFacts['applications']>[number]

/** Drafts (D) have applied nothing yet; reversed entries (V) and the contra entries of their reversal apply nothing any more. */
export function entriesOf(
  applied: readonly AppliedRow[],
  { amount: field }: Funding,
  currency: string,
): Entry[] {
  return applied.flatMap(({ row, shared }) => {
    if (row['STATE'] === 'V' || row['STATE'] === 'D' || isNothing(row[field])) return []
    return [{ ...entryOf(row, field, currency), by: row['PAYMENTKEY'] ?? '', ...(shared ? { shared } : {}) }]
  })
}

/** What one detail applies, whatever pays it. @param field where its amount stands */
export function entryOf(row: Row, field: string, currency: string): Entry {
  return {
    key: row['RECORDNO'] ?? '',
    ...optional('invoice', row['RECORDKEY']),
    ...optional('debitMemo', row['POSADJKEY']),
    amount: normalAmount(row[field] ?? '0', currency),
  }
}

export function targetOf({ invoice, debitMemo, amount }: Entry): CreditApplicationData {
  return { ...optional('invoice', invoice), ...optional('debitMemo', debitMemo), amount }
}

export function isNothing(amount: string | undefined): boolean {
  return /^-?[0.]*$/.test(amount ?? '')
}

interface Applying {
  readonly customer: string
  readonly date: string
  readonly currency?: string | undefined
}

/**
 * An ARPYMT without cash. Its own text says what it is for; it bears no marker, since the record that it applies itself shows whether it
 * came.
 */
export function applicationCall(
  command: Command,
  data: Applying,
  { funding, says }: { readonly funding: Funding; readonly says: string },
  setup: Setup,
): Element {
  const day = intacctDate(command.options.date ?? data.date, setup.format) ?? ''
  return createCall('ARPYMT', {
    PAYMENTMETHOD: 'EFT',
    CUSTOMERID: data.customer,
    DESCRIPTION: says,
    RECEIPTDATE: day,
    PAYMENTDATE: day,
    CURRENCY: data.currency,
    ACTION: 'Submit',
    ARPYMTDETAILS: {
      ARPYMTDETAIL: (command.options.apply ?? []).map((item) => ({
        RECORDKEY: item.invoice,
        POSADJKEY: item.debitMemo,
        [funding.key]: command.key ?? '',
        [funding.amount]: item.amount,
      })),
    },
  })
}

/** Reverses a payment, an advance or an entry. @param key its RECORDNO */
export function reversalCall(command: Command, data: Applying, key: string): Element {
  return legacyCall('reverse_arpayment', {
    '@key': key,
    datereversed: command.options.date ?? data.date,
    description: command.options.memo,
  })
}
