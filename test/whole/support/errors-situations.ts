/** Data table: situations in which Intacct refuses, made on the simulator, with what the catalogue must say of each. */
import { element } from '@tieout/intacct/xml/element.ts'
import { createCall } from '@tieout/intacct/writing/generic.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import type { Retry, Who } from '@tieout/intacct/errors/outcome.ts'
import { invoice, line, order, payment, query, refusal, start, today } from './errors-bench.ts'
import type { Bench, Refused } from './errors-bench.ts'

export interface Situation {
  /** In words. */
  readonly when: string
  readonly make: (bench: Bench) => Promise<Refused | null>
  readonly cause: string
  readonly retry: Retry
  readonly who: Who
  /** What must have been read out of Intacct's words. */
  readonly fields?: Readonly<Record<string, string>>
}

const signIn =
  (...asking: Parameters<Bench['client']>) =>
  (bench: Bench): Promise<Refused | null> =>
    refusal(() => bench.client(...asking).signIn())

const withSettings =
  (patch: Readonly<Record<string, unknown>>, then: (bench: Bench) => Promise<Refused | null> = signIn()) =>
  (bench: Bench): Promise<Refused | null> => {
    bench.settings(patch)
    return then(bench)
  }

/** An invoice of C1 with another line or head. */
const invoiceWith =
  (lines: Parameters<typeof invoice>[1], head: Parameters<typeof invoice>[0] = {}) =>
  async (bench: Bench): Promise<Refused | null> => {
    await bench.customer()
    return bench.legacy('create_invoice', invoice(head, lines))
  }

