import type { StoryResult } from './story.ts'

/** Sums over histories. */
export interface Tally {
  histories: number
  failed: number
  crashes: number
  stops: number
  /** Times that our clock was moved by hours. */
  jumps: number
  requests: number
  operations: number
  /** The least of any history. */
  leastOperations: number
  leastTypes: number
  /** Histories that went through XML text. */
  bytes: number
  beyondPromise: number
  readonly faults: Map<string, number>
}

export function newTally(): Tally {
  return {
    histories: 0,
    failed: 0,
    crashes: 0,
    stops: 0,
    jumps: 0,
    requests: 0,
    operations: 0,
    leastOperations: Number.POSITIVE_INFINITY,
    leastTypes: Number.POSITIVE_INFINITY,
    bytes: 0,
    beyondPromise: 0,
    faults: new Map(),
  }
}

export function addTo(tally: Tally, result: StoryResult): void {
  tally.histories += 1
  if (result.violations.length > 0) tally.failed += 1
  if (result.bytes) tally.bytes += 1
  if (result.beyondPromise) tally.beyondPromise += 1
  tally.crashes += result.crashes
  tally.stops += result.stops
  tally.jumps += result.jumps
  tally.requests += result.requests
  tally.operations += result.operations
  tally.leastOperations = Math.min(tally.leastOperations, result.operations)
  tally.leastTypes = Math.min(tally.leastTypes, result.types)
  for (const [kind, count] of result.faults) tally.faults.set(kind, (tally.faults.get(kind) ?? 0) + count)
}

/** What was lived through, for people. `ms` is how long it took. */
export function tallyText(tally: Tally, ms: number): string {
  const { histories } = tally
  const faults = [...tally.faults.values()].reduce((sum, count) => sum + count, 0)
  const each = (count: number) => (count / histories).toFixed(1)
  const kinds = [...tally.faults]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => `  ${kind.padEnd(16)}${count}`)
  return [
    `${histories} histories in ${(ms / 1000).toFixed(1)} s: ${(histories / (ms / 1000)).toFixed(1)} a second; ${tally.failed} broke a promise`,
    `${tally.crashes} kills (${each(tally.crashes)} a history), ${tally.stops} stops, ${tally.jumps} times our clock moved, ${faults} faults (${each(faults)} a history), ${tally.requests} requests`,
    `${each(tally.operations)} operations of users a history, never fewer than ${tally.leastOperations}, on at least ${tally.leastTypes} types`,
    `${tally.bytes} through XML text (${((100 * tally.bytes) / histories).toFixed(1)} %)`,
    `${tally.beyondPromise} in which Intacct forgot what it had done, so that only detection is promised`,
    ...kinds,
  ].join('\n')
}
