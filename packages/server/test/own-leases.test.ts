import type { Store } from '@tieout/engine/ports.ts'
import { openTestStore } from '@tieout/store/testing.ts'
import type { TestStore } from '@tieout/store/testing.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { customer, put, sendCreate } from '../../store/test/rows.ts'
import { ownLeases } from '../src/workers/own-leases.ts'

let opened: TestStore
beforeAll(async () => {
  opened = await openTestStore()
})
afterAll(() => opened.close())

const now = 1_000

async function sent(store: Store, name: string) {
  const scope = await opened.scope()
  await store.putApp(scope, [put('customer', name, customer(name))], 1)
  await sendCreate(store, scope, 'customer', name)
  return scope
}

test('what a killed process had sent is searched for at the first look of the next one', async () => {
  const scope = await sent(opened.store, 'C1')
  const next = ownLeases(opened.store)
  expect(await next.expire(scope, now)).toBe(1)
  expect(await opened.store.unknowns(scope, 10, now)).toHaveLength(1)
})

test('what this process sends itself keeps its lease', async () => {
  const store = ownLeases(opened.store)
  const scope = await opened.scope()
  await store.expire(scope, now)
  await store.putApp(scope, [put('customer', 'C2', customer('C2'))], 1)
  await sendCreate(store, scope, 'customer', 'C2')
  expect(await store.expire(scope, now)).toBe(0)
})
