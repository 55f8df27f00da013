import { test, vi } from 'vitest'
import { freshSeed } from '../seams/outside.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { restartDatabase } from './support/runs.ts'
import { expectOnceEach } from './support/expect.ts'

vi.setConfig({ testTimeout: 600_000 })

/** TIEOUT_SEED makes trouble at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())

test('a database that crashes 5 times under a server and a worker: once each, and at work again', async () => {
  expectOnceEach(await restartDatabase({ seed, chance: chanceOf(seed), times: 5 }))
})
