import { copyFileSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { monotonic, pause } from '../seams/outside.ts'
import { bringIn, importCommand } from './support/bring-in.ts'
import { figures, writes } from './support/figures.ts'
import { openHouse } from './support/house.ts'
import type { House } from './support/house.ts'
import { readBooks } from './support/once-each.ts'

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 })

const invoices = 60
const settings = { settleMs: 3_000, readLagMs: 500, batchSize: 5 }
let house: House

beforeAll(async () => {
  house = await openHouse()
  // Nothing but ourselves keeps a record from being made twice.
  await house.intacct.settings('EMPTY', { controlIds: { rememberedSeconds: 0 } })
})
afterAll(() => house.close())

/** So many invoices, each paid in full, of a customer for every third. */
function ledger(count: number): string {
  const rows = Array.from({ length: count }, (_, at) => {
    const day = String((at % 27) + 1).padStart(2, '0')
    const amount = `${100 + at}.${String(at % 100).padStart(2, '0')}`
    return `INV-${at + 1},C-${(at % 20) + 1},2026-01-${day},${amount},2026-02-${day}`
  })
  return `invoiceNumber,customerID,InvoiceDate,InvoiceAmount,SettledDate\n${rows.join('\n')}\n`
}

async function made(): Promise<number> {
  const { functions } = await house.intacct.stats()
  return Object.values(writes(functions)).reduce((sum, count) => sum + count, 0)
}

async function until<T>(what: string, withinMs: number, look: () => Promise<T | null>): Promise<T> {
  const end = monotonic() + withinMs
  for (;;) {
    const found = await look()
    if (found !== null) return found
    if (monotonic() > end) throw new Error(`${what}: not within ${withinMs} ms`)
    await pause(20)
  }
}

const reach = (count: number): Promise<number> =>
  until(`${count} writes`, 120_000, async () => {
    const now = await made()
    return now >= count ? now : null
  })

interface Detail {
  readonly state: string
  readonly sentence: string
}

const detail = async (): Promise<Detail> => house.get<Detail>(`/connections/${await house.connection()}`)

/** A new data folder that holds nothing but a copy of the key. */
function emptyFolder(name: string): string {
  const keys = join(house.folder, name, 'keys')
  mkdirSync(keys, { recursive: true })
  copyFileSync(join(house.folder, 'data', 'keys', 'master.key'), join(keys, 'master.key'))
  return join(house.folder, name)
}

test('a backup restored in the middle of an import, while the app sends everything again: all is in Intacct once each', async () => {
  await house.intacct.weather({ latencyMs: 100 })
  const file = join(house.folder, 'tieout.backup')
  const text = ledger(invoices)
  const lost = house.begin(...importCommand(house, text, [], settings))
  const atBackup = await reach(10)
  const saved = await house.run('backup', file, '--json')
  expect(saved).toMatchObject({ code: 0, err: '' })
  const atLoss = await reach(85)
  await house.kill()
  await lost.ended

  const folder = emptyFolder('restored')
  const put = await house.run('restore', file, '--data', folder, '--json')
  expect(put).toMatchObject({ code: 0, err: '' })
  house.moveTo('restored')
  const before = await made()
  await house.start()
  expect(await detail()).toMatchObject({ state: 'verify_first' })
  const told = await house.run('status', '--company', 'Northwind')
  expect(told.out).toContain('Verifies first')

  // The app sends everything again meanwhile, and Tieout is killed twice on the way.
  const again = house.begin(...importCommand(house, text, [], settings))
  await pause(600)
  await house.kill()
  await again.ended
  await house.start()
  const third = house.begin(...importCommand(house, text, [], settings))
  await pause(1_200)
  const { state } = await detail()
  const during = await made()
  await house.kill()
  await third.ended
  await house.start()
  const { summary } = await bringIn(house, text, [], settings)
  await until('active again', 60_000, async () => ((await detail()).state === 'active' ? true : null))
  await house.quiet(180_000)

  const books = await readBooks(house.intacct)
  const { functions } = await house.intacct.stats()
  figures('restored in the middle', { atBackup, atLoss, before, state, during, ...books, functions })
  if (state === 'verify_first') expect(during).toBe(before)
  expect(atLoss - atBackup).toBeGreaterThan(20)
  expect(summary.rowsRefused).toBe(0)
  expect(books).toMatchObject({ customers: 20, invoices, payments: invoices, doubled: [], notSettled: [] })
  expect(await house.figure('tieout_intents_open')).toBe(0)
  const counts = (await house.get<{ counts: object }>(`/connections/${await house.connection()}`)).counts
  expect(counts).toMatchObject({ success: 20 + 2 * invoices, error: 0, desynchronized: 0, not_integrated: 0 })
  expect(readdirSync(house.folder).filter((name) => name.endsWith('.part'))).toEqual([])
  expect(existsSync(join(folder, 'life.json'))).toBe(true)
})
