import { measured } from './children.ts'
import type { Goal } from './figures.ts'

interface Lists {
  readonly filledSeconds: number
  readonly seconds: Readonly<Record<string, readonly number[]>>
}

/** Milliseconds within which so many of a hundred answers come. */
function percentile(seconds: readonly number[], share: number): number {
  const sorted = [...seconds].sort((a, b) => a - b)
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) * 1000
}

/**
 * How long the lists of one workspace take to answer over HTTP, as the runtime role under row-level security, to one person after another.
 * @param records of one connection, in the grid
 * @param reference vendors in its cache
 * @param rounds times that each list is asked, for something else each time
 */
export async function lists(
  records: number,
  reference: number,
  rounds: number,
  print: (line?: string) => void,
): Promise<readonly Goal[]> {
  const { seconds } = await measured<Lists>('lists-child.ts', [records, reference, rounds].map(String))
  print()
  print(`Lists of ${records} records and ${reference} vendors over HTTP, ${rounds} answers each`)
  print(`${''.padEnd(52)}${'p50'.padStart(10)}${'p99'.padStart(10)}`)
  for (const [name, took] of Object.entries(seconds)) {
    const show = (share: number) => percentile(took, share).toFixed(1).padStart(10)
    print(`${name.padEnd(52)}${show(0.5)}${show(0.99)}  ms`)
  }
  const worst = (isReference: boolean) =>
    Math.max(
      ...Object.entries(seconds)
        .filter(([name]) => name.startsWith('reference') === isReference)
        .map(([, took]) => percentile(took, 0.99)),
    )
  return [
    { label: 'p99 of the slowest list of records, ms', value: worst(false), limit: 100, kind: 'at most' },
    { label: 'p99 of the slowest typeahead, ms', value: worst(true), limit: 30, kind: 'at most' },
  ]
}
