import { createCall } from '@tieout/intacct/writing/generic.ts'
import { invoice, line, payment } from '../errors-bench.ts'
import { withSettings, invoiceWith } from './situation.ts'
import type { Situation } from './situation.ts'

/** Writes refused for a number, a date or what was paid already. */
export const numbersAndDates: readonly Situation[] = [
  {
    when: 'the user sets a summary for each payment, and none is given',
    make: async (bench) => {
      const key = await bench.invoice()
      bench.settings({ paymentSummaries: 'UserSpecified' })
      return bench.create('ARPYMT', payment(key, '100.00'))
    },
    cause: 'payment_batch_key',
    retry: 'never',
    who: 'intacct_admin',
  },
  {
    when: 'a function is sent again that had been done',
    make: async (bench) => {
      const body = createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' })
      await bench.send(body, bench.intacct, 'again')
      return bench.send(body, bench.intacct, 'again')
    },
    cause: 'control_id_seen',
    retry: 'duplicate',
    who: 'nobody',
  },
  {
    when: 'a G/L account number is used already',
    make: (bench) =>
      bench.create('GLACCOUNT', {
        ACCOUNTNO: '4000',
        TITLE: 'Sales again',
        ACCOUNTTYPE: 'incomestatement',
        NORMALBALANCE: 'credit',
        CLOSINGTYPE: 'closing account',
      }),
    cause: 'account_number_taken',
    retry: 'duplicate',
    who: 'you',
    fields: { account: '4000' },
  },
  {
    when: 'an invoice number is used already',
    make: async (bench) => {
      await bench.invoice()
      return bench.legacy('create_invoice', invoice())
    },
    cause: 'number_taken',
    retry: 'duplicate',
    who: 'you',
    fields: { number: 'INV-1' },
  },
  {
    when: 'a customer ID is used already',
    make: async (bench) => {
      await bench.customer('C-204')
      return bench.create('CUSTOMER', { CUSTOMERID: 'C-204', NAME: 'Another' })
    },
    cause: 'id_taken',
    retry: 'duplicate',
    who: 'you',
    fields: { object: 'Customer', value: 'C-204' },
  },
  {
    when: 'a vendor ID is used already',
    make: async (bench) => {
      await bench.create('VENDOR', { VENDORID: 'V-1', NAME: 'One' })
      return bench.create('VENDOR', { VENDORID: 'V-1', NAME: 'Two' })
    },
    cause: 'id_taken',
    retry: 'duplicate',
    who: 'you',
    fields: { value: 'V-1' },
  },
  {
    when: 'an invoice is dated in a closed period',
    make: withSettings({ closedThrough: { '*/AR': '2026-01-31' } }, invoiceWith([line])),
    cause: 'period_closed',
    retry: 'never',
    who: 'controller',
    fields: { date: '01/05/2026', openFrom: '02/01/2026' },
  },
  {
    when: 'an invoice has neither a due date nor terms',
    make: invoiceWith([line], { datedue: undefined }),
    cause: 'due_date_missing',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'an invoice has no number, and no sequence gives one',
    make: withSettings(
      {
        numbering: { ARINVOICE: { on: false, prefix: '', next: 1, digits: 1, given: 'kept' } },
        numberRequired: ['ARINVOICE'],
      },
      invoiceWith([line], { invoiceno: undefined }),
    ),
    cause: 'document_number_missing',
    retry: 'never',
    who: 'intacct_admin',
  },
  {
    when: 'a payment is greater than what is due',
    make: async (bench) => bench.create('ARPYMT', payment(await bench.invoice(), '100.01')),
    cause: 'over_applied',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'someone has paid the invoice meanwhile',
    make: async (bench) => {
      const key = await bench.invoice()
      await bench.payment(key, '100.00')
      return bench.create('ARPYMT', payment(key, '100.00'))
    },
    cause: 'over_applied',
    retry: 'never',
    who: 'you',
  },
]
