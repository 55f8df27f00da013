/** A fault in words that a finance person understands; `cause` is a stable code that groups problems. */
export interface Fault {
  readonly cause: string
  /** The other half of the grouping key, e.g. the account or the month. */
  readonly about: string
  readonly sentence: string
  readonly cure: string
  readonly who: 'you' | 'admin' | 'intacct_admin' | 'controller' | 'nobody'
  readonly retry: 'never' | 'backoff' | 'connection'
  /** What the remote side said, whole, secrets removed. */
  readonly said: string
  /** For a closed period: the first open day, where Intacct's answer names it. `YYYY-MM-DD`. */
  readonly openFrom?: string
}

/** Thrown by the remote side when a read, or the whole connection, cannot go on. `retry: 'connection'` pauses the connection. */
export class RemoteError extends Error {
  readonly fault: Fault
  constructor(fault: Fault) {
    super(fault.sentence)
    this.fault = fault
  }
}
