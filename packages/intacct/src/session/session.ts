import type { Evidence } from '../envelope/evidence.ts'
import { exchange } from '../envelope/exchange.ts'
import type { Exchange } from '../envelope/exchange.ts'
import type { Authentication, Login, Sender } from '../envelope/request.ts'
import { failedBecause } from '../errors/classify.ts'
import { textError } from '../errors/gateway-error.ts'
import { IntacctError } from '../errors/outcome.ts'
import type { Failed, Unknown } from '../errors/outcome.ts'
import type { Clock, Ids } from '../seams/seams.ts'
import type { Transport } from '../transport/transport.ts'
import { childOf, element, textOf } from '../xml/element.ts'
import { endpointAllowed } from './endpoint.ts'
import type { EndpointPolicy } from './endpoint.ts'
import { lifetimeMs } from './lifetime.ts'

/** A session of one user at one level (top, or an entity), good at one address only. */
export interface Session {
  readonly id: string
  readonly endpoint: string
  /** Entity the session is in; '' at top level. */
  readonly entity: string
  /** What the sign-in said about time. */
  readonly evidence: Evidence
}

export interface SessionsOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly ids: Ids
  readonly sender: Sender
  readonly login: Login
  /** Address for signing in. */
  readonly url: string
  readonly endpoints: EndpointPolicy
  readonly timeoutMs: number
  /** Called after every call of getAPISession. */
  readonly onExchange?: (done: Exchange) => void
}

/** Where a session comes from: the password, or a session of the user at another level. */
export type SignInWith =
  | { readonly kind: 'password' }
  | { readonly kind: 'session'; readonly base: Sessions; readonly entity: string }

/** One level's session, shared by all who call. */
export interface Sessions {
  /** The current session, signing in when there is none. @throws IntacctError */
  get(): Promise<Session>
  /** This session was refused: the next get() signs in anew. */
  ended(session: Session): void
  /** An answer came within this session: its end moves. */
  used(session: Session, evidence: Evidence): void
  /** The refusal after which no further sign-in is tried, null while all is well. */
  refusal(): Failed | null
  /** Allows signing in again, after someone has corrected the credentials or the rights. */
  resume(): void
}

// Sessions are renewed this long before their end, so that none ends while a call is on its way.
const MARGIN_MS = 120_000

function renewAfterMs(evidence: Evidence): number {
  const lasts = lifetimeMs(evidence)
  return lasts - Math.min(MARGIN_MS, lasts / 2)
}

/**
 * Sessions at one level. However many ask at once, one sign-in is made. A refused sign-in is never repeated (Intacct
 * locks users out): every get() fails with `sign_in_paused` until resume().
 */
export function sessionsOf(options: SessionsOptions, signInWith: SignInWith): Sessions {
  const { transport, clock, ids, sender, login, endpoints } = options
  let current: Session | null = null
  let renewAt = 0
  let signingIn: Promise<Session> | null = null
  let refusal: Failed | null = null

  async function ask(authentication: Authentication, url: string, entity: string | null): Promise<Session> {
    const body = element('getAPISession', entity === null ? [] : [element('locationid', entity)])
    const controlId = ids()
    const done = await exchange(transport, clock, {
      sender,
      authentication,
      controlId,
      uniqueId: false,
      functions: [{ controlId, body, decode: 'tree' }],
      url,
      timeoutMs: options.timeoutMs,
    })
    options.onExchange?.(done)
    const [outcome] = done.outcomes
    if (outcome === undefined || done.evidence === null || outcome.kind !== 'ok')
      throw new IntacctError(refusalOf(outcome))
    const api = outcome.data?.children.find((child) => child.name.toLowerCase() === 'api')
    const endpoint = textOf(api, 'endpoint') || url
    const id = textOf(api, 'sessionid')
    if (id === '') throw new IntacctError(failedBecause('session_refused', 'function', outcome.result.errors))
    if (!endpointAllowed(endpoint, endpoints)) {
      throw new IntacctError(failedBecause('endpoint_refused', 'client', [textError('', endpoint)]))
    }
    return { id, endpoint, entity: childOf(api, 'locationid')?.text.trim() ?? '', evidence: done.evidence }
  }

  async function open(): Promise<Session> {
    if (signInWith.kind === 'password') {
      if (!endpointAllowed(options.url, endpoints)) {
        throw new IntacctError(failedBecause('endpoint_refused', 'client', [textError('', options.url)]))
      }
      return ask({ login }, options.url, null)
    }
    const { base, entity } = signInWith
    const above = await base.get()
    try {
      return await ask({ sessionId: above.id }, above.endpoint, entity)
    } catch (error) {
      if (!(error instanceof IntacctError) || !endedSession(error.outcome)) throw error
      base.ended(above)
      const renewed = await base.get()
      return ask({ sessionId: renewed.id }, renewed.endpoint, entity)
    }
  }

  async function signIn(): Promise<Session> {
    try {
      const session = await open()
      current = session
      renewAt = clock.monotonic() + renewAfterMs(session.evidence)
      return session
    } catch (error) {
      // A refusal at the level above stays there: it is lifted there.
      const own = signInWith.kind === 'password' || signInWith.base.refusal() === null
      if (
        own &&
        error instanceof IntacctError &&
        error.outcome.kind === 'failed' &&
        error.outcome.retry === 'never'
      ) {
        refusal = error.outcome
      }
      throw error
    } finally {
      signingIn = null
    }
  }

  return {
    get() {
      if (refusal !== null) {
        return Promise.reject(new IntacctError(failedBecause('sign_in_paused', 'client', refusal.errors)))
      }
      if (current !== null && clock.monotonic() < renewAt) return Promise.resolve(current)
      signingIn ??= signIn()
      return signingIn
    },
    ended(session) {
      if (current?.id === session.id) current = null
    },
    used(session, evidence) {
      if (current?.id === session.id && evidence.sessionTimeout !== null) {
        renewAt = clock.monotonic() + renewAfterMs(evidence)
      }
    },
    refusal: () => refusal ?? (signInWith.kind === 'session' ? signInWith.base.refusal() : null),
    resume() {
      refusal = null
      current = null
      if (signInWith.kind === 'session') signInWith.base.resume()
    },
  }
}

function endedSession(outcome: Failed | Unknown): boolean {
  return outcome.kind === 'failed' && outcome.retry === 'new_session'
}

function refusalOf(outcome: Failed | Unknown | { kind: 'ok' } | undefined): Failed | Unknown {
  if (outcome === undefined || outcome.kind === 'ok') {
    return { kind: 'unknown', why: 'no_result', detail: 'the sign-in has no result', errors: [] }
  }
  return outcome
}
