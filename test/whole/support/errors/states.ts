import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import { order, payment, today } from '../errors-bench.ts'
import type { Situation } from './situation.ts'

/** Writes refused for what the record has become. */
export const states: readonly Situation[] = [
  {
    when: 'an invoice is reversed that is paid',
    make: async (bench) => {
      const key = await bench.invoice()
      await bench.payment(key, '40.00')
      return bench.legacy('reverse_invoice', { '@key': key, datereversed: today })
    },
    cause: 'payments_applied',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'a payment is reversed whose overpayment has paid another invoice',
    make: async (bench) => {
      const first = await bench.invoice()
      const second = await bench.invoice({ invoiceno: 'INV-2' })
      const key = await bench.payment(first, '100.00', { OVERPAYMENTAMOUNT: '50.00' })
      await bench.made(
        legacyCall('apply_arpayment', {
          arpaymentkey: key,
          paymentdate: '2026-01-07',
          arpaymentitems: { arpaymentitem: [{ invoicekey: second, amount: '20.00' }] },
        }),
      )
      return bench.legacy('reverse_arpayment', { '@key': key, datereversed: '2026-01-08' })
    },
    cause: 'credit_spent',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'an invoice is changed that Order Entry made',
    make: async (bench) => {
      await bench.customer()
      await bench.made(legacyCall('create_sotransaction', order('Sales Invoice')))
      const { rows } = await bench.intacct.query({ object: 'ARINVOICE', fields: ['RECORDNO'] })
      return bench.legacy('update_invoice', { '@key': rows[0]?.['RECORDNO'] ?? '', description: 'New' })
    },
    cause: 'made_by_order_entry',
    retry: 'never',
    who: 'you',
    fields: { number: 'SI0001' },
  },
  {
    when: 'a payment is changed that is posted',
    make: async (bench) =>
      bench.update('ARPYMT', {
        RECORDNO: await bench.payment(await bench.invoice(), '40.00'),
        DESCRIPTION: 'New',
      }),
    cause: 'posted_unchangeable',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'an invoice is deleted that is posted',
    make: async (bench) => bench.delete('ARINVOICE', await bench.invoice()),
    cause: 'posted_unchangeable',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'the lines of an invoice are changed that is paid',
    make: async (bench) => {
      const key = await bench.invoice()
      await bench.payment(key, '100.00')
      return bench.legacy('update_invoice', {
        '@key': key,
        updateinvoiceitems: { updatelineitem: [{ '@line_num': '1', amount: '90.00' }] },
      })
    },
    cause: 'posted_unchangeable',
    retry: 'never',
    who: 'you',
    fields: { field: 'lines' },
  },
  {
    when: 'an invoice is reversed twice',
    make: async (bench) => {
      const key = await bench.invoice()
      await bench.made(legacyCall('reverse_invoice', { '@key': key, datereversed: today }))
      return bench.legacy('reverse_invoice', { '@key': key, datereversed: today })
    },
    cause: 'wrong_state',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'a customer is deleted who has an invoice',
    make: async (bench) => {
      const key = await bench.customer()
      await bench.invoice()
      return bench.delete('CUSTOMER', key)
    },
    cause: 'in_use',
    retry: 'never',
    who: 'you',
    fields: { object: 'customer', value: 'C1' },
  },
  {
    when: 'a payment of one customer is applied to the invoice of another',
    make: async (bench) => {
      await bench.customer('C2')
      return bench.create('ARPYMT', payment(await bench.invoice(), '40.00', { CUSTOMERID: 'C2' }))
    },
    cause: 'application_mismatch',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'a payment in euros is applied to an invoice in dollars',
    make: async (bench) =>
      bench.create('ARPYMT', payment(await bench.invoice(), '40.00', { CURRENCY: 'EUR' })),
    cause: 'application_mismatch',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'a payment applies nothing',
    make: async (bench) => bench.create('ARPYMT', payment(await bench.invoice(), '0.00')),
    cause: 'amount_not_positive',
    retry: 'never',
    who: 'you',
  },
]
