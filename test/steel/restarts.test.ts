import { expect, test, vi } from 'vitest'
import { freshSeed } from '../seams/outside.ts'
import { figures } from '../whole/support/figures.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { openCluster } from './support/cluster.ts'
import { openCrew } from './support/crew.ts'
import { atWorkWithinMs, endure, p99 } from './support/trouble.ts'

vi.setConfig({ testTimeout: 300_000 })

/** TIEOUT_SEED restarts at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())

test('a database that crashes every few seconds under a server and a worker: once each, and at work again', async () => {
  const cluster = await openCluster()
  const crew = await openCrew({ url: cluster.url(), workers: 1, latencyMs: 100 })
  try {
    const endured = await endure(crew, {
      times: 5,
      invoices: 20,
      chance: chanceOf(seed),
      trouble: () => cluster.restart(),
    })
    figures('database restarted', { seed, p99: p99(endured.recoveries), ...endured })
    expect(endured.books).toMatchObject(endured.expected)
    expect(p99(endured.recoveries)).toBeLessThanOrEqual(atWorkWithinMs)
  } finally {
    await crew.close()
    await cluster.close()
  }
})