const atDoor: readonly Situation[] = [
  {
    when: 'the sender password is wrong',
    make: signIn({ senderPassword: 'wrong' }),
    cause: 'sender_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the company has not put the sender on its list',
    make: withSettings({ senders: [] }),
    cause: 'sender_not_authorised',
    retry: 'never',
    who: 'intacct_admin',
    fields: { sender: 'tieout', company: 'DEMO' },
  },
  {
    when: 'the password is wrong',
    make: signIn({ password: 'wrong' }),
    cause: 'sign_in_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the user is locked',
    make: withSettings({ users: [{ userId: 'tieout', status: 'locked' }] }),
    cause: 'sign_in_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the front gateway itself refuses the sign-in, with HTTP 401',
    make: withSettings({ badSignIn: 'XMLGW_JPP0002' }, signIn({ password: 'wrong' })),
    cause: 'sign_in_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'a sign-in was refused, and someone calls again without new credentials',
    make: async (bench) => {
      const intacct = bench.client({ password: 'wrong' })
      await refusal(() => intacct.signIn())
      return refusal(() => intacct.signIn())
    },
    cause: 'sign_in_paused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the company ID is unknown',
    make: signIn({ company: 'NOBODY' }),
    cause: 'request_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the company ID has a sign that none has',
    make: signIn({ company: 'a/b' }),
    cause: 'company_unknown',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the company is a demo that has ended',
    make: withSettings({ status: 'demo expired' }),
    cause: 'demo_company_expired',
    retry: 'never',
    who: 'intacct_admin',
  },
  {
    when: 'the Web Services subscription is off',
    make: withSettings({ webServices: false }),
    cause: 'web_services_not_subscribed',
    retry: 'never',
    who: 'intacct_admin',
  },
  {
    when: 'Intacct is closed for maintenance',
    make: withSettings({ status: 'offline' }),
    cause: 'maintenance',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'the request names a transport policy that is not set up',
    make: signIn({
      mangle: (body) => body.replace('</dtdversion>', '</dtdversion><policyid>nightly</policyid>'),
    }),
    cause: 'transport_policy_unknown',
    retry: 'never',
    who: 'intacct_admin',
    fields: { policy: 'nightly' },
  },
  {
    when: 'a token signs in without a company',
    make: signIn({ mangle: (body) => body.replace(/<login>.*<\/login>/s, '<oauth>token</oauth>') }),
    cause: 'tenant_missing',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the XML is broken',
    make: signIn({ mangle: (body) => body.replace('</control>', '</kontrol>') }),
    cause: 'xml_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'an element stands where the schema has none',
    make: async (bench) => {
      await bench.customer()
      const call = legacyCall('create_invoice', invoice())
      return bench.send({ ...call, children: [...call.children, element('colour', 'red')] })
    },
    cause: 'xml_refused',
    retry: 'never',
    who: 'admin',
    fields: { element: 'colour' },
  },
  {
    when: 'a list of values is longer than 1,000',
    make: (bench) => {
      const values = Array.from({ length: 1001 }, (_, index) => element('value', String(index)))
      const filter = element('in', [element('field', 'RECORDNO'), ...values])
      return bench.send(query('CUSTOMER', ['RECORDNO'], filter))
    },
    cause: 'xml_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the session has expired, and so has the next one',
    make: (bench) =>
      bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One', COMMENTS: '[sim:expired-session*2]' }),
    cause: 'session_expired',
    retry: 'new_session',
    who: 'nobody',
  },
  {
    when: 'a session is asked to move to an entity that is not there',
    make: (bench) => refusal(() => bench.client().at('NOPE').signIn()),
    cause: 'session_refused',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'a function names a user that is not there',
    make: (bench) => refusal(() => bench.intacct.userFormatting({ userId: 'jlee' })),
    cause: 'user_unknown',
    retry: 'never',
    who: 'admin',
    fields: { user: 'jlee' },
  },
  {
    when: 'too many requests are under way, answered with HTTP 429',
    make: (bench) => bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: '[sim:throttle]' }),
    cause: 'throttled',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'too many requests are under way, said in the text of HTTP 200',
    make: (bench) => {
      const { station } = bench.running
      station.change({ ...station.weather, throttleStatus: 200 })
      return bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: '[sim:throttle]' })
    },
    cause: 'throttled',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'the gateway gives up with HTTP 503 and an error of its own',
    make: async (bench) => {
      await bench.breakNext(2, 4)
      return bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: '[sim:before-5xx]' })
    },
    cause: 'gateway_trouble',
    retry: 'unknown',
    who: 'nobody',
  },
  {
    when: 'the edge answers HTTP 502 with a page',
    make: async (bench) => {
      await bench.breakNext(1, 4)
      return bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: '[sim:after-5xx]' })
    },
    cause: 'edge_trouble',
    retry: 'unknown',
    who: 'nobody',
  },
  {
    when: 'the edge times out with HTTP 524',
    make: async (bench) => {
      await bench.breakNext(3, 4)
      return bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: '[sim:after-5xx]' })
    },
    cause: 'edge_trouble',
    retry: 'unknown',
    who: 'nobody',
  },
  {
    when: 'the edge answers HTTP 200 with a page',
    make: (bench) => bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: '[sim:html]' }),
    cause: 'edge_trouble',
    retry: 'unknown',
    who: 'nobody',
  },
  {
    when: 'the address is that of the REST API',
    make: (bench) => signIn({ url: `${bench.running.url}/ia/api/v1/objects` })(bench),
    cause: 'content_type_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'the address is not one of Intacct',
    make: signIn({ url: 'https://intacct.example.org/ia/xml/xmlgw.phtml' }),
    cause: 'endpoint_refused',
    retry: 'never',
    who: 'admin',
  },
  {
    when: 'nobody listens at the address',
    make: (bench) =>
      bench.create(
        'CUSTOMER',
        { CUSTOMERID: 'C1', NAME: 'One' },
        bench.client({ url: 'http://127.0.0.1:1/ia/xml/xmlgw.phtml' }),
      ),
    cause: 'unreachable',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'a write has lost its lease before its first byte leaves',
    make: async (bench) => {
      const body = createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' })
      const tooLate = (): void => {
        throw new Error('too late')
      }
      const sent = await bench.intacct.write([{ controlId: 'late', body }], { beforeSend: tooLate })
      const [outcome] = sent.outcomes
      return outcome === undefined || outcome.kind === 'ok' ? null : outcome
    },
    cause: 'held_back',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'the process stops before the write has its turn',
    make: async (bench) => {
      const body = createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' })
      const sent = await bench.intacct.write([{ controlId: 'stopped', body }], {
        signal: AbortSignal.abort(),
      })
      const [outcome] = sent.outcomes
      return outcome === undefined || outcome.kind === 'ok' ? null : outcome
    },
    cause: 'cancelled',
    retry: 'backoff',
    who: 'nobody',
  },
  {
    when: 'the request as a whole is refused in words that are new',
    make: async (bench) => {
      bench.settings({ controlIds: { answer: 'control', errorno: 'XL03000099', text: 'Not today.' } })
      const body = createCall('CUSTOMER', { CUSTOMERID: 'C1', NAME: 'One' })
      await bench.send(body, bench.intacct, 'twice')
      return bench.send(body, bench.intacct, 'twice')
    },
    cause: 'not_accepted',
    retry: 'never',
    who: 'admin',
  },
]

const reading: readonly Situation[] = [
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

const writing: readonly Situation[] = [
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

const states: readonly Situation[] = [
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

export const situations: readonly Situation[] = [...atDoor, ...reading, ...writing, ...states]

/** Causes that the simulator cannot raise, with the reason; their documented samples hold them. */
export const heldBySample: Readonly<Record<string, string>> = {
  attribute_missing: 'only the REST API is known to answer GW-0015',
  token_refused: 'only the REST API takes tokens',
  forbidden: 'no source says which request the XML gateway forbids with GW-0042',
  transfer_action_refused: 'the simulator has no transfers between accounts',
  account_not_created: 'GL-0504 always stands behind the error that explains it',
  refused_unexplained: 'BL03000130 is known from a sample alone; nobody knows when it comes',
  no_data: 'it answers reports, which the simulator does not offer',
  transaction_refused: 'the simulator always says what a wrapper is about',
  no_reason: 'the simulator never refuses without an error',
}
