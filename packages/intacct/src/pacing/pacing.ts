/** What a call is for: reads may be repeated, writes may not, so writes keep a way free for themselves. */
export type CallKind = 'read' | 'write'

/** A place among the calls in flight. Give it back exactly once. */
export interface Permit {
  /** Asked right before the first byte leaves: throws if the place may be someone else's by now, so that nothing is sent without one. */
  check(): void
  release(): void
}

/**
 * How many calls may be under way at one Intacct company at once, whoever makes them.
 * The default holds for this process; an installation of several processes brings its own.
 */
export interface Pacing {
  /** Resolves when a call may start; rejects with the signal's reason when it is aborted first. */
  acquire(kind: CallKind, signal?: AbortSignal): Promise<Permit>
  /** Intacct asked for a slower pace (429, GW-0010): fewer at once, and a pause. */
  throttled(): void
  /** A call was answered in the ordinary way. */
  ok(): void
}
