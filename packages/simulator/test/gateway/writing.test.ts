import { describe, expect, test } from 'vitest'
import { changeSettings, type GatewayPatch } from '../../src/gateway/change-settings.ts'
import { at, request, send, text, world, type World } from '../ask.ts'
import { readXml } from '../../src/xml/read.ts'
import { customer, orderBy, query } from './records.ts'

function settings({ simulator }: World, patch: GatewayPatch): void {
  const company = simulator.companies.get('DEMO')
  if (company !== undefined) company.settings = changeSettings(company.settings, patch)
}

function ids({ simulator }: World): string {
  const data = at(send(simulator, [query('CUSTOMER', ['CUSTOMERID'], orderBy('RECORDNO'))]).result(), 'data')
  return data.children.map((each) => text(each, 'CUSTOMERID')).join('')
}

const unnamed = '<create><CUSTOMER><CUSTOMERID>X</CUSTOMERID></CUSTOMER></create>'

test('create names what it made by its keys; several kinds may come together', () => {
  const { simulator } = world()
  const xml =
    '<create><CLASS><CLASSID>N1</CLASSID><NAME>N1</NAME></CLASS><DEPARTMENT><DEPARTMENTID>N2</DEPARTMENTID><TITLE>N2</TITLE></DEPARTMENT></create>'
  const data = at(send(simulator, [xml]).result(), 'data')
  expect(data.attributes).toEqual({ listtype: 'objects', count: '2' })
  expect(data.children.map((each) => each.name)).toEqual(['class', 'department'])
  expect(text(data, 'class', 'CLASSID')).toBe('N1')
  expect(Number(text(data, 'department', 'RECORDNO'))).toBeGreaterThan(0)
})

test('partial success: the function fails, yet names what was made', () => {
  const here = world()
  const both = customer('A').replace('</create>', '<CUSTOMER><CUSTOMERID>B</CUSTOMERID></CUSTOMER></create>')
  const answer = send(here.simulator, [both])
  expect(text(answer.result(), 'status')).toBe('failure')
  expect(at(answer.result(), 'data').attributes.count).toBe('1')
  expect(answer.errors(0).length).toBeGreaterThan(0)
  expect(ids(here)).toBe('A')
})

test('more than 100 objects in one create are refused by the schema', () => {
  const many = `<create>${'<CLASS><CLASSID>x</CLASSID></CLASS>'.repeat(101)}</create>`
  expect(send(world().simulator, [many]).errors()[0]).toContain('More than 100 objects')
})

test('transaction=false: the others run on past a failure', () => {
  const here = world()
  const answer = send(here.simulator, [customer('A'), unnamed, customer('B')])
  expect([0, 1, 2].map((index) => text(answer.result(index), 'status'))).toEqual([
    'success',
    'failure',
    'success',
  ])
  expect(ids(here)).toBe('AB')
})

test('transaction=true: one failure rolls all back; the others are aborted with XL03000009', () => {
  const here = world()
  const answer = send(here.simulator, [customer('A'), unnamed, customer('B')], { transaction: true })
  expect([0, 1, 2].map((index) => text(answer.result(index), 'status'))).toEqual([
    'aborted',
    'failure',
    'aborted',
  ])
  const rolledBack =
    'XL03000009: The entire transaction in this operation has been rolled back due to an error.'
  expect(answer.errors(0)).toEqual([rolledBack])
  expect(answer.errors(1).length).toBeGreaterThan(1)
  expect(answer.errors(1).at(-1)).toBe(rolledBack)
  expect(ids(here)).toBe('')
  settings(here, { failedInTransaction: 'aborted' })
  const again = send(here.simulator, [customer('A'), unnamed], { transaction: true })
  expect(text(again.result(1), 'status')).toBe('aborted')
})

test('dates in a generic write must be of the gateway’s format', () => {
  const payment = (date: string) =>
    `<create><ARPYMT><CUSTOMERID>A</CUSTOMERID><RECEIPTDATE>${date}</RECEIPTDATE></ARPYMT></create>`
  expect(send(world().simulator, [payment('2026-01-31')]).errors(0)).toEqual([
    "PL03000006: The transaction date '2026-01-31' is invalid.",
  ])
  const block = '<year>2026</year><month>01</month><day>31</day>'
  expect(send(world().simulator, [payment(block)]).errors(0)).toEqual([
    "PL03000006: The transaction date '2026/01/31' is invalid.",
  ])
})

test('delete takes all keys or none', () => {
  const here = world()
  send(here.simulator, [customer('A')])
  const remove = (keys: string) => `<delete><object>CUSTOMER</object><keys>${keys}</keys></delete>`
  expect(send(here.simulator, [remove('1,99')]).errors(0).length).toBeGreaterThan(0)
  expect(ids(here)).toBe('A')
  expect(
    send(here.simulator, [remove('1')])
      .result()
      .children.map((each) => each.name),
  ).toEqual(['status', 'function', 'controlid'])
  expect(ids(here)).toBe('')
})

