import type { Fault } from '@tieout/engine/ports/fault.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import { isoDate } from '@tieout/intacct/formats/times.ts'
import { said } from '@tieout/intacct/errors/gateway-error.ts'
import { IntacctError } from '@tieout/intacct/errors/outcome.ts'
import type { Failed, Retry, Unknown } from '@tieout/intacct/errors/outcome.ts'

/**
 * Causes that stop the whole connection until someone acts: every further request would meet the same refusal, trying on would lock the
 * user out or fill the problems with one cause.
 */
export const connectionCauses: ReadonlySet<string> = new Set([
  'sender_not_authorised',
  'sender_refused',
  'sign_in_refused',
  'sign_in_paused',
  'user_unknown',
  'demo_company_expired',
  'web_services_not_subscribed',
  'company_unknown',
  'request_refused',
  'tenant_missing',
  'transport_policy_unknown',
  'content_type_refused',
  'endpoint_refused',
  'token_refused',
  'forbidden',
])

/** Trouble on the way that passes by itself, whatever must be looked for first. */
export const troubleCauses: ReadonlySet<string> = new Set(['gateway_trouble', 'edge_trouble'])

/** What may be done once a refusal is sure: whether it may mean "seen before" is told apart from it. */
const retries: Readonly<Record<Retry, Fault['retry']>> = {
  never: 'never',
  backoff: 'backoff',
  new_session: 'backoff',
  duplicate: 'never',
  unknown: 'never',
}

/** Intacct's refusal as a fault of the engine: words for a finance person, and what may be done. */
export function faultOf(failed: Failed): Fault {
  return {
    cause: failed.cause,
    about: aboutOf(failed.fields),
    sentence: failed.sentence,
    cure: failed.cure,
    who: failed.who,
    retry: retryOf(failed),
    said: failed.errors.map(said).join('\n'),
    ...openFrom(failed.fields['openFrom']),
  }
}

/** Intacct writes the day in its messages month first. */
function openFrom(text: string | undefined): { openFrom?: string } {
  const day = text === undefined ? null : isoDate(text)
  return day === null ? {} : { openFrom: day }
}

function retryOf({ cause, retry }: Failed): Fault['retry'] {
  if (connectionCauses.has(cause)) return 'connection'
  return troubleCauses.has(cause) ? 'backoff' : retries[retry]
}

/** The second half of a problem's grouping: what the refusal names, but not the record itself. */
function aboutOf(fields: Readonly<Record<string, string>>): string {
  const { object = '', value = '' } = fields
  // Two unknown accounts are two problems, each with its own cure.
  if (object !== '' && value !== '') return `${object.toLowerCase()} ${value}`
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
