import { document, master } from './descriptor.ts'
import type { ObjectDescriptor } from './descriptor.ts'
import { CASH_FIELDS as FIELDS } from './fields/cash.ts'

const BANK =
  'BANKACCOUNTNO BANKNAME GLACCOUNTNO BANKACCOUNTTYPE STATUS CURRENCY LOCATIONID DEPARTMENTID LASTRECONCILEDDATE MEGAENTITYID'

/** Exchange rates have no state field. */
const rates = (object: string, name: string, fields: string, core: string): ObjectDescriptor => ({
  ...master({ object, name, kind: 'setup', fields, core, writes: {} }),
  state: null,
})

export const CASH: readonly ObjectDescriptor[] = [
  master({
    object: 'CHECKINGACCOUNT',
    name: 'BANKACCOUNTID',
    fields: FIELDS.CHECKINGACCOUNT,
    core: BANK,
    writes: {},
  }),
  master({
    object: 'SAVINGSACCOUNT',
    name: 'BANKACCOUNTID',
    fields: FIELDS.SAVINGSACCOUNT,
    core: BANK,
    writes: {},
  }),
  document({
    object: 'DEPOSIT',
    number: 'DEPOSITID',
    fields: FIELDS.DEPOSIT,
    core: 'DEPOSITID FINANCIALENTITY DESCRIPTION BASECURR CURRENCY TOTALENTERED TRX_TOTALENTERED BATCHDATE CLEARED PRBATCHKEY SUPDOCID MEGAENTITYID',
    lines: null,
    writes: { create: 'legacy:record_deposit' },
    legacyNames: {
      bankaccountid: 'FINANCIALENTITY',
      depositdate: 'WHENCREATED',
      depositid: 'DEPOSITID',
      description: 'DESCRIPTION',
      supdocid: 'SUPDOCID',
    },
  }),
  rates('EXCHANGERATETYPES', 'NAME', FIELDS.EXCHANGERATETYPES, 'ID ISDEFAULT'),
  rates('EXCHANGERATE', 'RECORDNO', FIELDS.EXCHANGERATE, 'TYPE_ID TYPENAME FROM_CURRENCY TO_CURRENCY'),
  rates(
    'EXCHANGERATEENTRY',
    'RECORDNO',
    FIELDS.EXCHANGERATEENTRY,
    'EXCHANGERATEKEY EFFECTIVE_START_DATE EXCHANGE_RATE RECIPROCAL_RATE',
  ),
]
