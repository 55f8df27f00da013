import { failed, failedBecause } from '../errors/classify.ts'
import { textError } from '../errors/gateway-error.ts'
import type { Failed, Unknown, UnknownWhy } from '../errors/outcome.ts'
import type { BodyEnd } from '../transport/transport.ts'
import { textOf } from '../xml/element.ts'
import type { DataPayload } from './data.ts'
import type { RawResult, ResponseEvents } from './response.ts'

/** A function that was done. */
export interface Done {
  readonly kind: 'ok'
  /** <key> of legacy writes; of generic writes the RECORDNO (or id) of the one row. null when the answer names none. */
  readonly key: string | null
  readonly data: DataPayload | null
  readonly result: RawResult
}

export type Settled = Done | Failed | Unknown

/** Answers that say by their number alone that nothing ran: the gateway turned the request away. */
const TURNED_AWAY: Readonly<Record<number, string>> = {
  400: 'request_refused',
  401: 'sign_in_refused',
  403: 'forbidden',
  404: 'endpoint_refused',
  405: 'endpoint_refused',
  413: 'request_refused',
  415: 'content_type_refused',
  429: 'throttled',
}

const UNKNOWN_BY_END: Readonly<Record<BodyEnd['kind'], UnknownWhy>> = {
  whole: 'no_result',
  cut: 'cut',
  text: 'not_xml',
  empty: 'empty',
}

function unknown(why: UnknownWhy, detail: string, result?: RawResult): Unknown {
  return { kind: 'unknown', why, detail, errors: result?.errors ?? [] }
}

function keyOf(result: RawResult): string | null {
  if (result.key !== null && result.key !== '') return result.key
  const row = result.data?.rows[0]
  return row?.['RECORDNO'] ?? row?.['recordno'] ?? null
}

function settleResult(result: RawResult): Settled {
  if (result.status === 'success') return { kind: 'ok', key: keyOf(result), data: result.data, result }
  if (result.status !== 'failure' && result.status !== 'aborted') {
    return unknown('contradiction', `the result has the status "${result.status}"`, result)
  }
  const named = result.data?.rows.length ?? 0
  // A failure that names created records did something all the same (protocol reference 1.4).
  if (result.status === 'failure' && (named > 0 || result.key !== null)) {
    return unknown('contradiction', `a failure that names ${String(named)} record(s)`, result)
  }
  return failed('function', result.errors)
}

/** The result of a function: by its place when the control id there agrees, else by its control id when only one has it. */
function resultFor(
  controlId: string,
  place: number,
  count: number,
  results: readonly RawResult[],
): RawResult | undefined {
  const there = results[place]
  if (there?.controlId === controlId) return there
  const same = results.filter((result) => result.controlId === controlId)
  if (same.length === 1) return same[0]
  return there?.controlId === '' && results.length <= count ? there : undefined
}

const isFailure = (status: string): boolean => status.toLowerCase() === 'failure'

/** What the answer as a whole says when it turned the request away; null when it let the functions run. */
function atTheDoor(status: number, events: ResponseEvents, end: BodyEnd): Failed | Unknown | null {
  if (events.control !== null && isFailure(textOf(events.control, 'status'))) {
    const level = status === 200 ? 'control' : 'gateway'
    const said = failed(level, events.controlErrors)
    const byStatus = TURNED_AWAY[status]
    const refusal =
      said.cause === 'not_accepted' && byStatus !== undefined
        ? failedBecause(byStatus, level, said.errors)
        : said
    const trouble = refusal.retry === 'unknown' || (status >= 500 && refusal.cause === 'not_accepted')
    return trouble
      ? { kind: 'unknown', why: 'server_error', detail: refusal.cause, errors: refusal.errors }
      : refusal
  }
  if (events.authentication !== null && isFailure(textOf(events.authentication, 'status'))) {
    return failed('authentication', events.operationErrors)
  }
  if (events.control !== null) return null
  const asText = failed('gateway', [textError(`HTTP ${String(status)}`, end.start)])
  // The edge says so in plain text now and then, even with status 200; addresses of the REST API answer in JSON.
  if (asText.cause === 'throttled' || asText.cause === 'content_type_refused') return asText
  const cause = TURNED_AWAY[status]
  return cause === undefined ? null : failedBecause(cause, 'gateway', asText.errors)
}

/**
 * Says of each function how it ended, from whatever arrived of the answer. Pure.
 * @param controlIds of the functions, in the order of the request.
 */
export function settle(
  controlIds: readonly string[],
  status: number,
  events: ResponseEvents,
  end: BodyEnd,
): { outcomes: Settled[]; turnedAway: Failed | null } {
  const door = events.results.length > 0 ? null : atTheDoor(status, events, end)
  if (door !== null) {
    return { outcomes: controlIds.map(() => door), turnedAway: door.kind === 'failed' ? door : null }
  }
  const outcomes = controlIds.map((controlId, place): Settled => {
    const result = resultFor(controlId, place, controlIds.length, events.results)
    if (result !== undefined) return settleResult(result)
    if (events.foreignRoot !== null)
      return unknown('not_xml', `HTTP ${String(status)}, <${events.foreignRoot}>`)
    const why = status >= 500 && end.kind === 'whole' ? 'server_error' : UNKNOWN_BY_END[end.kind]
    return unknown(why, `HTTP ${String(status)}${end.why === '' ? '' : `, ${end.why}`}`)
  })
  return { outcomes, turnedAway: null }
}
