import { describe, expect, it } from 'vitest'
import { killedEverywhere, lived } from './killed.ts'
import { payableFlows } from './payable-flows.ts'

describe('[6.11] [6.12] [6.13] [6.14] [6.15] payables on both sides', { timeout: 300_000 }, () => {
  it.each(payableFlows)('$name', async (flow) => {
    const { outcome, violations, isAtRest } = await lived(flow, null)
    expect(outcome).toMatchObject({ writes: flow.writes, tells: flow.tells })
    expect(violations).toEqual([])
    expect(isAtRest).toBe(true)
  })

  it.each(payableFlows.filter((flow) => flow.killed === true))(
    'killed at any await, in the end all is as if nobody had been killed: $name',
    async (flow) => {
      const killed = await killedEverywhere(flow)
      expect(killed.points).toBeGreaterThan(40)
      expect(killed.wrong).toEqual([])
    },
  )
})
