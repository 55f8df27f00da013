import { createCall } from '@tieout/intacct/writing/generic.ts'
import { invoice, line, payment } from '../errors-bench.ts'
import { withSettings, invoiceWith } from './situation.ts'
import type { Situation } from './situation.ts'

/** Writes refused for what their lines name: dimensions, entities, records that are not there. */
export const dimensions: readonly Situation[] = [
  {
    when: 'the account asks for a department',
    make: withSettings({ requiredDimensions: { '4000': ['DEPARTMENT'] } }, invoiceWith([line])),
    cause: 'missing_dimension',
    retry: 'never',
    who: 'you',
    fields: { account: '4000', dimension: 'department' },
  },
  {
    when: 'the account asks for a class',
    make: withSettings({ requiredDimensions: { '4000': ['CLASS'] } }, invoiceWith([line])),
    cause: 'missing_dimension',
    retry: 'never',
    who: 'you',
    fields: { account: '4000', dimension: 'Class' },
  },
  {
    when: 'the account takes another class only',
    make: withSettings(
      { allowedDimensions: { '4000': { CLASS: ['ENT'] } } },
      invoiceWith([{ ...line, classid: 'SMB' }]),
    ),
    cause: 'restricted_by_account',
    retry: 'never',
    who: 'intacct_admin',
    fields: { account: '4000' },
  },
  {
    when: 'a line at top level has no location',
    make: async (bench) => {
      const intacct = bench.client({ company: 'MEGA' })
      await bench.made(createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' }), intacct)
      const bare = { glaccountno: '4000', amount: '1.00' }
      return bench.legacy('create_invoice', invoice({}, [bare]), intacct)
    },
    cause: 'missing_dimension',
    retry: 'never',
    who: 'you',
    fields: { account: '4000', dimension: 'location' },
  },
  {
    when: 'a line inside one entity names a location of another',
    make: async (bench) => {
      const intacct = bench.client({ company: 'MEGA', entity: 'UK' })
      await bench.made(createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' }), intacct)
      return bench.legacy('create_invoice', invoice({}, [{ ...line, locationid: 'US-NY' }]), intacct)
    },
    cause: 'dimension_rule',
    retry: 'never',
    who: 'intacct_admin',
    fields: { dimension: 'Location', value: 'UK' },
  },
  {
    when: 'the lines of one invoice belong to two entities',
    make: async (bench) => {
      const intacct = bench.client({ company: 'MEGA' })
      await bench.made(createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' }), intacct)
      const lines = ['US-NY', 'UK-LON'].map((locationid) => ({ ...line, locationid }))
      return bench.legacy('create_invoice', invoice({}, lines), intacct)
    },
    cause: 'entities_mixed',
    retry: 'never',
    who: 'you',
  },
  ...(
    [
      ['CUSTOMER', 'CUSTOMERID', 'C9', 'customer', {}, { customerid: 'C9' }],
      ['DEPARTMENT', 'DEPARTMENTID', 'D9', 'department', { departmentid: 'D9' }, {}],
      ['GLACCOUNT', 'ACCOUNTNO', '4099', 'account', { glaccountno: '4099' }, {}],
    ] as const
  ).map(([object, idField, id, word, onLine, onHead]): Situation => ({
    when: `the ${word} is inactive`,
    make: async (bench) => {
      await bench.customer()
      const account = {
        ACCOUNTTYPE: 'incomestatement',
        NORMALBALANCE: 'credit',
        CLOSINGTYPE: 'closing account',
      }
      const named = object === 'CUSTOMER' ? { NAME: 'Nine' } : { TITLE: 'Nine' }
      const more = object === 'GLACCOUNT' ? account : {}
      await bench.made(createCall(object, { [idField]: id, STATUS: 'inactive', ...named, ...more }))
      return bench.legacy('create_invoice', invoice(onHead, [{ ...line, ...onLine }]))
    },
    cause: 'record_inactive',
    retry: 'never',
    who: 'intacct_admin',
    fields: { object: word, value: id },
  })),
  ...(
    [
      ['customer', 'C404', {}, { customerid: 'C404' }],
      ['account', '9999', { glaccountno: '9999' }, {}],
      ['term', 'N404', {}, { termname: 'N404' }],
      ['location', 'L404', { locationid: 'L404' }, {}],
      ['department', 'D404', { departmentid: 'D404' }, {}],
      ['class', 'K404', { classid: 'K404' }, {}],
      ['Project', 'P404', { projectid: 'P404' }, {}],
      ['item', 'I404', { itemid: 'I404' }, {}],
    ] as const
  ).map(([word, id, onLine, onHead]): Situation => ({
    when: `there is no such ${word.toLowerCase()}`,
    make: invoiceWith([{ ...line, ...onLine }], onHead),
    cause: 'reference_unknown',
    retry: 'never',
    who: 'you',
    fields: { object: word, value: id },
  })),
  {
    when: 'there is no such bank account',
    make: async (bench) =>
      bench.create('ARPYMT', payment(await bench.invoice(), '100.00', { FINANCIALENTITY: 'B404' })),
    cause: 'reference_unknown',
    retry: 'never',
    who: 'you',
    fields: { object: 'bank account', value: 'B404' },
  },
]
