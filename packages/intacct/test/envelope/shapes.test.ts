import { expect, test } from 'vitest'
import { legacyCall } from '../../src/writing/legacy.ts'
import type { WriteOutcome } from '../../src/writing/write.ts'
import { answer, authenticationFailure, controlFailure, error, ok, refused } from '../support/answers.ts'
import { harness } from '../support/gateway.ts'
import type { Reply } from '../support/gateway.ts'

const removal = (controlId: string) => ({ controlId, body: legacyCall('delete_invoice', { '@key': '7' }) })

async function outcomesOf(
  reply: Reply | string,
  ids: readonly string[] = ['w1', 'w2'],
): Promise<readonly WriteOutcome[]> {
  const { intacct } = harness(() => reply)
  return (await intacct.write(ids.map(removal))).outcomes
}

const brief = (outcomes: readonly WriteOutcome[]): string[] =>
  outcomes.map((outcome) =>
    outcome.kind === 'ok'
      ? `ok ${outcome.key ?? '-'}`
      : outcome.kind === 'failed'
        ? `failed ${outcome.level} ${outcome.cause} ${outcome.retry}`
        : `unknown ${outcome.why}`,
  )

const both = (text: string): string[] => [text, text]

test('each function ends on its own: one done, one refused', async () => {
  const outcomes = await outcomesOf(
    answer(
      ok('w1', '<key>1234</key>') +
        refused('w2', error('BL03002185', 'A transaction with that number already exists')),
    ),
  )
  expect(brief(outcomes)).toEqual(['ok 1234', 'failed function number_taken duplicate'])
})

test('a generic create gives the key of its row', async () => {
  const data =
    '<data listtype="objects" count="1"><customer><RECORDNO>55</RECORDNO><CUSTOMERID>C1</CUSTOMERID></customer></data>'
  const [outcome] = await outcomesOf(answer(ok('w1', data)), ['w1'])
  expect(outcome).toEqual({
    kind: 'ok',
    controlId: 'w1',
    key: '55',
    row: { RECORDNO: '55', CUSTOMERID: 'C1' },
  })
})

test('results are matched by control id even when their order differs', async () => {
  expect(brief(await outcomesOf(answer(ok('w2', '<key>2</key>') + ok('w1', '<key>1</key>'))))).toEqual([
    'ok 1',
    'ok 2',
  ])
})

test('a function without a result is unknown, though the answer is whole', async () => {
  expect(brief(await outcomesOf(answer(ok('w1', '<key>1</key>'))))).toEqual(['ok 1', 'unknown no_result'])
})

test('two results that claim one function, neither in its place, leave it unknown', async () => {
  const outcomes = await outcomesOf(
    answer(ok('x', '<key>0</key>') + ok('w1', '<key>1</key>') + ok('w1', '<key>2</key>')),
    ['w1'],
  )
  expect(brief(outcomes)).toEqual(['unknown no_result'])
})

test('a failure that names a created record is unknown, for something was done', async () => {
  const data = '<data listtype="objects" count="1"><customer><RECORDNO>55</RECORDNO></customer></data>'
  expect(
    brief(await outcomesOf(answer(refused('w1', error('BL01001973', 'Could not create'), data)), ['w1'])),
  ).toEqual(['unknown contradiction'])
})

test('a failure without any words is definite, but is to be looked up first', async () => {
  const bare = '<result><status>failure</status><function>f</function><controlid>w1</controlid></result>'
  expect(brief(await outcomesOf(answer(bare), ['w1']))).toEqual(['failed function no_reason unknown'])
})

test('aborted is not done', async () => {
  const rolledBack = error(
    'XL03000009',
    'The entire transaction in this operation has been rolled back due to an error.',
  )
  expect(brief(await outcomesOf(answer(refused('w1', rolledBack, '', 'aborted')), ['w1']))).toEqual([
    'failed function rolled_back_with_sibling backoff',
  ])
})

test('a status that nobody knows is unknown', async () => {
  expect(brief(await outcomesOf(answer(refused('w1', '', '', 'pending')), ['w1']))).toEqual([
    'unknown contradiction',
  ])
})

