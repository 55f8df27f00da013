import { element } from '@tieout/intacct/xml/element.ts'
import { createCall } from '@tieout/intacct/writing/generic.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import { invoice, query, refusal } from '../errors-bench.ts'
import { signIn, withSettings } from './situation.ts'
import type { Situation } from './situation.ts'

/** What keeps a request from being looked at: sign-in, rights, form, weather. */
export const atDoor: readonly Situation[] = [
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
