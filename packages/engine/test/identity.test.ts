import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { controlIdOf, intentIdOf, markerOf } from '../src/core/identity.ts'
import type { OperationIdentity } from '../src/core/identity.ts'

const create: OperationIdentity = {
  installation: 'i1',
  scope: { workspace: 'w1', connection: 'c1' },
  type: 'invoice',
  appId: 'a1',
  incarnation: 1,
  op: 'create',
  version: 1,
  generation: 0,
}

describe('markers', () => {
  it('are 16 characters that no side changes the case of', () => {
    expect(markerOf(create)).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
  })

  it('are the same for every try and version of one incarnation, and of no other record', () => {
    expect(markerOf({ ...create })).toBe(markerOf(create))
    const others = [
      { incarnation: 2 },
      { appId: 'a2' },
      { type: 'payment' as const },
      { installation: 'i2' },
      { scope: { workspace: 'w1', connection: 'c2' } },
    ]
    const markers = others.map((other) => markerOf({ ...create, ...other }))
    expect(new Set([markerOf(create), ...markers]).size).toBe(6)
  })

  it('do not run into one another where ids are long or odd', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        fc.pre(a !== b)
        return markerOf({ ...create, appId: a }) !== markerOf({ ...create, appId: b })
      }),
    )
  })
})

describe('control ids', () => {
  it('are 64 hexadecimal characters', () => {
    expect(controlIdOf(create)).toMatch(/^[0-9a-f]{64}$/)
  })

  it('of a create do not move with the version: an edit while its outcome is unknown opens no second create', () => {
    expect(controlIdOf({ ...create, version: 2 })).toBe(controlIdOf(create))
    expect(intentIdOf({ ...create, version: 2 })).toBe(intentIdOf(create))
  })

  it('of an update move with the version, and all with the generation and incarnation', () => {
    const update = { ...create, op: 'update' as const }
    expect(controlIdOf({ ...update, version: 2 })).not.toBe(controlIdOf(update))
    expect(controlIdOf({ ...create, generation: 1 })).not.toBe(controlIdOf(create))
    expect(controlIdOf({ ...create, incarnation: 2 })).not.toBe(controlIdOf(create))
  })

  it('give intent ids in the form of a UUID', () => {
    expect(intentIdOf(create)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
