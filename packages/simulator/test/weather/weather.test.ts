import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../src/gateway/rng.ts'
import { decide, faultOrder, type Fault } from '../../src/weather/plan.ts'
import { perform } from '../../src/weather/perform.ts'
import { Station } from '../../src/weather/station.ts'
import { fairWeather, type Faults } from '../../src/weather/weather.ts'
import { readXml } from '../../src/xml/read.ts'
import { request, world, type World } from '../ask.ts'
import { customer } from '../gateway/records.ts'

const storm = (faults: Partial<Faults>) => ({ ...fairWeather, faults: { ...fairWeather.faults, ...faults } })
const write = { writes: true, sentinels: [] }

function ids({ simulator }: World): string[] {
  const actor = { userId: 'x', entity: null, source: 'system' } as const
  const rows = simulator.companies
    .get('DEMO')
    ?.books.find('CUSTOMER', { kind: 'range', field: 'RECORDNO' }, actor, true)
  return [...(rows ?? [])].map((row) => row.CUSTOMERID ?? '')
}

describe('a plan', () => {
  test('is the same for the same seed, and of fair weather there is none', () => {
    const faults = { replyLost: 0.3, cut: 0.3, duplicate: 0.5 }
    const plans = (seed: number) => {
      const random = seeded(seed)
      return Array.from({ length: 50 }, () => decide(storm(faults), write, random))
    }
    expect(plans(3)).toEqual(plans(3))
    expect(plans(3)).not.toEqual(plans(4))
    expect(decide(fairWeather, write, seeded(1))).toMatchObject({
      fault: undefined,
      duplicate: false,
      throttle: false,
    })
  })

  test('one fault more does not shift the chance of the others', () => {
    const struck = (faults: Partial<Faults>) => {
      const random = seeded(9)
      return Array.from({ length: 200 }, () => decide(storm(faults), write, random).fault === 'cut')
    }
    const alone = struck({ cut: 0.2 })
    const both = struck({ cut: 0.2, html: 0.000001 })
    expect(both).toEqual(alone)
  })

  test('strikes about as often as its probability says', () => {
    fc.assert(
      fc.property(fc.constantFrom(...faultOrder), fc.integer(), (fault, seed) => {
        const random = seeded(seed)
        const hits = Array.from({ length: 2000 }, () =>
          decide(storm({ [fault]: 0.2 }), write, random),
        ).filter((plan) => plan.fault === fault)
        expect(hits.length).toBeGreaterThan(280)
        expect(hits.length).toBeLessThan(520)
      }),
      { numRuns: 20 },
    )
  })

  test('spares reads where only writes are to suffer, but not what a sentinel asks for', () => {
    const weather = { ...storm({ replyLost: 1, duplicate: 1 }), writesOnly: true }
    expect(decide(weather, { writes: false, sentinels: [] }, seeded(1))).toMatchObject({
      fault: undefined,
      duplicate: false,
    })
    expect(decide(weather, { writes: false, sentinels: ['cut'] }, seeded(1)).fault).toBe('cut')
    expect(decide(weather, write, seeded(1))).toMatchObject({ fault: 'replyLost', duplicate: true })
  })
})

describe('a driver without HTTP', () => {
  const struck = (fault: Fault) => {
    const here = world()
    const station = new Station(here.simulator)
    station.change(storm({ [fault]: 1 }))
    const tree = readXml(request([customer('A')], { uniqueid: true }))
    const performed = perform(here.simulator, station.plan(tree), tree)
    return { here, performed }
  }

  test.each<[Fault, string, string[]]>([
    ['before5xx', 'raw', []],
    ['replyLost', 'lost', ['A']],
    ['after5xx', 'raw', ['A']],
    ['cut', 'cut', ['A']],
    ['expiredSession', 'answer', ['A']],
  ])('meets %s as %s, with %j done', (fault, kind, done) => {
    const { here, performed } = struck(fault)
    expect(performed.delivery.kind).toBe(kind)
    expect(ids(here)).toEqual(done)
  })

  test('commits late when it wants to', () => {
    const { here, performed } = struck('lateCommit')
    expect([performed.delivery.kind, performed.late?.afterMs, ids(here)]).toEqual(['lost', 60_000, []])
    performed.late?.commit()
    expect(ids(here)).toEqual(['A'])
  })

  test('an HTML page hides a request that ran about every other time', () => {
    const ran = Array.from({ length: 40 }, (_, seed) => {
      const here = world()
      const station = new Station(here.simulator)
      station.change({ ...storm({ html: 1 }), seed })
      const tree = readXml(request([customer('A')]))
      perform(here.simulator, station.plan(tree), tree)
      return ids(here).length
    })
    expect(new Set(ran)).toEqual(new Set([0, 1]))
  })
})