test('a refusal in words nobody knows is definite, but is to be looked up first', async () => {
  expect(brief(await outcomesOf(answer(refused('w1', error('QQ1', 'Seen that already'))), ['w1']))).toEqual([
    'failed function not_recognised unknown',
  ])
})

test('control failure: nothing ran', async () => {
  const body = controlFailure(error('XL03000006', 'Incorrect Intacct XML Partner ID or password.'))
  expect(brief(await outcomesOf(body))).toEqual(both('failed control sender_refused never'))
})

test('control failure in unknown words still means that nothing ran', async () => {
  expect(brief(await outcomesOf(controlFailure(error('XL99', 'Hm'))))).toEqual(
    both('failed control not_accepted never'),
  )
})

test('authentication failure: nothing ran', async () => {
  const body = authenticationFailure(
    error(
      'XL03000006',
      'This company is not authorized for XML transactions. Please subscribe to the XML Gateway.',
    ),
  )
  expect(brief(await outcomesOf(body))).toEqual(
    both('failed authentication web_services_not_subscribed never'),
  )
})

test.each([
  [
    400,
    controlFailure(error('GW-0011', 'Invalid Request [Request ID: 7]')),
    'failed gateway request_refused never',
  ],
  [400, controlFailure(error('invalidRequest', 'Invalid Request')), 'failed gateway company_unknown never'],
  [429, controlFailure(error('GW-0010', 'API rate limit exceeded')), 'failed gateway throttled backoff'],
  [429, controlFailure(error('', 'slow down')), 'failed gateway throttled backoff'],
  [429, '<html><body>Too many requests</body></html>', 'failed gateway throttled backoff'],
  [429, '', 'failed gateway throttled backoff'],
  [200, 'API rate limit exceeded', 'failed gateway throttled backoff'],
  [403, '<html>Forbidden</html>', 'failed gateway forbidden never'],
  [500, '', 'unknown empty'],
  [500, controlFailure(error('GW-0001', 'Unable to process request')), 'unknown server_error'],
  [502, '<html><head><title>502 Bad Gateway</title></head></html>', 'unknown not_xml'],
  [503, 'upstream connect error', 'unknown not_xml'],
  [524, '<html><div id="cf-error-details">A timeout occurred</div></html>', 'unknown not_xml'],
  [200, '', 'unknown empty'],
  [200, '<html><body><p>Maintenance<br></body></html>', 'unknown not_xml'],
  [200, '{"error":"no"}', 'unknown not_xml'],
])('HTTP %i with %s', async (status, body, expected) => {
  expect(brief(await outcomesOf({ status, body }))).toEqual(both(expected))
})

test('a server error after a complete result keeps that result', async () => {
  const body = answer(ok('w1', '<key>1</key>')).replace('</operation></response>', '')
  expect(brief(await outcomesOf({ status: 500, body }))).toEqual(['ok 1', 'unknown cut'])
})

test('a throttled function is told from the others', async () => {
  expect(
    brief(
      await outcomesOf(
        answer(ok('w1', '<key>1</key>') + refused('w2', error('', 'API rate limit exceeded'))),
      ),
    ),
  ).toEqual(['ok 1', 'failed function throttled backoff'])
})

test('a body of two roots is read', async () => {
  expect(
    brief(
      await outcomesOf(
        `<warning>x</warning>${answer(ok('w1', '<key>1</key>')).replace(/^<\?xml.*?\?>/, '')}`,
        ['w1'],
      ),
    ),
  ).toEqual(['ok 1'])
})

test('an answer with a DOCTYPE is not read', async () => {
  const body = answer(ok('w1', '<key>1</key>')).replace('<response>', '<!DOCTYPE response><response>')
  expect(brief(await outcomesOf(body, ['w1']))).toEqual(['unknown cut'])
})

test('bytes that are no UTF-8 are not replaced in silence', async () => {
  const bytes = new TextEncoder().encode(answer(ok('w1', '<key>1\u00e9</key>')))
  const place = bytes.indexOf(0xc3)
  bytes[place] = 0xff
  const body = (async function* () {
    yield await Promise.resolve(bytes)
  })()
  expect(brief(await outcomesOf({ body }, ['w1']))).toEqual(['unknown cut'])
})
