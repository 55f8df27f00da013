import { measured, simulatorChild } from './children.ts'
import { figureLine, figuresOf } from './figures.ts'
import type { Goal } from './figures.ts'

interface Backfill {
  readonly seconds: number
  /** Signing in and learning how dates are written: once for as long as a worker lives. */
  readonly openingSeconds: number
  readonly records: number
  readonly cpuMicrosPerRecord: number
  readonly peakMb: number
}
interface Peer {
  readonly seconds: number
  readonly records: number
  readonly lines: number
}

const pageSize = 2000
const inFlight = 2

/** Header pages, line pages, customer pages and the empty looks at credit notes and payments, at so many calls in flight. */
function roundTripBound(count: number, latencyMs: number): { pages: number; seconds: number } {
  const customers = Math.floor(count / 40)
  const pages = Math.ceil(count / pageSize) * 2 + Math.max(1, Math.ceil(customers / pageSize)) + 2
  return { pages, seconds: (pages * latencyMs) / 1000 / inFlight }
}

export interface BackfillOptions {
  readonly runs: number
  /** Invoices of the company that is read again and again. */
  readonly invoices: number
  /** Invoices of the one whose memory is compared with it. */
  readonly large: number
}

/** Backfills beside the official SDK and the bound that round trips set; memory at two sizes. Prints as it goes, answers the goals. */
export async function backfills(
  { runs, invoices, large }: BackfillOptions,
  print: (line?: string) => void,
): Promise<readonly Goal[]> {
  const goals: Goal[] = []
  print(
    `Backfill of ${invoices} invoices with a line each, ${inFlight} calls in flight, stored durably; ${runs} runs`,
  )
  print(`${''.padEnd(52)}${'min'.padStart(10)}${'median'.padStart(10)}${'max'.padStart(10)}`)
  const simulator = await simulatorChild(invoices)
  for (const latencyMs of [100, 500]) {
    await simulator.weather({ seed: 1, latencyMs, concurrency: inFlight })
    const ours: Backfill[] = []
    const theirs: Peer[] = []
    for (let run = 0; run < runs; run += 1) {
      ours.push(await measured<Backfill>('backfill-child.ts', [simulator.url]))
      theirs.push(await measured<Peer>('sdk-child.ts', [simulator.url]))
    }
    const bound = roundTripBound(invoices, latencyMs)
    const tieout = figuresOf(ours.map((one) => one.seconds))
    const whole = figuresOf(ours.map((one) => one.openingSeconds + one.seconds))
    const sdk = figuresOf(theirs.map((one) => one.seconds))
    print(figureLine(`Tieout, ${latencyMs} ms latency`, tieout, 's'))
    print(figureLine('  with opening the connection (2 calls, once a worker)', whole, 's'))
    print(figureLine(`official SDK storing nothing, ${latencyMs} ms latency`, sdk, 's'))
    print(figureLine(`round-trip bound (${bound.pages} pages)`, figuresOf([bound.seconds]), 's'))
    print(
      figureLine(
        '  CPU of our process a record',
        figuresOf(ours.map((one) => one.cpuMicrosPerRecord)),
        'µs',
        0,
      ),
    )
    if (latencyMs === 500) {
      goals.push({
        label: 'backfill at 500 ms against the bound',
        value: tieout.median / bound.seconds,
        limit: 1.3,
        kind: 'at most',
      })
      goals.push({
        label: 'times faster than the SDK at 500 ms, opening the connection included',
        value: sdk.median / whole.median,
        limit: 2,
        kind: 'at least',
      })
    }
  }
  await simulator.weather({ seed: 1, latencyMs: 0, concurrency: inFlight })
  const raw: Backfill[] = []
  for (let run = 0; run < runs; run += 1)
    raw.push(await measured<Backfill>('backfill-child.ts', [simulator.url]))
  await simulator.close()
  print(
    figureLine(
      'read, parsed, compared and stored without latency',
      figuresOf(raw.map((one) => one.records / one.seconds)),
      'records/s',
      0,
    ),
  )

  const many = await simulatorChild(large)
  const wide: Backfill[] = []
  for (let run = 0; run < Math.min(runs, 3); run += 1)
    wide.push(await measured<Backfill>('backfill-child.ts', [many.url]))
  await many.close()
  const small = figuresOf(raw.map((one) => one.peakMb))
  const big = figuresOf(wide.map((one) => one.peakMb))
  print(figureLine(`peak memory at ${invoices} records`, small, 'MB', 0))
  print(figureLine(`peak memory at ${large} records`, big, 'MB', 0))
  goals.push({
    label: `peak memory at ${large} against ${invoices}`,
    value: big.median / small.median,
    limit: 1.2,
    kind: 'at most',
  })
  return goals
}
