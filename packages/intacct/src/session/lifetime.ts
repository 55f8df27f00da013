import type { Evidence } from '../envelope/evidence.ts'

// A gateway of 2018 named no timeout; practitioners assume an hour then.
const UNSAID_MS = 60 * 60_000
const LEAST_MS = 60_000

/**
 * How long a session lasts from the moment of the answer, in milliseconds: the stated end less the gateway's own time.
 * Both come from the same answer, so our wall clock does not matter. The Date header is preferred, because some gateways
 * state in sessiontimestamp when the session began.
 */
export function lifetimeMs(evidence: Evidence): number {
  const { sessionTimeout, httpDate, sessionTimestamp } = evidence
  if (sessionTimeout === null) return UNSAID_MS
  const now = httpDate ?? sessionTimestamp ?? evidence.receivedAt
  return Math.max(LEAST_MS, sessionTimeout - now)
}
