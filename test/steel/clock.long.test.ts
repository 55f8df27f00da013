import { expect, test, vi } from 'vitest'
import { freshSeed, pause } from '../seams/outside.ts'
import { figures } from '../whole/support/figures.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { openClocks } from './support/clocks.ts'
import { openCluster } from './support/cluster.ts'
import { openCrew } from './support/crew.ts'
import { endure } from './support/trouble.ts'

vi.setConfig({ testTimeout: 600_000 })

/** TIEOUT_SEED makes trouble at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())
const hour = 3_600_000
/** Where a clock jumps to: hours ahead, behind, and right again. */
const jumps = [2, 0, -2, 0, 26, -3, 5, 0].map((hours) => hours * hour)

test('clocks that jump by hours, ahead and back, on one machine after another: nothing doubles, nothing is lost', async () => {
  const machines = 3
  const clocks = openClocks(machines)
  const cluster = await openCluster()
  const crew = await openCrew({
    url: cluster.url(),
    workers: machines - 1,
    latencyMs: 100,
    envOf: (member) => clocks.envOf(member),
  })
  const chance = chanceOf(seed)
  const moved: string[] = []
  try {
    // Intacct remembers no write, and answers are lost: whatever is sent twice is there twice.
    await crew.house.intacct.settings('EMPTY', { controlIds: { rememberedSeconds: 0 } })
    await crew.house.intacct.weather({ seed, latencyMs: 100, writesOnly: true, faults: { replyLost: 0.2 } })
    const endured = await endure(crew, {
      times: jumps.length,
      invoices: 20,
      chance,
      async trouble(time) {
        const machine = chance(0, machines)
        const ms = jumps[time] ?? 0
        moved.push(`${machine}: ${ms / hour} h`)
        clocks.move(machine, ms)
        await pause(1_000)
      },
      after() {
        // What was put off by a clock that was ahead is due when all have come that far.
        for (let machine = 0; machine < machines; machine += 1)
          clocks.move(machine, Math.max(...jumps) + hour)
      },
    })
    figures('clocks moved', { seed, times: moved.length, moved, ...endured })
    expect(endured.books).toMatchObject(endured.expected)
  } finally {
    await crew.close()
    await cluster.close()
    clocks.close()
  }
})
