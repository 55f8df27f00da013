import type { Company } from '../company.ts'
import type { Input, Row } from '../contract.ts'
import { text, type Values } from '../input.ts'
import { refuse } from '../refusals.ts'
import type { Rate } from './currency.ts'

export function bankOf(company: Company, id: string): Row {
  const bank = company.named('CHECKINGACCOUNT', id) ?? company.named('SAVINGSACCOUNT', id)
  if (bank === undefined) return refuse('invalidReference', 'bank account', id)
  return bank.STATUS === 'inactive' ? refuse('inactive', 'bank account', id) : bank
}

/**
 * The account a receipt goes to: a bank account, undeposited funds, or the account of its summary; one of them (4.5). Undeposited funds
 * hold base currency only (BL02000051). A credit-only application needs none.
 */
export function receivedInto(
  company: Company,
  kind: { readonly module: 'AR' | 'AP' },
  input: Input,
  rate: Rate,
  cash: bigint,
): Values {
  const bankId = text(input, 'FINANCIALENTITY') ?? ''
  const undeposited = text(input, 'UNDEPOSITEDACCOUNTNO') ?? ''
  const summary = `${text(input, 'PRBATCH') ?? ''}${text(input, 'PRBATCHKEY') ?? ''}`
  if (bankId !== '' && undeposited !== '') refuse('oneAccount')
  if (bankId !== '') {
    const bank = bankOf(company, bankId)
    return {
      FINANCIALENTITY: bankId,
      FINANCIALENTITYTYPE: bank.BANKACCOUNTTYPE ?? '',
      FINANCIALACCOUNTNAME: bank.BANKNAME ?? '',
      FINANCIALACCOUNTCURRENCY: bank.CURRENCY ?? '',
      UNDEPOSITEDACCOUNTNO: '',
    }
  }
  const account =
    undeposited !== '' || kind.module === 'AP' ? undeposited : company.settings.undepositedAccount
  if (cash === 0n || (undeposited === '' && summary !== '')) return {}
  if (account === '') return refuse('oneAccount')
  if (company.named('GLACCOUNT', account) === undefined) refuse('invalidReference', 'account', account)
  if (rate.currency !== rate.base) refuse('undepositedCurrency', rate.currency, rate.base)
  return { UNDEPOSITEDACCOUNTNO: account }
}
