import { expect, test } from 'vitest'
import type { GatewaySettings } from '../../src/gateway/settings.ts'
import { at, request, send, sendText, text, world, type Ask, type World } from '../ask.ts'

const session = '<getAPISession/>'

function withSettings(patch: Partial<GatewaySettings>): World {
  const made = world()
  const company = made.simulator.companies.get('DEMO')
  if (company === undefined) throw new Error('no DEMO')
  company.settings = { ...company.settings, ...patch }
  return made
}

test.each<[string, Ask, number, string]>([
  ['a company that does not exist', { company: 'NOBODY' }, 400, 'GW-0011: Invalid Request'],
  ['a company id that is none', { company: '' }, 400, 'invalidRequest: Invalid Request'],
  ['a company id with a slash', { company: 'a/b' }, 400, 'invalidRequest: Invalid Request'],
])('the front gateway refuses %s with HTTP 400 and a bare control', (_what, ask, status, error) => {
  const answer = send(world().simulator, [session], ask)
  expect(answer.status).toBe(status)
  expect(at(answer.root, 'control').children.map((each) => each.name)).toEqual(['status'])
  expect(answer.errors()).toEqual([error])
  expect(at(answer.root, 'errormessage', 'error').children.map((each) => each.name)).toEqual([
    'errorno',
    'description',
  ])
})

test('the front gateway refuses an inactive company', () => {
  const { simulator } = withSettings({ status: 'inactive' })
  expect(send(simulator, [session])).toMatchObject({ status: 400 })
})

test('oauth without a company is refused with GW-0012', () => {
  const oauth = request([session]).replace(/<login>.*<\/login>/, '<oauth>token</oauth>')
  const answer = sendText(world().simulator, oauth)
  expect([answer.status, answer.errors()]).toEqual([400, ['GW-0012: Missing tenant data']])
})

test.each(['XMLGW_JPP0002', 'UJPP0002'] as const)(
  'where the front checks sign-ins, it answers HTTP 401 with %s',
  (code) => {
    const { simulator } = withSettings({ badSignIn: code })
    for (const ask of [{ password: 'wrong' }, { senderPassword: 'wrong' }]) {
      const answer = send(simulator, [session], ask)
      expect([answer.status, answer.errors()]).toEqual([
        401,
        [`${code}: Sign-in information is incorrect. Please check your request.`],
      ])
    }
  },
)

test.each<[string, Partial<GatewaySettings>, Ask, string]>([
  [
    'a wrong sender password',
    {},
    { senderPassword: 'TIEOUT-SENDER' },
    'XL03000006: Incorrect Intacct XML Partner ID or password.',
  ],
  [
    'an unknown sender',
    {},
    { sender: 'Tieout' },
    'XL03000006: Incorrect Intacct XML Partner ID or password.',
  ],
  [
    'a sender that the company has not authorized',
    { senders: ['other'] },
    {},
    "XL03000006: The sender ID 'tieout' is not authorized to make Web Services requests to company ID 'DEMO'.",
  ],
  [
    'an expired demo company',
    { status: 'demo expired' },
    {},
    'PL04000055: This company is a demo company and has expired.',
  ],
  ['maintenance', { status: 'offline' }, {}, 'XL03000006: The Service is Temporarily Off-line'],
  [
    'a company without Web Services',
    { webServices: false },
    {},
    'XL03000006: This company is not authorized for XML transactions. Please subscribe to the XML Gateway.',
  ],
  [
    'an unknown transport policy',
    {},
    { control: '<policyid>test</policyid>' },
    'XL03000006: test is not a valid transport policy.',
  ],
  [
    'a client company that is not there',
    {},
    { login: '<clientid>who</clientid>' },
    "DL03000006: Company title 'who' does not exist.",
  ],
])(
  '%s fails at the control level: HTTP 200, the control echoed, no operation',
  (_what, settings, ask, error) => {
    const answer = send(withSettings(settings).simulator, [session], ask)
    expect(answer.status).toBe(200)
    expect(text(answer.root, 'control', 'status')).toBe('failure')
    expect(text(answer.root, 'control', 'controlid')).toBe('c1')
    expect(answer.root.children.map((each) => each.name)).toEqual(['control', 'errormessage'])
    expect(answer.errors()).toEqual([error])
  },
)

test.each<[string, Ask]>([
  ['a wrong password', { password: 'wrong' }],
  ['an unknown user', { user: 'nobody' }],
  ['an entity that does not exist', { entity: 'XX' }],
])('%s fails at the authentication level with the login echoed', (_what, ask) => {
  const answer = send(world().simulator, [session], { company: 'MEGA', ...ask })
  expect(text(answer.root, 'control', 'status')).toBe('success')
  const operation = at(answer.root, 'operation')
  expect(operation.children.map((each) => each.name)).toEqual(['authentication', 'errormessage'])
  expect(text(operation, 'authentication', 'status')).toBe('failure')
  expect(text(operation, 'authentication', 'companyid')).toBe('MEGA')
  expect(answer.errors()).toEqual(['XL03000006: Sign-in information is incorrect'])
})

