import { expect, it } from 'vitest'
import { payableFlows } from './payable-flows.ts'
import { killedEverywhere } from './killed.ts'

it.each(payableFlows.filter((flow) => flow.killed !== true))(
  'a worker killed at any await of $name leaves no trace',
  { timeout: 900_000 },
  async (flow) => {
    const killed = await killedEverywhere(flow)
    expect(killed.points).toBeGreaterThan(40)
    expect(killed.wrong).toEqual([])
  },
)
