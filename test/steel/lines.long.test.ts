import { expect, test, vi } from 'vitest'
import { freshSeed, pause } from '../seams/outside.ts'
import { figures } from '../whole/support/figures.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { openCluster } from './support/cluster.ts'
import { openCrew } from './support/crew.ts'
import { openLine } from './support/line.ts'
import type { Line } from './support/line.ts'
import { endure } from './support/trouble.ts'

vi.setConfig({ testTimeout: 600_000 })

/** TIEOUT_SEED makes trouble at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())
/** Longer than the lease of a write and of a slot. Milliseconds. */
const pastLeaseMs = 20_000
const stops = 4
/** Longer than a query is waited for. Milliseconds. */
const silenceMs = 25_000
/** For how long an answer of Intacct is waited for; five minutes where nobody says otherwise. */
const answerSeconds = 4
const pastAnswerMs = 1_000 * answerSeconds + 500
/** Writes that were looked for in Intacct because their answer never came. */
const searchedFor = `select count(*) as count from tieout.intent where evidence @> '[{"step": "searched"}]'`

test('a worker stopped past its lease and woken: its late word changes nothing, once each', async () => {
  const cluster = await openCluster()
  const crew = await openCrew({ url: cluster.url(), workers: 3, latencyMs: 100 })
  const chance = chanceOf(seed)
  try {
    const endured = await endure(crew, {
      times: stops,
      invoices: 20,
      chance,
      async trouble() {
        const member = 1 + chance(0, crew.size - 1)
        crew.signal(member, 'SIGSTOP')
        await pause(pastLeaseMs)
        crew.signal(member, 'SIGCONT')
      },
    })
    figures('worker stopped', { seed, times: stops, ...endured })
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
      async trouble() {
        cuts.push(line.cutHalfOpen())
        await pause(silenceMs)
      },
    })
    figures('connections to the database cut', {
      seed,
      times: cuts.length,
      cuts,
      swallowed: line.swallowed(),
      ...endured,
    })
    expect(Math.min(...cuts)).toBeGreaterThan(0)
    expect(line.swallowed()).toBeGreaterThan(0)
    expect(endured.books).toMatchObject(endured.expected)
  } finally {
    await crew.close()
    await line.close()
    await cluster.close()
  }
})

test('connections to Intacct cut half-open while writes are on them: they are searched for, once each', async () => {
  const cluster = await openCluster()
  let line: Line | undefined
  const crew = await openCrew({
    url: cluster.url(),
    workers: 1,
    latencyMs: 300,
    env: { TIEOUT_INTACCT_ANSWER_SECONDS: String(answerSeconds) },
    async between(port) {
      line = await openLine(port)
      return line.port
    },
  })
  const cuts: number[] = []
  try {
    // Intacct remembers no write: whatever is sent twice is there twice.
    await crew.house.intacct.settings('EMPTY', { controlIds: { rememberedSeconds: 0 } })
    const endured = await endure(crew, {
      times: 6,
      invoices: 20,
      chance: chanceOf(seed),
      async trouble() {
        cuts.push(line?.cutHalfOpen() ?? 0)
        await pause(pastAnswerMs)
      },
    })
    const swallowed = line?.swallowed() ?? 0
    const searched = await cluster.count(searchedFor)
    figures('connections to Intacct cut', { seed, times: cuts.length, cuts, swallowed, searched, ...endured })
    expect(Math.min(...cuts)).toBeGreaterThan(0)
    expect(swallowed).toBeGreaterThan(0)
    expect(searched).toBeGreaterThan(0)
    expect(endured.books).toMatchObject(endured.expected)
  } finally {
    await crew.close()
    await line?.close()
    await cluster.close()
  }
})
