import { expect, test, vi } from 'vitest'
import { freshSeed, pause } from '../seams/outside.ts'
import { figures } from '../whole/support/figures.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { openCluster } from './support/cluster.ts'
import { openCrew } from './support/crew.ts'
import { openLine } from './support/line.ts'
import { endure } from './support/trouble.ts'

vi.setConfig({ testTimeout: 600_000 })

/** TIEOUT_SEED makes trouble at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())
/** Longer than the lease of a write and of a slot. Milliseconds. */
const pastLeaseMs = 20_000

test('a worker stopped past its lease and woken: its late word changes nothing, once each', async () => {
  const cluster = await openCluster()
  const crew = await openCrew({ url: cluster.url(), workers: 3, latencyMs: 100 })
  const chance = chanceOf(seed)
  try {
    const endured = await endure(crew, {
      times: 4,
      invoices: 20,
      chance,
      async trouble() {
        const member = 1 + chance(0, crew.size - 1)
        crew.signal(member, 'SIGSTOP')
        await pause(pastLeaseMs)
        crew.signal(member, 'SIGCONT')
      },
    })
    figures('worker stopped', { seed, ...endured })
    expect(endured.books).toMatchObject(endured.expected)
  } finally {
    await crew.close()
    await cluster.close()
  }
})

test('connections to the database cut half-open: nobody waits for ever, once each', async () => {
  const cluster = await openCluster()
  const line = await openLine(cluster.port)
  const crew = await openCrew({ url: cluster.url(line.port), workers: 2, latencyMs: 100 })
  const cuts: number[] = []
  try {
    const endured = await endure(crew, {
      times: 3,
      invoices: 20,
      chance: chanceOf(seed),
      trouble() {
        cuts.push(line.cutHalfOpen())
        return Promise.resolve()
      },
    })
    figures('connections cut', { seed, cuts, ...endured })
    expect(Math.min(...cuts)).toBeGreaterThan(0)
    expect(endured.books).toMatchObject(endured.expected)
  } finally {
    await crew.close()
    await line.close()
    await cluster.close()
  }
})
