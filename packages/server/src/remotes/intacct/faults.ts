import type { Fault } from '@tieout/engine/ports.ts'
import { RemoteError } from '@tieout/engine/ports.ts'
import { said } from '@tieout/intacct/errors/gateway-error.ts'
import { IntacctError } from '@tieout/intacct/errors/outcome.ts'
import type { Failed, Unknown } from '@tieout/intacct/errors/outcome.ts'

/** Causes that stop the whole connection until someone acts: trying on would lock the user out or fill the problems with one cause. */
const connectionCauses: ReadonlySet<string> = new Set([
  'sign_in_refused',
  'sign_in_paused',
  'sender_refused',
  'sender_not_authorised',
  'web_services_off',
  'company_unknown',
  'company_expired',
  'endpoint_refused',
  'session_refused',
])

/** Intacct's refusal as a fault of the engine: words for a finance person, and what may be done. */
export function faultOf(failed: Failed): Fault {
  const retry = connectionCauses.has(failed.cause)
    ? 'connection'
    : failed.retry === 'backoff'
      ? 'backoff'
      : 'never'
  return {
    cause: failed.cause,
    about: aboutOf(failed.fields),
    sentence: failed.sentence,
    cure: failed.cure,
    who: failed.who,
    retry,
    said: failed.errors.map(said).join('\n'),
  }
}

/** The second half of a problem's grouping: what the refusal names, but not the record itself. */
function aboutOf(fields: Readonly<Record<string, string>>): string {
  return (
    ['account', 'dimension', 'date', 'object', 'field']
      .map((name) => fields[name] ?? '')
      .find((value) => value !== '') ?? ''
  )
}

/** A read that cannot go on: an outage or slow-down passes by itself, everything else says what is wrong. */
export function remoteError(error: unknown): unknown {
  if (!(error instanceof IntacctError)) return error
  const { outcome } = error
  return new RemoteError(outcome.kind === 'failed' ? faultOf(outcome) : unansweredFault(outcome))
}

function unansweredFault(outcome: Unknown): Fault {
  return {
    cause: 'no_answer',
    about: '',
    sentence: 'Intacct does not answer.',
    cure: 'Nothing to do: reading goes on by itself as soon as it answers again.',
    who: 'nobody',
    retry: 'backoff',
    said: outcome.detail,
  }
}
