import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import type { Values } from '../input.ts'
import { amountOf, formatAmount } from '../money.ts'
import { refuse } from '../refusals.ts'
import { checkOpen } from './periods.ts'
import { bankOf } from './receipts.ts'
import { visible } from './rule.ts'

const RECEIPTS = ['ARPYMT', 'ARADVANCE'] as const
const GONE = new Set(['Reversed', 'Reversal', 'Draft'])

/** Takes receipts from undeposited funds to a bank account (4.5, record_deposit). */
export function recordDeposit(
  company: Company,
  deposit: {
    readonly bank: string
    readonly date: string
    readonly id: string
    readonly receipts: readonly string[]
    readonly fields: Values
  },
  actor: Actor,
): Row {
  const bank = bankOf(company, deposit.bank)
  if (deposit.date === '') refuse('required', 'Deposit Date')
  if (deposit.id === '') refuse('required', 'Deposit ID')
  if (deposit.receipts.length === 0) refuse('required', 'Receipts')
  checkOpen(company, actor.entity ?? '', 'CM', deposit.date)
  const found = deposit.receipts.map((key) => {
    for (const object of RECEIPTS) {
      const row = visible(company, company.row(object, key), actor)
      if (row === undefined) continue
      if ((row.DEPOSITKEY ?? '') !== '') refuse('deposited', key)
      if ((row.UNDEPOSITEDACCOUNTNO ?? '') === '' || GONE.has(row.DISPLAYSTATE ?? row.STATE ?? ''))
        refuse('notUndeposited', key)
      return { object, row }
    }
    return refuse('transactionGone', 'receipt', key)
  })
  const sum = (field: string) =>
    formatAmount(found.reduce((total, { row }) => total + amountOf(row[field]), 0n))
  const currency = found[0]?.row.CURRENCY ?? ''
  const row = company.insert(
    'DEPOSIT',
    {
      ...deposit.fields,
      FINANCIALENTITY: deposit.bank,
      BANKACCOUNTKEY: bank.RECORDNO ?? '',
      BANKNAME: bank.BANKNAME ?? '',
      WHENCREATED: deposit.date,
      BATCHDATE: deposit.date,
      DEPOSITID: deposit.id,
      RECORDTYPE: 'cd',
      CURRENCY: currency,
      BASECURR: found[0]?.row.BASECURR ?? '',
      TRX_TOTALENTERED: sum('TRX_TOTALENTERED'),
      TOTALENTERED: sum('TOTALENTERED'),
      STATE: 'A',
      RAWSTATE: 'A',
      CLEARED: 'F',
    },
    actor,
  )
  for (const receipt of found) {
    company.patch(receipt.object, receipt.row, { DEPOSITKEY: row.RECORDNO ?? '' }, actor, { audit: false })
  }
  return row
}