describe('a control id that was seen', () => {
  const once = [['id-1', customer('A')]] as const
  const other = [['id-1', customer('B')]] as const
  const refused =
    "XL03000011: The function with control ID 'id-1' has already been processed. The request cannot be repeated."

  test('is refused with uniqueid=true, does not run and gives no key', () => {
    const here = world()
    expect(send(here.simulator, once, { uniqueid: true }).errors(0)).toEqual([])
    const again = send(here.simulator, other, { uniqueid: true })
    expect(again.errors(0)).toEqual([refused])
    expect(again.body).not.toContain('<data')
    expect(ids(here)).toBe('A')
  })

  test('runs again with uniqueid=false; an absent uniqueid is true', () => {
    const here = world()
    send(here.simulator, once, { uniqueid: true })
    expect(send(here.simulator, other).errors(0)).toEqual([])
    const absent = request(once).replace('<uniqueid>false</uniqueid>', '')
    expect(here.simulator.handleXml(absent).body).toContain('already been processed')
  })

  test('may run again if it failed, unless failures are remembered', () => {
    const here = world()
    send(here.simulator, [['id-1', unnamed]], { uniqueid: true })
    expect(send(here.simulator, once, { uniqueid: true }).errors(0)).toEqual([])
    settings(here, { controlIds: { remembersFailed: true } })
    send(here.simulator, [['id-2', unnamed]], { uniqueid: true })
    expect(send(here.simulator, [['id-2', customer('C')]], { uniqueid: true }).errors(0)[0]).toContain(
      "'id-2'",
    )
  })

  test('is forgotten after its time', () => {
    const here = world()
    settings(here, { controlIds: { rememberedSeconds: 3600 } })
    send(here.simulator, once, { uniqueid: true })
    here.clock.time += 3_599_000
    expect(send(here.simulator, other, { uniqueid: true }).errors(0)).toEqual([refused])
    here.clock.time += 1000
    expect(send(here.simulator, other, { uniqueid: true }).errors(0)).toEqual([])
  })

  test.each([
    ['company', true],
    ['user', false],
  ] as const)('is shared by all of one %s: another user is refused: %s', (scope, expected) => {
    const here = world()
    settings(here, { controlIds: { scope } })
    send(here.simulator, once, { uniqueid: true })
    const answer = send(here.simulator, other, { uniqueid: true, user: 'controller' })
    expect(answer.errors(0).length > 0).toBe(expected)
  })

  test('may refuse the whole request before any of it runs', () => {
    const here = world()
    settings(here, { controlIds: { answer: 'control' } })
    send(here.simulator, once, { uniqueid: true })
    const answer = send(
      here.simulator,
      [
        ['id-2', customer('B')],
        ['id-1', customer('A')],
      ],
      { uniqueid: true },
    )
    expect(answer.errors()).toEqual([refused])
    expect(text(answer.root, 'control', 'status')).toBe('failure')
    expect(ids(here)).toBe('A')
  })

  test('may give the original answer again', () => {
    const here = world()
    settings(here, { controlIds: { answer: 'original' } })
    const first = send(here.simulator, once, { uniqueid: true })
    const again = send(here.simulator, other, { uniqueid: true })
    expect(at(again.result(), 'data')).toEqual(at(first.result(), 'data'))
    expect(ids(here)).toBe('A')
  })

  test('is told apart in flight: twins wait, are refused at once, or both run', () => {
    const body = (id: string) => readXml(request([['id-1', customer(id)]], { uniqueid: true }))
    const outcome = (concurrent: 'serialise' | 'refuse' | 'run both') => {
      const here = world()
      settings(here, { controlIds: { concurrent } })
      const first = here.simulator.arrive(body('A'))
      const second = here.simulator.arrive(body('B'))
      const early = here.simulator.answer(body('B'), { arrival: second.arrival })
      second.leave()
      here.simulator.answer(body('A'), { arrival: first.arrival })
      first.leave()
      expect(early.status).toBe(200)
      return ids(here)
    }
    expect(outcome('serialise')).toBe('B')
    expect(outcome('refuse')).toBe('A')
    expect(outcome('run both')).toBe('BA')
  })
})

test('units: one for each object, call or page; sessions and company facts are free', () => {
  const { simulator } = world()
  send(simulator, ['<getAPISession/>'])
  expect(simulator.counts().units).toBe(0)
  send(simulator, [
    customer('A').replace('</create>', customer('B').slice('<create>'.length)),
    query('CUSTOMER', ['RECORDNO']),
    '<readEntityDetails/>',
    '<delete><object>CUSTOMER</object><keys>1,2</keys></delete>',
  ])
  expect(simulator.counts()).toMatchObject({
    units: 5,
    companies: { DEMO: 5 },
    functions: { create: 1, query: 1, delete: 1 },
  })
})
