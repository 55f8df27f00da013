import { expect, test } from 'vitest'
import { createIntacct } from '../../src/client.ts'
import { treeTransport } from '../../src/transport/tree-transport.ts'
import { childOf } from '../../src/xml/element.ts'
import { parseXml } from '../../src/xml/tree.ts'
import { legacyCall } from '../../src/writing/legacy.ts'
import { answer, AUTH_OK, error, ok, refused, session } from '../support/answers.ts'
import { virtualClock } from '../support/clock.ts'
import { ENDPOINT, harness, inPieces } from '../support/gateway.ts'

const IDS = ['w1', 'w2', 'w3']
const FUNCTIONS = IDS.map((controlId) => ({
  controlId,
  body: legacyCall('delete_invoice', { '@key': controlId }),
}))
const RESULTS = [
  ok('w1', '<key>11 é😀 &amp; more</key>'),
  refused('w2', error('BL03002185', 'A transaction with the number &apos;INV-1&apos; already exists.')),
  ok('w3', '<data listtype="objects" count="1"><customer><RECORDNO>33</RECORDNO></customer></data>'),
]
const BODY = answer(RESULTS.join(''))
const BYTES = new TextEncoder().encode(BODY)

test('however the bytes are cut into chunks, the answer reads the same', async () => {
  const whole = (await harness(() => BODY).intacct.write(FUNCTIONS)).outcomes
  expect(whole.map(({ kind }) => kind)).toEqual(['ok', 'failed', 'ok'])
  for (const size of [1, 2, 3, 5, 7, 64]) {
    const { intacct } = harness(() => ({ body: inPieces(BYTES, size) }))
    expect((await intacct.write(FUNCTIONS)).outcomes).toEqual(whole)
  }
  for (let at = 1; at < BYTES.length; at += 1) {
    const halves = (async function* () {
      yield await Promise.resolve(BYTES.subarray(0, at))
      yield BYTES.subarray(at)
    })()
    const { intacct } = harness(() => ({ body: halves }))
    expect((await intacct.write(FUNCTIONS)).outcomes).toEqual(whole)
  }
})

/** Bytes up to and with the closing tag of each result. */
const ends = RESULTS.map(
  (_result, place) =>
    new TextEncoder().encode(
      BODY.slice(
        0,
        BODY.indexOf(RESULTS.slice(0, place + 1).join('')) + RESULTS.slice(0, place + 1).join('').length,
      ),
    ).length,
)

test.each(['ends', 'breaks'])(
  'a body that %s at any byte settles exactly the complete results',
  async (way) => {
    for (let at = 0; at < BYTES.length; at += 1) {
      const body = (async function* () {
        yield await Promise.resolve(BYTES.subarray(0, at))
        if (way === 'breaks') throw new Error('socket hang up')
      })()
      const { outcomes } = await harness(() => ({ body })).intacct.write(FUNCTIONS)
      const kinds = outcomes.map(({ kind }) => kind)
      const complete = ends.filter((end) => at >= end).length
      expect(kinds, `cut at byte ${at}`).toEqual(
        ['ok', 'failed', 'ok'].map((kind, place) => (place < complete ? kind : 'unknown')),
      )
    }
  },
)

test('a tree from a gateway in this process gives the same outcomes as bytes', async () => {
  const bytes = (await harness(() => BODY).intacct.write(FUNCTIONS)).outcomes
  const transport = treeTransport((request) => {
    const [first] = childOf(childOf(request, 'operation'), 'content')?.children ?? []
    const controlId = first?.attributes['controlid'] ?? ''
    const signIn = first?.children[0]?.name === 'getAPISession'
    return Promise.resolve({ body: parseXml(signIn ? session(controlId, 's', ENDPOINT) : BODY) })
  })
  const intacct = createIntacct(
    { sender: { senderId: 'a', password: 'b' }, login: { companyId: 'C', userId: 'u', password: 'p' } },
    { clock: virtualClock(), random: () => 0, ids: () => 'id', transport },
  )
  expect((await intacct.write(FUNCTIONS)).outcomes).toEqual(bytes)
})

test('an answer that names only the session tells its times, and nothing is guessed', async () => {
  const { intacct } = harness(() => ({ body: answer(ok('w1', '<key>1</key>')), headers: {} }))
  const { evidence } = await intacct.write(FUNCTIONS.slice(0, 1))
  expect(evidence).toMatchObject({
    httpDate: null,
    sessionTimestamp: Date.UTC(2026, 0, 5, 10),
    sessionTimeout: Date.UTC(2026, 0, 5, 12),
  })
  const silent = AUTH_OK.replace(/<sessiont.*<\/sessiontimeout>/, '')
  const { intacct: other } = harness(() => ({
    body: answer(ok('w1'), silent),
    headers: { date: 'Mon, 05 Jan 2026 10:00:07 GMT' },
  }))
  expect((await other.write(FUNCTIONS.slice(0, 1))).evidence).toMatchObject({
    httpDate: Date.UTC(2026, 0, 5, 10, 0, 7),
    sessionTimestamp: null,
    sessionTimeout: null,
  })
})
