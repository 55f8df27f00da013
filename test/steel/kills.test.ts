import { expect, test, vi } from 'vitest'
import { freshSeed } from '../seams/outside.ts'
import { figures } from '../whole/support/figures.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { openCluster } from './support/cluster.ts'
import { openCrew } from './support/crew.ts'
import { atWorkWithinMs, endure, p99 } from './support/trouble.ts'

vi.setConfig({ testTimeout: 300_000 })

/** TIEOUT_SEED kills at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())

test('a server killed with its own database under it: once each, and at work again', async () => {
  const crew = await openCrew({ latencyMs: 100 })
  try {
    const endured = await endure(crew, {
      times: 8,
      invoices: 20,
      chance: chanceOf(seed),
      trouble: () => crew.kill(0),
    })
    figures('server killed', { seed, p99: p99(endured.recoveries), ...endured })
    expect(endured.books).toMatchObject(endured.expected)
    expect(p99(endured.recoveries)).toBeLessThanOrEqual(atWorkWithinMs)
  } finally {
    await crew.close()
  }
})

test('a server and three workers on an outside database, killed at random: once each, and at work again', async () => {
  const cluster = await openCluster()
  const crew = await openCrew({ url: cluster.url(), workers: 3, latencyMs: 100 })
  const chance = chanceOf(seed + 1)
  try {
    const endured = await endure(crew, {
      times: 12,
      invoices: 20,
      chance,
      trouble: () => crew.kill(chance(0, crew.size)),
    })
    figures('workers killed', { seed, p99: p99(endured.recoveries), ...endured })
    expect(endured.books).toMatchObject(endured.expected)
    expect(p99(endured.recoveries)).toBeLessThanOrEqual(atWorkWithinMs)
  } finally {
    await crew.close()
    await cluster.close()
  }
})
