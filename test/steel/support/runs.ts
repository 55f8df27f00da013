import { figures } from '../../whole/support/figures.ts'
import { openCluster } from './cluster.ts'
import { openCrew } from './crew.ts'
import type { Crew, CrewOptions } from './crew.ts'
import { endure, p99 } from './trouble.ts'
import type { Chance, Endured } from './trouble.ts'

export interface Times {
  readonly seed: number
  readonly chance: Chance
  readonly times: number
}

const latencyMs = 100
/** Invoices, each with its payment, for each trouble. */
const invoices = 20

/** A server killed again and again; its own database outlives it. */
export function killServer(times: Times): Promise<Endured> {
  return withCrew({ latencyMs }, 'server killed', times, (crew) => crew.kill(0))
}

/** A server and three workers on an outside database, of which one at random is killed again and again. */
export async function killCrew(times: Times): Promise<Endured> {
  const cluster = await openCluster()
  try {
    const options = { url: cluster.url(), workers: 3, latencyMs }
    return await withCrew(options, 'one of a crew killed', times, (crew) =>
      crew.kill(times.chance(0, crew.size)),
    )
  } finally {
    await cluster.close()
  }
}

/** The outside database of a server and a worker crashes again and again. */
export async function restartDatabase(times: Times): Promise<Endured> {
  const cluster = await openCluster()
  try {
    const options = { url: cluster.url(), workers: 1, latencyMs }
    return await withCrew(options, 'database restarted', times, () => cluster.restart())
  } finally {
    await cluster.close()
  }
}

async function withCrew(
  options: CrewOptions,
  what: string,
  { seed, chance, times }: Times,
  trouble: (crew: Crew) => Promise<void>,
): Promise<Endured> {
  const crew = await openCrew(options)
  try {
    const endured = await endure(crew, { times, invoices, chance, trouble: () => trouble(crew) })
    const { recoveries, books } = endured
    figures(`${what} ${times} times`, {
      seed,
      times,
      p99: p99(recoveries),
      slowest: Math.round(Math.max(...recoveries)),
      ...books,
    })
    return endured
  } finally {
    await crew.close()
  }
}
