import { describe, expect, it } from 'vitest'
import { runHistory } from '../../../test/sim/history.ts'
import type { HistoryResult } from '../../../test/sim/history.ts'

const seeds = 200

describe('random histories of both sides, the weather and kills', () => {
  it(`${seeds} of them: no duplicate, no lost write, all agree to the cent, nothing echoes`, async () => {
    const results: HistoryResult[] = []
    for (let seed = 1; seed <= seeds; seed += 1) results.push(await runHistory(seed))
    expect(results.filter((result) => result.violations.length > 0)).toEqual([])
    const sum = (of: (result: HistoryResult) => number) =>
      results.reduce((total, result) => total + of(result), 0)
    expect(sum((result) => result.faults)).toBeGreaterThan(3 * seeds)
    expect(sum((result) => result.crashes)).toBeGreaterThan(seeds)
  }, 180_000)

  it('are the same for the same seed', async () => {
    expect(await runHistory(7)).toEqual(await runHistory(7))
  }, 60_000)
})
