import { afterAll, expect, test, vi } from 'vitest'
import { freshSeed, pause } from '../seams/outside.ts'
import { figures } from '../whole/support/figures.ts'
import { chanceOf } from '../whole/support/kills.ts'
import { openCluster } from './support/cluster.ts'
import { openCrew } from './support/crew.ts'
import { openSmallDisk } from './support/small-disk.ts'
import { endure } from './support/trouble.ts'

vi.setConfig({ testTimeout: 600_000 })

/** TIEOUT_SEED makes trouble at the moments of an earlier run. */
const seed = Number(process.env['TIEOUT_SEED'] ?? freshSeed())
const times = 4
/** For how long there is no room. Milliseconds. */
const fullMs = 6_000
const disk = openSmallDisk(256)
if (disk === null) console.warn('Skipped: this account may not mount a small file system (root may).')
afterAll(() => disk?.close())

test.runIf(disk !== null)(
  'a disk that is full again and again under the database: it refuses, nothing is lost, and work goes on when there is room',
  async () => {
    if (disk === null) throw new Error('there is no disk')
    // Little is kept ready of the journal, so that it needs room, too.
    const cluster = await openCluster(disk.folder, ['min_wal_size=32MB', 'max_wal_size=48MB'])
    const crew = await openCrew({ url: cluster.url(), workers: 1, latencyMs: 100 })
    const filled: number[] = []
    const refusals: string[] = []
    let died = 0
    try {
      const endured = await endure(crew, {
        times,
        invoices: 100,
        chance: chanceOf(seed),
        onRefusal: (why) => refusals.push(why),
        async trouble() {
          filled.push(disk.fill())
          await pause(fullMs)
          disk.free()
          if (await cluster.revive()) died += 1
        },
      })
      figures('disk full', { seed, times, filled, died, refused: refusals.length, ...endured })
      expect(Math.min(...filled)).toBeGreaterThan(0)
      expect(refusals.length).toBeGreaterThan(0)
      expect(endured.books).toMatchObject(endured.expected)
    } finally {
      disk.free()
      await crew.close()
      await cluster.close()
    }
  },
)
