import { describe, expect, it } from 'vitest'
import { feeFlows } from './fee-flows.ts'
import { killedEverywhere, lived } from './killed.ts'

describe('[6.9] [6.10] [7.18] [7.19] a payment that takes several documents', { timeout: 300_000 }, () => {
  it.each(feeFlows)('$name', async (flow) => {
    const { outcome, violations, isAtRest } = await lived(flow, null)
    expect(outcome).toMatchObject({ writes: flow.writes, tells: flow.tells })
    expect(violations).toEqual([])
    expect(isAtRest).toBe(true)
  })

  it.each(feeFlows.filter((flow) => flow.killed === true))(
    'killed at any await, in the end all is as if nobody had been killed: $name',
    async (flow) => {
      const killed = await killedEverywhere(flow)
      expect(killed.points).toBeGreaterThan(40)
      expect(killed.wrong).toEqual([])
    },
  )
})
