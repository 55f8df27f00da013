import type { Scope } from '@tieout/engine/ports.ts'
import type { CallReport } from '@tieout/intacct/caller.ts'
import { writeXml } from '@tieout/intacct/xml/write.ts'
import { keepExchanges } from '@tieout/store/views/exchanges.ts'
import type { Exchange } from '@tieout/store/views/exchanges.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'

/** Characters of a request or an answer that are kept. */
const most = 20_000
/** Exchanges that wait to be written down; beyond it the oldest are dropped: a log holds up no work. */
const mostWaiting = 5_000
/** Of one statement. */
const atOnce = 500

/** Elements whose contents are nobody's business, whatever function carries them. */
const secret =
  /<(\w*(?:password|passwd|pwd|secret|token|sessionid|ssn|taxidentifier|accountnumber|bankaccountno|routingno|iban|cardnum|cardnumber|cvv)\w*)>[^<]*<\//gi

/** A function as it was sent, without the envelope, so without sender, sign-in and session. */
export function redacted(xml: string): string {
  return xml.replaceAll(secret, (_, name: string) => `<${name}>removed</`)
}

export interface ExchangeLog {
  heard(scope: Scope, report: CallReport): void
  /** Writes down what came since the last time. */
  flush(): Promise<void>
}

/** Keeps what was asked for each write and what was answered, in the order of the answers. */
export function openExchangeLog(data: Data, { clock, log }: Pick<ServerSeams, 'clock' | 'log'>): ExchangeLog {
  let waiting: { scope: Scope; exchange: Exchange }[] = []
  return {
    heard(scope, report) {
      if (report.kind !== 'write') return
      const at = clock.now()
      waiting.push(...exchangesIn(report, at).map((exchange) => ({ scope, exchange })))
      if (waiting.length > mostWaiting) waiting = waiting.slice(-mostWaiting)
    },
    async flush() {
      const closed = waiting
      waiting = []
      for (const group of Map.groupBy(closed, ({ scope }) => scope.connection).values()) {
        const scope = group[0]?.scope
        if (scope === undefined) continue
        for (let from = 0; from < group.length; from += atOnce) {
          const exchanges = group.slice(from, from + atOnce).map(({ exchange }) => exchange)
          await data
            .in(scope.workspace, (view) => keepExchanges(view, scope, exchanges))
            .catch((error: unknown) => log.warn({ err: error }, 'requests for support were not kept'))
        }
      }
    },
  }
}

function exchangesIn({ exchanges, status, ms }: CallReport, at: number): Exchange[] {
  return exchanges.map(({ controlId, body, outcome }) => ({
    controlId,
    at,
    ms: Math.round(ms),
    status,
    function: body.name,
    outcome: outcome?.kind ?? 'unknown',
    request: redacted(writeXml(body)).slice(0, most),
    answer: answerText(outcome).slice(0, most),
  }))
}

/** What Intacct answered, as it was read. */
function answerText(outcome: CallReport['exchanges'][number]['outcome']): string {
  if (outcome === undefined) return ''
  if (outcome.kind === 'ok') {
    const { status, functionName, key, data } = outcome.result
    const trees = data?.children.map(writeXml).map(redacted) ?? []
    return JSON.stringify(
      { status, function: functionName, key: key ?? outcome.key, rows: data?.rows, trees },
      null,
      2,
    )
  }
  if (outcome.kind === 'failed') return JSON.stringify({ status: 'failure', errors: outcome.errors }, null, 2)
  return JSON.stringify(
    { status: 'unknown', why: outcome.why, detail: outcome.detail, errors: outcome.errors },
    null,
    2,
  )
}
