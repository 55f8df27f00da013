import { textOf } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'

/**
 * What an answer says about time, as it was said. Nothing here is guessed: a missing statement is null.
 * All in milliseconds since 1970, UTC.
 */
export interface Evidence {
  /** The HTTP Date header: the edge's clock, whole seconds. */
  readonly httpDate: number | null
  /** sessiontimestamp of the authentication block. */
  readonly sessionTimestamp: number | null
  /** sessiontimeout: when this session ends, by the gateway's clock. */
  readonly sessionTimeout: number | null
  /** Our own wall clock before and after the call. */
  readonly sentAt: number
  readonly receivedAt: number
}

function moment(text: string | undefined): number | null {
  if (text === undefined || text === '') return null
  const parsed = Date.parse(text)
  return Number.isNaN(parsed) ? null : parsed
}

/** Collects the statements of one answer. */
export function evidenceOf(
  headers: Readonly<Record<string, string>>,
  authentication: Element | null,
  sentAt: number,
  receivedAt: number,
): Evidence {
  const block = authentication ?? undefined
  return {
    httpDate: moment(headers['date']),
    sessionTimestamp: moment(textOf(block, 'sessiontimestamp')),
    sessionTimeout: moment(textOf(block, 'sessiontimeout')),
    sentAt,
    receivedAt,
  }
}
