import type { RunAdd, RunCounts } from '../ports/runs.ts'
import type { ObjectType } from './object-types.ts'

const none: RunCounts = { read: 0, written: 0, adopted: 0, skipped: 0, failed: 0 }

function plus(one: Partial<RunCounts>, other: Partial<RunCounts>): RunCounts {
  const sum = (name: keyof RunCounts) => (one[name] ?? 0) + (other[name] ?? 0)
  return {
    read: sum('read'),
    written: sum('written'),
    adopted: sum('adopted'),
    skipped: sum('skipped'),
    failed: sum('failed'),
  }
}

/** The sums over the object types. */
export function totalsOf(add: RunAdd): RunCounts {
  return Object.values(add).reduce<RunCounts>(plus, none)
}

/** Adds up by object type; what counts for nothing has no name. */
export function tally(
  events: Iterable<readonly [type: ObjectType, name: keyof RunCounts | null, n: number]>,
): RunAdd {
  const add: { [Type in ObjectType]?: RunCounts } = {}
  for (const [type, name, n] of events) {
    if (name !== null && n > 0) add[type] = plus(add[type] ?? none, { [name]: n })
  }
  return add
}
