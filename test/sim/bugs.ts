import type { Remote, Store } from '@tieout/engine/ports.ts'

/** Faults planted on purpose around the ports of a history, to see that its checks catch them. Nothing outside of tests knows of them. */
export interface Bugs {
  readonly store?: (store: Store) => Store
  readonly remote?: (remote: Remote) => Remote
}

export const noBugs: Bugs = {}
