import { describe, expect, it } from 'vitest'
import { advanceFlows } from './advance-flows.ts'
import { killedEverywhere, lived } from './killed.ts'

describe('[10.19] [10.16] money that pays nothing yet, on both sides', { timeout: 300_000 }, () => {
  it.each(advanceFlows)('$name', async (flow) => {
    const { outcome, violations, isAtRest } = await lived(flow, null)
    expect(outcome).toMatchObject({ writes: flow.writes, tells: flow.tells })
    expect(violations).toEqual([])
    expect(isAtRest).toBe(true)
  })

  it.each(advanceFlows.filter((flow) => flow.killed === true))(
    'killed at any await, in the end all is as if nobody had been killed: $name',
    async (flow) => {
      const killed = await killedEverywhere(flow)
      expect(killed.points).toBeGreaterThan(40)
      expect(killed.wrong).toEqual([])
    },
  )
})
