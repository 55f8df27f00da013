import { expect, test } from 'vitest'
import { unitsOf } from '../../src/pacing/units.ts'
import { childOf, element, textOf } from '../../src/xml/element.ts'
import { createCall, deleteCall, updateCall } from '../../src/writing/generic.ts'
import { legacyCall } from '../../src/writing/legacy.ts'
import { answer, ok } from '../support/answers.ts'
import { harness } from '../support/gateway.ts'

const removal = (controlId: string) => ({ controlId, body: legacyCall('delete_invoice', { '@key': '7' }) })
const customer = createCall('CUSTOMER', {
  CUSTOMERID: 'C1',
  NAME: 'A',
  DISPLAYCONTACT: { PRINTAS: 'A', MAILADDRESS: { CITY: 'B' } },
})

test('writes ask for uniqueness and no transaction, reads do not; functions keep their control ids', async () => {
  const { intacct, requests } = harness((seen) =>
    answer(seen.functions.map((fn) => ok(fn.controlId)).join('')),
  )
  await intacct.write([removal('w1'), removal('w2')])
  await intacct.query({ object: 'X', fields: ['A'] })
  const unique = requests.map((seen) => textOf(childOf(seen.request, 'control'), 'uniqueid'))
  expect(unique).toEqual(['true', 'false'])
  expect(requests.map((seen) => childOf(seen.request, 'operation')?.attributes['transaction'])).toEqual([
    'false',
    'false',
  ])
  expect(requests[0]!.functions.map((fn) => fn.controlId)).toEqual(['w1', 'w2'])
})

test('the control block stands in the order of the schema', async () => {
  const { intacct, requests } = harness((seen) => answer(ok(seen.functions[0]!.controlId)))
  await intacct.write([removal('w1')])
  expect(requests[0]!.request.children.map(({ name }) => name)).toEqual(['control', 'operation'])
  expect(childOf(requests[0]!.request, 'control')?.children.map(({ name }) => name)).toEqual([
    'senderid',
    'password',
    'controlid',
    'uniqueid',
    'dtdversion',
    'includewhitespace',
    'showadditionalerrorinfo',
  ])
})

test('a write is sent once, whatever comes back', async () => {
  for (const reply of [{ status: 429, body: '' }, { status: 502, body: '' }, { body: '<respon' }]) {
    const { intacct, requests } = harness(() => reply)
    await intacct.write([removal('w1')])
    expect(requests).toHaveLength(1)
  }
})

test('a call whose place was lost before it was sent waits for another place, three times at most', async () => {
  for (const [lost, sent] of [
    [2, 1],
    [9, 0],
  ] as const) {
    let places = 0
    const check = () => {
      if (places <= lost) throw new Error('lost')
    }
    const acquire = () => {
      places += 1
      return Promise.resolve({ check, release: () => undefined })
    }
    const pacing = { acquire, throttled: () => undefined, ok: () => undefined }
    const { intacct, requests } = harness((seen) => answer(ok(seen.functions[0]!.controlId)), {
      seams: { pacing },
    })
    const reply = await intacct.write([removal('w1')])
    expect(requests).toHaveLength(sent)
    expect(reply.outcomes[0]?.kind).toBe(sent === 1 ? 'ok' : 'failed')
    expect(places).toBe(3)
  }
})

test('a last check that refuses is asked right before sending, and makes the write failed', async () => {
  const { intacct, requests, signIns, reports } = harness(() => '')
  const reply = await intacct.write([removal('w1')], {
    beforeSend: () => {
      throw new Error('lease lost')
    },
  })
  expect(reply.outcomes).toMatchObject([
    { kind: 'failed', cause: 'held_back', level: 'client', retry: 'backoff' },
  ])
  expect([signIns.length, requests.length]).toEqual([1, 0])
  expect(reports).toMatchObject([{ units: 0, turnedAway: 'held_back' }])
})

test.each([
  [[], '1 to 100'],
  [Array.from({ length: 101 }, (_none, at) => removal(`w${at}`)), '1 to 100'],
  [[removal('w1'), removal('w1')], 'stands twice'],
  [[removal('')], '1 to 256'],
  [[removal('x'.repeat(257))], '1 to 256'],
  [[{ controlId: 'w', body: element('create', [element('A'), element('B')]) }], 'a function of its own'],
])('requests that could never be right are refused: %#', async (functions, message) => {
  const { intacct, signIns } = harness(() => '')
  await expect(intacct.write(functions)).rejects.toThrow(message)
  expect(signIns).toHaveLength(0)
})

test('a name that is no XML name is refused and nothing is sent', async () => {
  const { intacct, requests } = harness(() => '')
  const body = createCall('CUSTOMER', { 'NA ME': 'x' })
  await expect(intacct.write([{ controlId: 'w', body }])).rejects.toThrow('cannot be the name')
  expect(requests).toHaveLength(0)
})

test('generic records nest, repeat and clear', () => {
  const body = updateCall('ARPYMT', {
    RECORDNO: '5',
    DESCRIPTION: null,
    SKIPPED: undefined,
    ONHOLD: false,
    ARPYMTDETAILS: { ARPYMTDETAIL: [{ RECORDKEY: '1' }, { RECORDKEY: '2' }] },
  })
  expect(body.children[0]?.children.map(({ name, text }) => [name, text])).toEqual([
    ['RECORDNO', '5'],
    ['DESCRIPTION', ''],
    ['ONHOLD', 'false'],
    ['ARPYMTDETAILS', ''],
  ])
  expect(childOf(body.children[0], 'ARPYMTDETAILS')?.children).toHaveLength(2)
})

test('an update that names no record, and a deletion of several, are refused', () => {
  expect(() => updateCall('CUSTOMER', { STATUS: 'active' })).toThrow('names no record')
  expect(() => deleteCall('CUSTOMER', '1,2')).toThrow('exactly one')
})

test('units: one an object written, none for set-up reads, one for every other call', () => {
  expect(unitsOf(customer)).toBe(1)
  expect(unitsOf(element('create', [element('A'), element('B')]))).toBe(2)
  expect(unitsOf(element('delete', [element('object', 'A'), element('keys', '1,2,3')]))).toBe(3)
  expect(unitsOf(element('getAPISession'))).toBe(0)
  expect(unitsOf(element('readEntityDetails'))).toBe(0)
  for (const name of [
    'query',
    'readMore',
    'lookup',
    'apply_arpayment',
    'reverse_invoice',
    'create_invoice',
  ]) {
    expect(unitsOf(element(name))).toBe(1)
  }
})
