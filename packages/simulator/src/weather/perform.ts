import type { Answer, Meta } from '../gateway/gateway.ts'
import type { Simulator } from '../simulator.ts'
import type { Content, Element } from '../xml/element.ts'
import type { Plan } from './plan.ts'
import { sessionOf } from './station.ts'

/** What reaches the client. */
export type Delivery =
  | { readonly kind: 'answer'; readonly answer: Answer }
  /** The first `keep` of the answer's text, 0 to 1, then nothing. */
  | { readonly kind: 'cut'; readonly answer: Answer; readonly keep: number }
  | { readonly kind: 'raw'; readonly status: number; readonly contentType: string; readonly body: string }
  /** The connection is cut without an answer. */
  | { readonly kind: 'lost' }

export interface Performed {
  readonly delivery: Delivery
  /** Records in the answer, for the time they take. */
  readonly rows: number
  /** Work still to be done after `afterMs` of simulated time; the client will not hear of it. */
  readonly late: { readonly afterMs: number; commit(): void } | undefined
}

const failures: readonly Extract<Delivery, { kind: 'raw' }>[] = [
  { kind: 'raw', status: 500, contentType: 'text/html', body: '' },
  {
    kind: 'raw',
    status: 502,
    contentType: 'text/html',
    body: '<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>',
  },
  {
    kind: 'raw',
    status: 503,
    contentType: 'text/xml; encoding="UTF-8"',
    body: '<?xml version="1.0" encoding="UTF-8"?>\n<response><control><status>failure</status></control><errormessage><error><errorno>GW-0001</errorno><description>Unable to process request</description></error></errormessage></response>',
  },
  {
    kind: 'raw',
    status: 524,
    contentType: 'text/html; charset=UTF-8',
    body: '<!DOCTYPE html><html><head><title>524: A timeout occurred</title></head><body><div id="cf-error-details"><h1>Error 524</h1><h2>A timeout occurred</h2></div></body></html>',
  },
]

const page: Delivery = {
  kind: 'raw',
  status: 200,
  contentType: 'text/html; charset=UTF-8',
  body: '<!DOCTYPE html><html><head><title>Attention Required!</title></head><body><div id="cf-error-details"><h1>Please try again</h1></div></body></html>',
}

function countRows(content: Content): number {
  if ('table' in content) return content.rows.length
  if (content.name === 'data')
    return content.children.reduce((sum, each) => sum + ('table' in each ? each.rows.length : 1), 0)
  return content.children.reduce((sum, each) => sum + countRows(each), 0)
}

/**
 * Carries out a plan on a simulator, without waiting: the caller sees to latency, to the late commit, and to the connection.
 * A driver without HTTP treats every delivery but `answer` as an unknown outcome.
 */
export function perform(simulator: Simulator, plan: Plan, request: Element, meta?: Meta): Performed {
  const run = (): Answer => {
    const first = simulator.answer(request, meta)
    if (!plan.duplicate) return first
    const second = simulator.answer(request, meta)
    return plan.dice < 0.5 ? first : second
  }
  const done = (delivery: Delivery, answer?: Answer): Performed => ({
    delivery,
    rows: answer === undefined ? 0 : countRows(answer.document),
    late: undefined,
  })
  const failure = failures[Math.floor(plan.dice * failures.length)] ?? page
  switch (plan.fault) {
    case 'before5xx':
      return done(failure)
    case 'expiredSession': {
      const session = sessionOf(request)
      if (session !== undefined) simulator.sessions.expire(session)
      break
    }
    case 'replyLost':
      run()
      return done({ kind: 'lost' })
    case 'lateCommit':
      return { ...done({ kind: 'lost' }), late: { afterMs: plan.lateCommitMs, commit: () => void run() } }
    case 'after5xx':
      run()
      return done(failure)
    case 'html':
      if (plan.dice < 0.5) run()
      return done(page)
    case 'cut': {
      const answer = run()
      return done({ kind: 'cut', answer, keep: plan.dice }, answer)
    }
    case undefined:
  }
  const answer = run()
  return done({ kind: 'answer', answer }, answer)
}
