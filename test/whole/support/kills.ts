import { monotonic, pause } from '../../seams/outside.ts'
import { writes } from './figures.ts'
import type { House } from './house.ts'
import type { Command } from './processes.ts'

/** A chance that follows from its seed: numbers from `low` to below `high`. */
export function chanceOf(seed: number): (low: number, high: number) => number {
  let state = seed >>> 0
  return (low, high) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return low + Math.floor((state / 2 ** 32) * (high - low))
  }
}

/** When to kill: once Intacct has been asked for so many writes, and then so many milliseconds later. */
export interface Moment {
  readonly writes: number
  readonly thenMs: number
}

/** Random moments over a work of so many writes, in their order; the first one before anything was written. */
export function momentsOf(chance: ReturnType<typeof chanceOf>, kills: number, total: number): Moment[] {
  const places = Array.from({ length: kills - 1 }, () => chance(1, Math.floor(total * 0.95)))
  return [0, ...places.sort((a, b) => a - b)].map((place) => ({ writes: place, thenMs: chance(0, 400) }))
}

/** What a killing found and left. */
export interface Killed extends Moment {
  /** Records that were in Tieout and not settled when it was killed. */
  readonly pending: number
  /** Writes that were on their way, or without a known outcome, when it listened again. */
  readonly open: number
  /** Whether the import was still sending. */
  readonly importing: boolean
}

const longestWaitMs = 180_000

/**
 * Imports a file into a server that is killed at these moments and started again each time. A command that broke is given again, as a
 * person would.
 */
export async function importThroughKills(
  house: House,
  command: readonly string[],
  moments: readonly Moment[],
): Promise<Killed[]> {
  const killed: Killed[] = []
  let importing: Command = house.begin(...command)
  for (const moment of moments) {
    await writesReach(house, moment.writes)
    await pause(moment.thenMs)
    const pending = await pendingOf(house)
    const isImporting = importing.child.exitCode === null
    await house.kill()
    const broke = (await importing.ended).code !== 0
    await house.start()
    killed.push({
      ...moment,
      pending,
      open: await house.figure('tieout_intents_open'),
      importing: isImporting,
    })
    if (broke) importing = house.begin(...command)
  }
  const { code, out, err } = await importing.ended
  if (code !== 0) throw new Error(`import: ${code ?? 'ended by a signal'} ${out} ${err}`)
  return killed
}

async function writesReach(house: House, wanted: number): Promise<void> {
  const until = monotonic() + longestWaitMs
  for (;;) {
    const { functions } = await house.intacct.stats()
    const made = Object.values(writes(functions)).reduce((sum, count) => sum + count, 0)
    if (made >= wanted) return
    if (monotonic() > until) throw new Error(`${made} writes after ${longestWaitMs} ms, not ${wanted}.`)
    await pause(10)
  }
}

async function pendingOf(house: House): Promise<number> {
  const { items } = await house.get<{ items: { connection: { id: string } | null }[] }>('/companies')
  const id = items[0]?.connection?.id
  if (id === undefined) return 0
  const { counts } = await house.get<{ counts: { pending: number } }>(`/connections/${id}`)
  return counts.pending
}
