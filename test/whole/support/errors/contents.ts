import { createCall } from '@tieout/intacct/writing/generic.ts'
import { line, order, payment } from '../errors-bench.ts'
import { withSettings, invoiceWith } from './situation.ts'
import type { Situation } from './situation.ts'

/** Writes refused for what else is in them. */
export const contents: readonly Situation[] = [
  {
    when: 'the company keeps its books in one currency only',
    make: withSettings({ multiCurrency: false }, invoiceWith([line], { currency: 'EUR', exchratetype: '' })),
    cause: 'reference_unknown',
    retry: 'never',
    who: 'you',
    fields: { object: 'currency', value: 'EUR' },
  },
  {
    when: 'there is no exchange rate for that currency',
    make: invoiceWith([line], { currency: 'CHF', exchratetype: '' }),
    cause: 'exchange_rate_missing',
    retry: 'never',
    who: 'intacct_admin',
    fields: { currency: 'CHF' },
  },
  {
    when: 'an invoice is updated that was deleted meanwhile',
    make: (bench) => bench.legacy('update_invoice', { '@key': '4711', description: 'New' }),
    cause: 'record_gone',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'a customer is deleted that is gone already',
    make: (bench) => bench.delete('CUSTOMER', '4711'),
    cause: 'record_gone',
    retry: 'never',
    who: 'you',
    fields: { object: 'customer', key: '4711' },
  },
  {
    when: 'an e-mail address has no host',
    make: (bench) =>
      bench.create('CUSTOMER', {
        CUSTOMERID: 'C1',
        NAME: 'One',
        DISPLAYCONTACT: { PRINTAS: 'One', EMAIL1: 'jane@' },
      }),
    cause: 'email_refused',
    retry: 'never',
    who: 'you',
    fields: { email: 'jane@' },
  },
  {
    when: 'an employee has no contact',
    make: (bench) => bench.create('EMPLOYEE', { EMPLOYEEID: 'E1' }),
    cause: 'contact_refused',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'an item is sold in a unit that it does not have',
    make: async (bench) => {
      await bench.customer()
      return bench.legacy('create_sotransaction', order('Sales Invoice', { unit: 'Pallet' }))
    },
    cause: 'unit_missing',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'a definition for entities only is used at top level',
    make: async (bench) => {
      const intacct = bench.client({ company: 'MEGA' })
      await bench.made(createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' }), intacct)
      return bench.legacy('create_sotransaction', order('Entity Invoice', { locationid: 'US-NY' }), intacct)
    },
    cause: 'entity_session_needed',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'a definition for top level only is used inside an entity',
    make: async (bench) => {
      const definitions = bench.company('MEGA').books.raw('SODOCUMENTPARAMS')
      definitions.patch('1', { TD_CREATION_RULE: 'Top level only' })
      const found = bench
        .company('MEGA')
        .books.get('SODOCUMENTPARAMS', '1', { userId: '', entity: null, source: 'system' })
      const intacct = bench.client({ company: 'MEGA', entity: 'US' })
      await bench.made(createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' }), intacct)
      return bench.legacy(
        'create_sotransaction',
        order(found?.['DOCID'] ?? '', { locationid: 'US-NY' }),
        intacct,
      )
    },
    cause: 'top_level_needed',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'a payment in euros goes to undeposited funds, which are in dollars',
    make: async (bench) => {
      const key = await bench.invoice({ currency: 'EUR', exchratetype: '' })
      return bench.create(
        'ARPYMT',
        payment(key, '100.00', {
          CURRENCY: 'EUR',
          FINANCIALENTITY: undefined,
          UNDEPOSITEDACCOUNTNO: '1010',
        }),
      )
    },
    cause: 'account_currency',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'a payment has a date that is none',
    make: async (bench) =>
      bench.create('ARPYMT', payment(await bench.invoice(), '100.00', { RECEIPTDATE: '2026-31-01' })),
    cause: 'date_refused',
    retry: 'never',
    who: 'you',
    fields: { date: '2026-31-01' },
  },
  {
    when: 'a line names a label that is a subtotal',
    make: invoiceWith([{ accountlabel: 'Total before tax', amount: '1.00', locationid: 'HQ' }]),
    cause: 'subtotal_label',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'account labels are in use, and a line names a G/L account',
    make: withSettings({ accountLabels: ['AR'] }, invoiceWith([line])),
    cause: 'transaction_settings',
    retry: 'never',
    who: 'intacct_admin',
  },
  {
    when: 'a customer has no name',
    make: (bench) => bench.create('CUSTOMER', { CUSTOMERID: 'C1' }),
    cause: 'field_required',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'an amount is no number',
    make: invoiceWith([{ ...line, amount: 'ten' }]),
    cause: 'illegal_value',
    retry: 'never',
    who: 'you',
  },
  {
    when: 'one of two functions is refused in a transaction, and takes the other along',
    make: async (bench) => {
      const together = bench.client({
        mangle: (body) => body.replace('transaction="false"', 'transaction="true"'),
      })
      const { outcomes } = await together.write([
        { controlId: 'good', body: createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' }) },
        { controlId: 'bad', body: createCall('CUSTOMER', { CUSTOMERID: 'C2' }) },
      ])
      const [good] = outcomes
      return good === undefined || good.kind === 'ok' ? null : good
    },
    cause: 'rolled_back_with_sibling',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'Intacct refuses in words that nobody has written down',
    make: (bench) => bench.create('ARINVOICE', { CUSTOMERID: 'C1' }),
    cause: 'not_recognised',
    retry: 'unknown',
    who: 'you',
  },
]
