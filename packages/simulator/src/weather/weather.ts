/** Probabilities, 0 to 1, of what may befall a request; at most one of them does, except `duplicate`, which comes on top. */
export interface Faults {
  /** Answered 5xx without running. */
  readonly before5xx: number
  /** The session in the request has expired. */
  readonly expiredSession: number
  /** Ran, and the connection is cut instead of answering. */
  readonly replyLost: number
  /** The connection is cut at once, and it runs later (`lateCommitMs`). */
  readonly lateCommit: number
  /** Ran, and a 5xx is answered. */
  readonly after5xx: number
  /** An HTML page from the edge instead of the answer; it ran or it did not, with even odds. */
  readonly html: number
  /** Ran, and the answer breaks off in the middle. */
  readonly cut: number
  /** Delivered twice; the answer is the first's or the second's, with even odds. */
  readonly duplicate: number
  /** Not a probability: how far Intacct's clock is ahead, in seconds. */
  readonly skewSeconds: number
}

/** What stands between a client and the gateway. */
export interface Weather {
  /** Same seed, same requests: same weather. */
  readonly seed: number
  /** Time before a request runs. */
  readonly latencyMs: number
  /** Time after it ran, for each record in the answer. */
  readonly latencyPerRowMs: number
  /** Requests of one company that may run at once; 0 for any number. */
  readonly concurrency: number
  /** How long one more waits for its turn before it is answered 429 GW-0010. */
  readonly queueMs: number
  /** HTTP status of the throttling answer; practitioners have met it with 200 (reference §9, 5). */
  readonly throttleStatus: 429 | 200
  /** Faults befall only requests that change something. */
  readonly writesOnly: boolean
  /** When a late commit runs, after its connection was cut. */
  readonly lateCommitMs: number
  readonly faults: Faults
}

export const fairWeather: Weather = {
  seed: 1,
  latencyMs: 0,
  latencyPerRowMs: 0,
  concurrency: 0,
  queueMs: 30_000,
  throttleStatus: 429,
  writesOnly: false,
  lateCommitMs: 60_000,
  faults: {
    before5xx: 0,
    expiredSession: 0,
    replyLost: 0,
    lateCommit: 0,
    after5xx: 0,
    html: 0,
    cut: 0,
    duplicate: 0,
    skewSeconds: 0,
  },
}
