import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Situation } from '@tieout/engine/ports/situation.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import { watch } from './plans.ts'
import type { Ran, Watched } from './plans.ts'
import { customer, draft, invoice, late, page, payment, put, remote, settledAs } from './rows.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

let opened: TestStore
let watched: Watched

beforeAll(async () => {
  opened = await openTestStore()
  watched = await watch(opened)
  // The planner is to know nothing but what a test tells it.
  await watched.asOwner('alter system set autovacuum = off')
  await watched.asOwner('select pg_reload_conf()')
  await watched.asOwner(
    'create or replace function tieout.refresh_statistics() returns void language sql as $$ $$',
  )
})
afterAll(async () => {
  await watched.close()
  await opened.close()
})

/** Rows that a look-up may read in vain, and pages that it may touch, for each row that a call handles. */
const wasted = 3
const pagesToRead = 60
const pagesToWrite = 300
/** What a call costs with nothing to do. */
const idlePages = 500

function judge(what: string, handled: number, pagesEach: number, ran: readonly Ran[]): void {
  expect(ran.length, `${what}: statements`).toBeGreaterThan(0)
  expect(ran.length, `${what}: statements`).toBeLessThan(40)
  for (const { text, removed, removedBy, whole, pages } of ran) {
    const found = { what, text, removedBy, whole }
    expect(found).toEqual({ ...found, whole: [] })
    expect(removed, JSON.stringify(found)).toBeLessThanOrEqual(wasted * handled + 10)
    expect(pages, JSON.stringify(found)).toBeLessThanOrEqual(pagesEach * handled + idlePages)
  }
}

function decided(scope: Scope, s: Situation) {
  if (s.app === null) return settledAs(s, 'imported')
  if (s.type === 'customer') return settledAs(s, 'queued', { intent: draft(scope, s) })
  return settledAs(s, 'parent_missing', { waitingFor: s.resolved.map((to) => to.reference) })
}

/** Every call that an import, a push and a pull are made of, on a connection of 5 · `size` records. */
async function exercise(scope: Scope, size: number): Promise<void> {
  const { store } = watched
  const many = Array.from({ length: size }, (_, n) => n)
  async function step<T>(what: string, handled: number, pages: number, fn: () => Promise<T>): Promise<T> {
    let result: T | undefined
    const ran = await watched.ran(async () => {
      result = await fn()
    })
    judge(what, handled, pages, ran)
    return result as T
  }
  const customers = many.map((n) => put('customer', `C${n}`, customer(`C${n}`)))
  const invoices = many.map((n) => put('invoice', `I${n}`, invoice(`INV-${n}`, `C${n}`)))
  const payments = many.map((n) => put('payment', `P${n}`, payment(`C${n}`, [`I${n}`])))
  for (const rows of [customers, invoices, payments])
    await step('putApp', size, pagesToWrite, () => store.putApp(scope, rows, 1))
  await step('putApp, unchanged', size, pagesToRead, () => store.putApp(scope, invoices, 1))
  const strangers = many.map((n) => remote('customer', `${n}`, customer(`S${n}`)))
  const documents = many.map((n) => remote('invoice', `${n}`, invoice(`S-INV-${n}`, `S${n}`)))
  await step('savePage', size, pagesToWrite, () => store.savePage(scope, page(strangers, 'customer')))
  await step('savePage', size, pagesToWrite, () => store.savePage(scope, page(documents, 'invoice')))
  await step('savePage, unchanged', size, pagesToRead, () =>
    store.savePage(scope, page(documents, 'invoice')),
  )
  const later = many
    .slice(0, 100)
    .map((n) =>
      remote('invoice', `${n}`, invoice(`S-INV-${n}`, `S${n}`, '2.00'), { stamp: '2026-04-01T00:00:00' }),
    )
  await step('savePage, changed', 100, pagesToWrite, () => store.savePage(scope, page(later, 'invoice')))
  for (;;) {
    const all = await step('dirty', 500, pagesToRead, () => store.dirty(scope, 500, 2000))
    if (all.length === 0) break
    const decisions = all.map((s) => decided(scope, s))
    expect(await step('settle', 500, pagesToWrite, () => store.settle(scope, decisions, 2000))).toBe(
      all.length,
    )
  }
  await step('work', 1, pagesToRead, () => store.work(scope, 3000))
  const request = { holder: 'w', limit: 100, now: 3000, leaseUntil: 9000 }
  const claimed = await step('claim', 100, pagesToWrite, () => store.claim(scope, request))
  expect(claimed).toHaveLength(100)
  await step('renew', 100, pagesToWrite, () => store.renew(scope, 'w', 9500))
  const results = claimed.map(({ id, fence }, n) => ({
    id,
    fence,
    result: { kind: 'ok' as const, key: n < 50 ? `9${n}` : `new-${n}`, fingerprint: '' },
  }))
  await step('record', 100, 2 * pagesToWrite, () => store.record(scope, 'w', results, 4000))
  const wants = await step('wanted', 100, pagesToWrite, () => store.wanted(scope, 100))
  expect(wants).toHaveLength(100)
  const readBack = wants.map((want, n) =>
    remote('customer', want.key, customer(`C${n}`), { stamp: '2026-05-01T00:00:00' }),
  )
  await step('savePage, read back', 100, 2 * pagesToWrite, () => store.savePage(scope, page(readBack)))
  await step('claim', 100, pagesToWrite, () => store.claim(scope, { ...request, leaseUntil: 3001 }))
  await step('expire', 100, pagesToWrite, () => store.expire(scope, 3500))
  const unknown = await step('unknowns', 100, pagesToRead, () => store.unknowns(scope, 100, 4000))
  const verdicts = unknown.map(({ id, fence }) => ({
    id,
    fence,
    kind: 'again' as const,
    counted: true,
    at: 9000,
  }))
  await step('verdicts', 100, pagesToWrite, () => store.verdicts(scope, verdicts, 5000))
  const gone = many.slice(0, 100).map((n) => ({ type: 'invoice' as const, key: `${n}`, by: 'key' as const }))
  await step('saveMissing', 100, pagesToWrite, () => store.saveMissing(scope, gone, late, 6000))
}

describe('every statement of the ports goes by the whole key', () => {
  it('on tables that nothing is known of, in a connection of 20,000 records', async () => {
    await exercise(await opened.scope(), 4000)
  })

  it('when what is known is about other workspaces only', async () => {
    await watched.asOwner('analyze')
    await exercise(await opened.scope(), 600)
  })
})
