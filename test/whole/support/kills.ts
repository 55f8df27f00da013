import { pause } from '../../seams/outside.ts'
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

/** What a killing found and left. */
export interface Killed {
  /** Milliseconds after the server listened. */
  readonly at: number
  /** Records that were in Tieout and not settled when it was killed. */
  readonly pending: number
  /** Writes that were on their way, or without a known outcome, when it listened again. */
  readonly open: number
  /** Whether the import was still sending. */
  readonly importing: boolean
}

/**
 * Imports a file into a server that is killed at these moments, in milliseconds after it listened, and started again each time. A
 * command that broke is given again, as a person would.
 */
export async function importThroughKills(
  house: House,
  command: readonly string[],
  moments: readonly number[],
): Promise<Killed[]> {
  const killed: Killed[] = []
  let importing: Command | null = house.begin(...command)
  for (const at of moments) {
    await pause(at)
    const pending = await pendingOf(house)
    const isImporting: boolean = importing !== null && importing.child.exitCode === null
    await house.kill()
    if (importing !== null && (await importing.ended).code === 0) importing = null
    await house.start()
    killed.push({ at, pending, open: await house.figure('tieout_intents_open'), importing: isImporting })
    if (isImporting && importing !== null) importing = house.begin(...command)
  }
  while (importing !== null && (await importing.ended).code !== 0) {
    const { code, out, err } = await importing.ended
    if (code !== 3) throw new Error(`import: ${code ?? 'ended by a signal'} ${out} ${err}`)
    importing = house.begin(...command)
  }
  return killed
}

async function pendingOf(house: House): Promise<number> {
  const { items } = await house.get<{ items: { connection: { id: string } | null }[] }>('/companies')
  const id = items[0]?.connection?.id
  if (id === undefined) return 0
  const { counts } = await house.get<{ counts: { pending: number } }>(`/connections/${id}`)
  return counts.pending
}
