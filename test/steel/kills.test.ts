import { test, vi } from 'vitest'
import { freshSeed } from '../seams/outside.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { killCrew, killServer } from './support/runs.ts'
import { expectOnceEach } from './support/expect.ts'

vi.setConfig({ testTimeout: 600_000 })

/** TIEOUT_SEED makes trouble at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())

test('a server killed 8 times while records come in: once each, and at work again', async () => {
  expectOnceEach(await killServer({ seed, chance: chanceOf(seed), times: 8 }))
})

test('a server and three workers, one of them killed 12 times: once each, and at work again', async () => {
  expectOnceEach(await killCrew({ seed, chance: chanceOf(seed + 1), times: 12 }))
})
