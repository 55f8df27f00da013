import { existsSync } from 'node:fs'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Summary } from '../src/import/report.ts'
import { startApiServer } from './support/api-server.ts'
import type { ApiServer } from './support/api-server.ts'
import { runCli } from './support/run-cli.ts'

const data = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')
const here = existsSync(data)
if (!here) console.warn('Skipped: the real receivables are not beside the repository (../shared/data).')

let server: ApiServer
let folder: string

beforeEach(async () => {
  server = await startApiServer()
  folder = await mkdtemp(join(tmpdir(), 'tieout-real-'))
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

async function importReal(
  name: string,
  ...options: string[]
): Promise<{ exitCode: number; summary: Summary; path: string }> {
  const path = join(folder, name)
  await copyFile(join(data, name), path)
  const ran = await runCli(['import', path, '--yes', '--json', ...options], {
    TIEOUT_URL: server.url,
    TIEOUT_KEY: 'tk_test',
  })
  return { exitCode: ran.exitCode, summary: JSON.parse(ran.out) as Summary, path }
}

const ofType = (type: string) => [...server.records.values()].filter((record) => record.type === type)

test.runIf(here)(
  'the messy ledger: 100 customers, 2,586 invoices of 155,658.78, each settled, twice the same',
  async () => {
    const { exitCode, summary } = await importReal('ar-ledger-messy.csv')
    expect(exitCode).toBe(0)
    expect(summary.invoices).toEqual([{ currency: 'USD', invoices: 2586, amount: '155658.78' }])
    expect(summary.records).toEqual({
      customer: { stored: 100, unchanged: 0, refused: 0 },
      invoice: { stored: 2586, unchanged: 0, refused: 0 },
      payment: { stored: 2586, unchanged: 0, refused: 0 },
    })
    expect(server.records.get('invoice/2195380883')?.data).toEqual({
      number: '2195380883',
      customer: '6627-ELFBK',
      date: '2012-01-06',
      dueDate: '2012-02-05',
      lines: [{ amount: '47.07' }],
      total: '47.07',
    })
    expect(server.records.get('payment/2195380883-settlement')?.data).toMatchObject({
      date: '2012-02-03',
      amount: '47.07',
    })

    const again = await importReal('ar-ledger-messy.csv')
    expect(again.summary.records.invoice).toEqual({ stored: 0, unchanged: 2586, refused: 0 })
    expect(ofType('payment')).toHaveLength(2586)
  },
)

test.runIf(here)(
  'the retail invoices: rows with float noise are refused without a rounding rule',
  async () => {
    const { exitCode, summary, path } = await importReal('retail-invoices.csv')
    expect(exitCode).toBe(3)
    expect(summary).toMatchObject({ rows: 18_532, rowsRefused: 2705, refusedFile: `${path}.refused.csv` })
    expect(summary.invoices).toEqual([{ currency: 'USD', invoices: 15_827, amount: '7749684.07' }])
    const refused = (await readFile(`${path}.refused.csv`, 'utf8')).trim().split('\n')
    expect(refused).toHaveLength(2706)
    expect(refused[1]).toMatch(/^3,"""22\.200000000000003"" has 15 decimals; USD has 2\.",/)
  },
)

test.runIf(here)('the retail invoices: with half-even all go through', async () => {
  const { exitCode, summary } = await importReal('retail-invoices.csv', '--round', 'half-even')
  expect(exitCode).toBe(0)
  expect(summary.invoices).toEqual([{ currency: 'USD', invoices: 18_532, amount: '8911407.90' }])
  expect(ofType('customer')).toHaveLength(4338)
  expect(ofType('payment')).toHaveLength(0)
})
