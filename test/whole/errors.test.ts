import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CATALOGUE, entryOf } from '@tieout/intacct/errors/catalogue.ts'
import { classify } from '@tieout/intacct/errors/classify.ts'
import { textError } from '@tieout/intacct/errors/gateway-error.ts'
import type { Problem } from '@tieout/intacct/errors/outcome.ts'
import { connectionCauses, faultOf, troubleCauses } from '@tieout/server/remotes/intacct/faults.ts'
import { Bench } from './support/errors-bench.ts'
import type { Refused } from './support/errors-bench.ts'
import { heldBySample, situations } from './support/errors-situations.ts'

let bench: Bench
beforeAll(async () => {
  bench = await Bench.open()
})
afterAll(() => bench.close())
beforeEach(() => bench.fresh())

/** The words that a page must not have (messages for people, not what Intacct said). */
const banned =
  /\b(please|sorry|oops|invalid|failed to|unexpected|successfully|payload|are you sure|HTTP)\b|\b[45]\d\d\b/i

function expectWords({ sentence, cure }: Pick<Problem, 'sentence' | 'cure'>): void {
  expect(sentence.length, sentence).toBeLessThanOrEqual(60)
  for (const text of [sentence, cure]) {
    expect(text).toMatch(/^["A-Z0-9].*\.$/)
    expect(text).not.toMatch(/[{}[\]]/)
    expect(text.replace(/"[^"]*"/g, '')).not.toMatch(banned)
  }
}

/** What the catalogue says of an outcome: an unknown one is explained by what arrived of it. */
function explained(outcome: Refused): Problem {
  if (outcome.kind === 'failed') return outcome
  const { status, text } = bench.last
  return classify(outcome.errors.length > 0 ? outcome.errors : [textError(`HTTP ${String(status)}`, text)])
}

const raised = new Set<string>()

describe('Intacct refuses', () => {
  it.each(situations)('when $when: $cause', async ({ make, cause, retry, who, fields }) => {
    const outcome = await make(bench)
    if (outcome === null) throw new Error('it was not refused')
    const problem = explained(outcome)
    expect(problem, JSON.stringify(outcome)).toMatchObject({ cause, retry, who })
    expect(problem.fields).toMatchObject(fields ?? {})
    expectWords(problem)
    // What is unknown to the client must never be a refusal to the engine, and the other way round.
    expect(outcome.kind).toBe(troubleCauses.has(cause) ? 'unknown' : 'failed')
    raised.add(cause)
  })
})

describe('the catalogue', () => {
  const held = Object.entries(heldBySample)

  it.each(held)('knows %s by its documented words, because %s', (cause) => {
    const entry = entryOf(cause)
    if (cause !== 'no_reason') expect(entry.samples.length).toBeGreaterThan(0)
    for (const [errorno, text] of entry.samples) {
      const problem = classify([textError(errorno, text)])
      expect(problem).toMatchObject({ cause, retry: entry.retry, who: entry.who })
      expectWords(problem)
    }
    if (cause === 'no_reason') expect(classify([])).toMatchObject({ cause, retry: 'unknown' })
  })

  it('has no cause without a test, and no test without a cause', () => {
    const tested = [...situations.map(({ cause }) => cause), ...Object.keys(heldBySample)]
    expect([...new Set(tested)].sort()).toEqual(CATALOGUE.map(({ cause }) => cause).sort())
    for (const { cause } of situations) expect(heldBySample).not.toHaveProperty(cause)
  })

  it('is raised in its situations', () => {
    console.log(`${String(raised.size)} of ${String(CATALOGUE.length)} causes raised in their situation`)
    expect(raised.size).toBeGreaterThanOrEqual(40)
  })
})

describe('an answer that nobody can tell from a lost one', () => {
  it.each([
    ['is cut off', '[sim:cut]', ['cut', 'empty']],
    ['never comes', '[sim:reply-lost]', ['lost']],
    ['comes from the edge', '[sim:html]', ['not_xml', 'cut']],
  ])('%s: the outcome is unknown, never failed', async (_what, sentinel, why) => {
    const outcome = await bench.create('CUSTOMER', { CUSTOMERID: 'C1', NAME: sentinel })
    expect(outcome).toMatchObject({ kind: 'unknown', why: expect.toBeOneOf(why) as string })
  })
})

describe('the engine', () => {
  const failedWith = (cause: string) => {
    const { retry, who } = entryOf(cause)
    const words = { sentence: '', cure: '', fields: {} }
    return faultOf({ kind: 'failed', level: 'function', errors: [], cause, retry, who, ...words })
  }

  it('goes by causes that the catalogue has', () => {
    const known = CATALOGUE.map(({ cause }) => cause)
    for (const cause of [...connectionCauses, ...troubleCauses]) expect(known).toContain(cause)
  })

  it('pauses the connection for what only a person can put right before anything can go on', () => {
    for (const cause of connectionCauses) {
      expect(failedWith(cause).retry).toBe('connection')
      expect(entryOf(cause).retry).toBe('never')
      expect(entryOf(cause).who).not.toBe('nobody')
    }
  })

  it('backs off for everything that passes by itself', () => {
    for (const { cause, retry } of CATALOGUE) {
      const passes = retry === 'backoff' || retry === 'new_session' || troubleCauses.has(cause)
      if (passes) expect(failedWith(cause).retry, cause).toBe('backoff')
    }
  })

  it('never sends anything again by itself that is to be corrected first', () => {
    for (const { cause, retry, who } of CATALOGUE) {
      if (retry === 'never' || retry === 'duplicate')
        expect(failedWith(cause).retry, cause).not.toBe('backoff')
      if (retry === 'never' && cause !== 'no_data') expect(who, cause).not.toBe('nobody')
    }
  })

  it('keeps no session in what Intacct said', async () => {
    const outcome = await bench.create('CUSTOMER', {
      CUSTOMERID: 'C1',
      NAME: 'One',
      COMMENTS: '[sim:expired-session*2]',
    })
    if (outcome?.kind !== 'failed') throw new Error('it was not refused')
    const said = faultOf(outcome).said
    expect(bench.last.text).toMatch(/Invalid session \w{20,}/)
    expect(said).toContain('Invalid session …')
    expect(said).not.toMatch(/\w{20,}/)
  })
})
