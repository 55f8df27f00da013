import { element } from '@tieout/intacct/xml/element.ts'
import { refusal, start } from '../errors-bench.ts'
import { withSettings } from './situation.ts'
import type { Situation } from './situation.ts'

/** What cannot be read, or not by our user. */
export const reading: readonly Situation[] = [
  {
    when: 'a list is read by a gateway that overlooks where the last page ended',
    make: async (bench) => {
      await bench.customer('C1')
      await bench.customer('C2')
      const forgetful = bench.client({ mangle: (body) => body.replace(/<filter>.*<\/filter>/s, '') })
      return refusal(async () => {
        const pages = forgetful.pages({
          object: 'CUSTOMER',
          fields: ['RECORDNO'],
          order: { by: 'key' },
          pageSize: 1,
        })
        for await (const page of pages) if (page.last) return
      })
    },
    cause: 'paging_stuck',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the role may not read invoices',
    make: withSettings({ rights: { tieout: { '*': ['*'], ARINVOICE: [] } } }, (bench) =>
      refusal(() => bench.intacct.query({ object: 'ARINVOICE', fields: ['RECORDNO'] })),
    ),
    cause: 'no_permission',
    retry: 'never',
    who: 'intacct_admin',
    fields: { operation: 'QUERY', object: 'arinvoice' },
  },
  {
    when: 'the role may not create customers',
    make: withSettings({ rights: { tieout: { '*': ['*'], CUSTOMER: ['READ', 'QUERY'] } } }, (bench) =>
      bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' }),
    ),
    cause: 'no_permission',
    retry: 'never',
    who: 'intacct_admin',
    fields: { operation: 'CREATE', object: 'customer' },
  },
  {
    when: 'a query asks for a field that is not there',
    make: (bench) =>
      refusal(() => bench.intacct.query({ object: 'ARINVOICE', fields: ['RECORDNO', 'PO_NUMBER2'] })),
    cause: 'field_unknown',
    retry: 'never',
    who: 'admin',
    fields: { field: 'PO_NUMBER2', object: 'ARINVOICE' },
  },
  {
    when: 'a read asks for a field that is not there',
    make: (bench) =>
      refusal(() => bench.intacct.read({ object: 'CUSTOMER', keys: ['1'], fields: ['RECORDNO', 'NOPE'] })),
    cause: 'field_unknown',
    retry: 'never',
    who: 'admin',
    fields: { field: 'NOPE' },
  },
  {
    when: 'a query asks for a field that Intacct shows but cannot query',
    make: (bench) => refusal(() => bench.intacct.query({ object: 'ARINVOICE', fields: ['INVOICENO'] })),
    cause: 'field_not_queryable',
    retry: 'never',
    who: 'admin',
    fields: { field: 'INVOICENO' },
  },
  {
    when: 'a query asks for an object that is not there',
    make: (bench) => refusal(() => bench.intacct.query({ object: 'BADOBJECT', fields: ['RECORDNO'] })),
    cause: 'object_unknown',
    retry: 'never',
    who: 'intacct_admin',
    fields: { object: 'BADOBJECT' },
  },
  {
    when: 'the company has not subscribed to Accounts Receivable',
    make: withSettings({ subscriptions: ['CO', 'GL'] }, (bench) =>
      refusal(() => bench.intacct.read({ object: 'ARINVOICE', keys: ['1'] })),
    ),
    cause: 'object_unknown',
    retry: 'never',
    who: 'intacct_admin',
    fields: { object: 'ARINVOICE' },
  },
  {
    when: 'a condition of readByQuery has a date in ISO',
    make: (bench) =>
      refusal(() =>
        bench.intacct.readByQuery({ object: 'ARINVOICE', query: "WHENCREATED >= '2026-01-05'" }).next(),
      ),
    cause: 'read_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the next page of a list is asked for when Intacct no longer keeps it',
    make: async (bench) => {
      await bench.customer('C1')
      await bench.customer('C2')
      await bench.intacct.readByQuery({ object: 'CUSTOMER', query: '', pageSize: 1 }).next()
      const resultId = /resultId="([^"]+)"/.exec(bench.last.text)?.[1] ?? ''
      bench.clock.time = start + 901_000
      return bench.send(element('readMore', [element('resultId', resultId)]))
    },
    cause: 'result_set_gone',
    retry: 'backoff',
    who: 'nobody',
  },
]
