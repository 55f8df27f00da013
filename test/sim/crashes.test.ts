import { describe, expect, it } from 'vitest'
import { bugs } from './bugs.ts'
import { flows } from './canonical-flows.ts'
import { killedEverywhere, lived, pointsOf } from './killed.ts'
import { figures } from '../whole/support/figures.ts'

describe('a worker killed at any await of a sync', { timeout: 300_000 }, () => {
  let points = 0

  it.each(flows)('for $name: in the end all is as if nobody had been killed', async (flow) => {
    const killed = await killedEverywhere(flow)
    expect(killed.outcome).toMatchObject({ writes: flow.writes, tells: flow.tells })
    expect(killed.points).toBeGreaterThan(40)
    expect(killed.wrong).toEqual([])
    points += killed.points
  })

  it('is missed where leases never end: a planted fault', async () => {
    const [flow] = flows
    if (!flow) throw new Error('there are no flows')
    const leaseOff = () => bugs['lease off']?.()
    const whole = await lived(flow, null, leaseOff())
    const failing = []
    for (const point of pointsOf(whole.calls).slice(0, 40)) {
      const left = await lived(flow, point, leaseOff()).catch(() => null)
      if (left === null || left.violations.length > 0) failing.push(point)
    }
    expect(failing).not.toEqual([])
  })

  it('was killed at all of them', () => {
    figures('killed at every await', { points, flows: flows.length })
    expect(flows.length).toBeGreaterThanOrEqual(12)
    expect(points).toBeGreaterThan(flows.length * 40)
  })
})