test('a locked user, and one who may not enter the top level, cannot sign in', () => {
  const { simulator } = world()
  const company = simulator.companies.get('MEGA')
  if (company === undefined) throw new Error('no MEGA')
  const [user] = company.settings.users
  if (user === undefined) throw new Error('no user')
  company.settings = { ...company.settings, users: [{ ...user, status: 'locked' }] }
  expect(send(simulator, [session], { company: 'MEGA' }).errors()).toEqual([
    'XL03000006: Sign-in information is incorrect',
  ])
  company.settings = { ...company.settings, users: [{ ...user, topLevel: false, entities: ['UK'] }] }
  expect(send(simulator, [session], { company: 'MEGA' }).errors()).toHaveLength(1)
  expect(send(simulator, [session], { company: 'MEGA', entity: 'US' }).errors()).toHaveLength(1)
  expect(send(simulator, [session], { company: 'MEGA', entity: 'UK' }).errors()).toEqual([])
})

test('a bogus session fails at the authentication level with nothing echoed', () => {
  const answer = send(world().simulator, [session], { session: 'bogus' })
  expect(text(answer.root, 'operation', 'authentication', 'userid')).toBe('')
  expect(answer.errors()).toEqual(['XL03000006: Invalid session bogus'])
})

test.each<[string, (text: string) => string, string]>([
  ['broken XML', (body) => body.slice(0, -20), 'XL03000003: XML Parse schema error: Fatal Error'],
  [
    'a DOCTYPE',
    (body) => body.replace('<request>', '<!DOCTYPE request SYSTEM "x"><request>'),
    'XL03000003: XML Parse schema error: a DOCTYPE is not allowed.',
  ],
  [
    'another root',
    (body) => body.replaceAll('request>', 'demand>'),
    "XL03000003: XML Parse schema error: Element 'demand'",
  ],
  [
    'control elements out of order',
    (body) => body.replace(/(<senderid>.*<\/password>)(<controlid>c1<\/controlid>)/, '$2$1'),
    "XL03000003: XML Parse schema error: Element 'controlid': This element is not expected. Expected is one of ( senderid ).",
  ],
  [
    'two ways to sign in at once',
    (body) => body.replace('<login>', '<sessionid>x</sessionid><login>'),
    "XL03000003: XML Parse schema error: Element 'login': This element is not expected.",
  ],
  [
    'a function without control id',
    (body) => body.replace(' controlid="f1"', ''),
    "The attribute 'controlid' is required but missing.",
  ],
  [
    'an unknown function',
    (body) => body.replace(session, '<makeCoffee/>'),
    "Element 'makeCoffee': This element is not expected.",
  ],
  [
    'two functions in one',
    (body) => body.replace(session, session + session),
    "Element 'getAPISession': This element is not expected.",
  ],
  [
    'a control id that is too long',
    (body) => body.replace('controlid="f1"', `controlid="${'x'.repeat(257)}"`),
    'The value is longer than 256.',
  ],
])('%s is refused with XL03000003 and nothing runs', (_what, spoil, error) => {
  const { simulator } = world()
  const answer = sendText(simulator, spoil(request([session])))
  expect(answer.status).toBe(200)
  expect(answer.errors().join('\n')).toContain(error)
  expect(answer.root.children.map((each) => each.name)).toEqual(['control', 'errormessage'])
  expect(simulator.counts().functions).toEqual({})
})

test('several operations of one request are answered each by itself', () => {
  const one = request(['<getDimensions/>'])
  const operation = /<operation.*<\/operation>/.exec(one)?.[0] ?? ''
  const two = one.replace(operation, operation + operation.replace('demo-password', 'wrong'))
  const { root } = sendText(world().simulator, two)
  const states = root.children
    .filter((each) => each.name === 'operation')
    .map((each) => text(each, 'authentication', 'status'))
  expect(states).toEqual(['success', 'failure'])
})

test('whitespace is the default; includewhitespace=false leaves it out', () => {
  const { simulator } = world()
  expect(send(simulator, [session], { control: '' }).body).toContain(
    '\n    <control>\n        <status>success</status>',
  )
  expect(send(simulator, [session]).body.split('\n')).toHaveLength(2)
})

test('support ids end the detail unless they are switched off', () => {
  expect(send(world().simulator, [session], { password: 'x' }).body).toMatch(
    /incorrect \[Support ID: \w{6}%7E\w{20}\]</,
  )
  expect(
    send(withSettings({ supportIds: false }).simulator, [session], { password: 'x' }).body,
  ).not.toContain('Support ID')
})

test('additional error information comes when asked for', () => {
  const { simulator } = world()
  const duplicate = '<create><GLACCOUNT><ACCOUNTNO>4000</ACCOUNTNO><TITLE>x</TITLE></GLACCOUNT></create>'
  const plain = send(simulator, [duplicate])
  expect(plain.body).not.toContain('additionalinfo')
  const asked = send(simulator, [duplicate], {
    control: '<showadditionalerrorinfo>true</showadditionalerrorinfo>',
  })
  const error = at(asked.result(), 'errormessage', 'error')
  expect(error.children.map((each) => each.name)).toEqual([
    'errorno',
    'description',
    'description2',
    'correction',
    'additionalinfo',
  ])
  expect(at(error, 'additionalinfo').children.map((each) => each.name)).toEqual([
    'errorid',
    'category',
    'target',
    'description',
    'cdescription',
    'correction',
  ])
})
