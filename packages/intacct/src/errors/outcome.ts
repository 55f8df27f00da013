import type { GatewayError } from './gateway-error.ts'

/**
 * What may be done after a failure:
 * never: not before something is corrected · backoff: again later · new_session: again after signing in anew ·
 * duplicate: look the record up and adopt it · unknown: look the record up before anything else.
 */
export type Retry = 'never' | 'backoff' | 'new_session' | 'duplicate' | 'unknown'

/** Who can put it right. */
export type Who = 'you' | 'admin' | 'intacct_admin' | 'controller' | 'nobody'

/** Where the request was refused. Everything but `function` means that nothing of the request ran. */
export type Level = 'client' | 'gateway' | 'control' | 'authentication' | 'function'

/** A refusal explained: what a finance person reads, and what a program decides by. */
export interface Problem {
  /** Stable snake_case code. */
  readonly cause: string
  readonly retry: Retry
  readonly who: Who
  readonly sentence: string
  readonly cure: string
  /** What the text names: number, account, dimension, date … */
  readonly fields: Readonly<Record<string, string>>
}

/** Definitely not done. */
export interface Failed extends Problem {
  readonly kind: 'failed'
  readonly level: Level
  readonly errors: readonly GatewayError[]
}

/** Why nobody can tell whether it was done. */
export type UnknownWhy =
  'lost' | 'timeout' | 'cut' | 'empty' | 'not_xml' | 'server_error' | 'no_result' | 'contradiction'

/** It may have been done, or may still be done later: look before sending again. */
export interface Unknown {
  readonly kind: 'unknown'
  readonly why: UnknownWhy
  /** For logs and support, not for people. */
  readonly detail: string
  readonly errors: readonly GatewayError[]
}

/** Thrown by reads, and by anything that cannot begin. Writes return their outcomes instead. */
export class IntacctError extends Error {
  override readonly name = 'IntacctError'
  readonly outcome: Failed | Unknown
  constructor(outcome: Failed | Unknown) {
    super(
      outcome.kind === 'failed'
        ? outcome.sentence
        : `Intacct's answer was lost (${outcome.why}): ${outcome.detail}`,
    )
    this.outcome = outcome
  }
}

/** The caller asked for something that can never be sent: a wrong element, too many keys, an unknown function. */
export class UsageError extends TypeError {
  override readonly name = 'UsageError'
}
