import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import { customer, draft, invoice, page, put, remote, settledAs } from './rows.ts'

vi.setConfig({ testTimeout: 120_000 })

let opened: TestStore

beforeAll(async () => {
  opened = await openTestStore()
})
afterAll(() => opened.close())

/** Prints how long it took; asserts nothing about time. */
async function timed<T>(what: string, fn: () => Promise<T>): Promise<T> {
  const started = process.hrtime.bigint()
  const result = await fn()
  console.log(`${what.padEnd(44)} ${(Number(process.hrtime.bigint() - started) / 1e6).toFixed(0)} ms`)
  return result
}

describe('bulk work', () => {
  it('goes through in a constant number of statements, whose times are printed', async () => {
    const { store } = opened
    const scope = await opened.scope()
    const many = Array.from({ length: 2000 }, (_, n) => n)
    const customers = many.map((n) => put('customer', `C${n}`, customer(`C${n}`)))
    const invoices = many.map((n) => put('invoice', `I${n}`, invoice(`INV-${n}`, `C${n}`)))
    await timed('putApp, 2,000 customers', () => store.putApp(scope, customers, 1))
    await timed('putApp, 2,000 invoices', () => store.putApp(scope, invoices, 1))
    await timed('putApp, 2,000 unchanged', () => store.putApp(scope, invoices, 2))
    const strangers = many.map((n) => remote('customer', `${n}`, customer(`S${n}`)))
    const documents = many.map((n) => remote('invoice', `${n}`, invoice(`S-INV-${n}`, `S${n}`)))
    await timed('savePage, 2,000 new customers', () => store.savePage(scope, page(strangers, 'customer')))
    await timed('savePage, 2,000 new invoices', () => store.savePage(scope, page(documents, 'invoice')))
    await timed('savePage, 2,000 unchanged', () => store.savePage(scope, page(documents, 'invoice')))
    let looked = 0
    for (;;) {
      const show = looked === 0 || looked === 4000
      const look = () => store.dirty(scope, 500, 2000)
      const all = show ? await timed('dirty, 500 situations', look) : await look()
      if (all.length === 0) break
      looked += all.length
      const decisions = all.map((s) =>
        s.app ? settledAs(s, 'queued', { intent: draft(scope, s) }) : settledAs(s, 'imported'),
      )
      const write = () => store.settle(scope, decisions, 3000)
      await (show ? timed('settle, 500 with or without intents', write) : write())
    }
    expect(looked).toBe(8000)
    const claimed = await timed('claim, 100', () =>
      store.claim(scope, { holder: 'w', limit: 100, now: 4000, leaseUntil: 9000 }),
    )
    await timed('record, 100', () =>
      store.record(
        scope,
        'w',
        claimed.map(({ id, fence }, n) => ({
          id,
          fence,
          result: { kind: 'ok', key: `9${n}`, fingerprint: '' },
        })),
        5000,
      ),
    )
    await timed('work', () => store.work(scope, 6000))
    expect(claimed).toHaveLength(100)
  })
})
