import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Summary } from '../src/import/report.ts'
import { startApiServer } from './support/api-server.ts'
import type { ApiServer } from './support/api-server.ts'
import { runCli } from './support/run-cli.ts'
import type { Person, Ran } from './support/run-cli.ts'

let server: ApiServer
let folder: string
let env: Record<string, string>

beforeEach(async () => {
  server = await startApiServer()
  folder = await mkdtemp(join(tmpdir(), 'tieout-import-'))
  env = { TIEOUT_URL: server.url, TIEOUT_KEY: 'tk_test', TIEOUT_DATA: folder }
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const header = 'Invoice No,Customer,Invoice Date,Amount'

async function fileOf(lines: readonly string[], head = header): Promise<string> {
  const path = join(folder, 'ledger.csv')
  await writeFile(path, `${[head, ...lines].join('\n')}\n`)
  return path
}

const imported = (path: string, ...options: string[]): Promise<Ran> =>
  runCli(['import', path, '--yes', '--json', ...options], env)
const summaryOf = (ran: Ran): Summary => JSON.parse(ran.out) as Summary
const refusedFile = (): Promise<string> => readFile(join(folder, 'ledger.csv.refused.csv'), 'utf8')

describe('an import of good rows', () => {
  test('brings in each customer once and each invoice with its line', async () => {
    const path = await fileOf(['I-1,C-1,2026-03-28,1250.00', 'I-2,C-1,2026-03-29,75.5'])
    const ran = await imported(path)
    expect(ran.exitCode).toBe(0)
    expect(server.arrivals).toEqual(['customer', 'invoice', 'invoice'])
    expect(server.records.get('customer/C-1')?.data).toEqual({ number: 'C-1', name: 'C-1' })
    expect(server.records.get('invoice/I-2')).toEqual({
      type: 'invoice',
      id: 'I-2',
      version: 1,
      state: 'approved',
      data: {
        number: 'I-2',
        customer: 'C-1',
        date: '2026-03-29',
        lines: [{ amount: '75.50' }],
        total: '75.50',
      },
    })
    expect(summaryOf(ran)).toMatchObject({
      rows: 2,
      rowsRefused: 0,
      invoices: [{ currency: 'USD', invoices: 2, amount: '1325.50' }],
      refusedFile: null,
    })
  })

  test('run again changes nothing', async () => {
    const path = await fileOf(['I-1,C-1,2026-03-28,1250.00'])
    await imported(path)
    expect(summaryOf(await imported(path)).records).toEqual({
      customer: { stored: 0, unchanged: 1, refused: 0 },
      invoice: { stored: 0, unchanged: 1, refused: 0 },
      payment: { stored: 0, unchanged: 0, refused: 0 },
    })
  })

  test('a paid date becomes a payment of the whole invoice, dated so', async () => {
    const path = await fileOf(
      ['I-1,C-1,2026-03-28,12.30,2026-04-02', 'I-2,C-1,2026-03-28,5,'],
      `${header},Settled Date`,
    )
    await imported(path)
    expect(server.records.get('payment/I-1-settlement')?.data).toEqual({
      customer: 'C-1',
      date: '2026-04-02',
      amount: '12.30',
      applications: [{ invoice: 'I-1', amount: '12.30' }],
    })
    expect(server.records.has('payment/I-2-settlement')).toBe(false)
    expect(server.arrivals).toEqual(['customer', 'invoice', 'invoice', 'payment'])
  })

  test('a mapping file says which columns count', async () => {
    const path = await fileOf(['a,b,c,28.03.2026,"1.250,00"'], 'Kd,Name,Beleg,Tag,Wert')
    const map = join(folder, 'map.json')
    await writeFile(
      map,
      JSON.stringify({ customer: 'Kd', customerName: 'Name', invoice: 'Beleg', date: 'Tag', amount: 'Wert' }),
    )
    expect((await imported(path, '--map', map)).exitCode).toBe(0)
    expect(server.records.get('invoice/c')?.data).toMatchObject({ date: '2026-03-28', total: '1250.00' })
    expect(server.records.get('customer/a')?.data).toEqual({ number: 'a', name: 'b' })
  })

  test('a yen invoice has no decimals', async () => {
    const path = await fileOf(['I-1,C-1,2026-03-28,1250,JPY'], `${header},Currency`)
    await imported(path)
    expect(server.records.get('invoice/I-1')?.data).toMatchObject({ currency: 'JPY', total: '1250' })
  })
})

describe('rows that cannot be taken', () => {
  test('are listed with line, reason and cure, and the good ones are kept', async () => {
    const path = await fileOf([
      'I-1,C-1,2026-03-28,22.200000000000003',
      'I-2,C-1,2026-02-30,10.00',
      ',C-1,2026-03-28,10.00',
      'I-4,C-1,2026-03-28,ten',
      'I-5,C-1,2026-03-28,-10.00',
      'I-6,C-1,2026-03-28,10.00,more',
      'I-7,C-1,2026-03-28,10.00',
      ...Array.from({ length: 60 }, (_, index) => `G-${index},C-1,2026-03-28,1.00`),
    ])
    const ran = await imported(path)
    expect(ran.exitCode).toBe(3)
    expect(summaryOf(ran)).toMatchObject({ rows: 67, rowsRefused: 6, refusedFile: `${path}.refused.csv` })
    const [head, ...rows] = (await refusedFile()).trim().split('\n')
    expect(head).toBe(`line,reason,cure,${header}`)
    expect(rows.map((row) => row.split(',')[0])).toEqual(['2', '3', '4', '5', '6', '7'])
    expect(rows[0]).toContain('has 15 decimals; USD has 2.')
    expect(rows[0]).toContain('--round half-even')
    expect(rows[1]).toContain('is no day written as YYYY-MM-DD')
    expect(rows[2]).toContain('There is no invoice number.')
    expect(rows[3]).toContain('is no amount.')
    expect(rows[4]).toContain('a credit, not an invoice')
    expect(rows[5]).toContain('The row has 5 cells, the header 4.')
    expect(server.records.has('invoice/I-7')).toBe(true)
    expect(server.reported).toMatchObject({
      name: 'ledger.csv',
      refused: 6,
      refusals: [
        { line: 2, type: 'invoice', id: 'I-1' },
        { line: 3, id: 'I-2' },
        { line: 4, type: null, id: null },
        { line: 5, id: 'I-4' },
        { line: 6, id: 'I-5' },
        { line: 7, id: 'I-6' },
      ],
    })
  })

  test('the list of an earlier import goes away when nothing is refused any more', async () => {
    const path = await fileOf(['I-1,C-1,2026-03-28,1.2345'])
    expect((await imported(path)).exitCode).toBe(3)
    await imported(path, '--round', 'half-even')
    expect(existsSync(`${path}.refused.csv`)).toBe(false)
  })

  test.each([
    ['half-up', '0.13'],
    ['half-even', '0.12'],
  ])('--round %s makes %s of 0.125', async (rule, amount) => {
    await imported(await fileOf(['I-1,C-1,2026-03-28,0.125']), '--round', rule)
    expect(server.records.get('invoice/I-1')?.data).toMatchObject({ total: amount })
  })

  test('what the server refuses is listed with the server’s reason', async () => {
    server.refuse = (line) => (line.id === 'I-1' ? 'number: at most 45 characters' : undefined)
    const path = await fileOf(
      ['I-1,C-1,2026-03-28,5,2026-03-29', 'I-2,C-1,2026-03-28,6,2026-03-29'],
      `${header},Paid Date`,
    )
    const ran = await imported(path)
    expect(ran.exitCode).toBe(3)
    expect(await refusedFile()).toContain('2,number: at most 45 characters,Correct it.,I-1')
    expect([...server.records.keys()]).toEqual(['customer/C-1', 'invoice/I-2', 'payment/I-2-settlement'])
    expect(summaryOf(ran).invoices).toEqual([{ currency: 'USD', invoices: 1, amount: '6.00' }])
  })

  test('no invoice goes where its customer was refused', async () => {
    server.refuse = (line) => (line.id === 'C-1' ? 'number: at most 20 characters' : undefined)
    const path = await fileOf(['I-1,C-1,2026-03-28,5', 'I-2,C-1,2026-03-28,6', 'I-3,C-2,2026-03-28,7'])
    const ran = await imported(path)
    expect([...server.records.keys()]).toEqual(['customer/C-2', 'invoice/I-3'])
    const list = await refusedFile()
    expect(list).toContain('2,number: at most 20 characters')
    expect(list).toContain('3,"Customer C-1 was refused, see line 2."')
    expect(summaryOf(ran).rowsRefused).toBe(2)
  })
})

describe('rows with one invoice number', () => {
  const rows = ['I-1,C-1,2026-03-28,5.00', 'I-2,C-1,2026-03-28,6.00', 'I-1,C-1,2026-03-28,7.00']

  test('are all refused: half an invoice would have the wrong total', async () => {
    const ran = await imported(await fileOf(rows))
    expect(ran.exitCode).toBe(3)
    expect([...server.records.keys()]).toEqual(['customer/C-1', 'invoice/I-2'])
    expect(await refusedFile()).toContain('Invoice I-1 is on 2 rows, first on line 2.')
  })

  test('become lines of one invoice with --duplicates merge', async () => {
    await imported(await fileOf(rows), '--duplicates', 'merge')
    expect(server.records.get('invoice/I-1')?.data).toMatchObject({
      lines: [{ amount: '5.00' }, { amount: '7.00' }],
      total: '12.00',
    })
  })

  test('are refused in spite of merge when they differ, or when one cannot be read', async () => {
    const path = await fileOf([
      ...rows,
      'I-2,C-2,2026-03-28,1.00',
      'I-3,C-1,2026-03-28,1.00',
      'I-3,C-1,2026-03-28,1.001',
    ])
    expect(summaryOf(await imported(path, '--duplicates', 'merge')).rowsRefused).toBe(4)
    expect([...server.records.keys()]).toEqual(['customer/C-1', 'invoice/I-1'])
    expect(await refusedFile()).toContain('The rows of this invoice differ in customer.')
  })
})

describe('what the file does not say', () => {
  const ambiguous = ['I-1,C-1,1/6/2012,5', 'I-2,C-1,3/4/2012,6']

  test('a value past the 12th proves which number is the month', async () => {
    const path = await fileOf([...ambiguous, 'I-3,C-1,1/13/2012,7'])
    const ran = await runCli(['import', path, '--yes'], env)
    expect(ran.said).toContain('Dates are M/D/YYYY: "1/13/2012" on line 4 cannot be D/M/YYYY.')
    expect(server.records.get('invoice/I-1')?.data).toMatchObject({ date: '2012-01-06' })
  })

  test('is asked of a script by the option that answers it', async () => {
    const ran = await imported(await fileOf(ambiguous))
    expect(ran.exitCode).toBe(2)
    expect(JSON.parse(ran.out)).toEqual({
      error: {
        code: 'usage',
        message: 'The dates in Invoice Date can be read as M/D/YYYY or D/M/YYYY; no value tells which.',
        cure: 'Give --date-format with one of: M/D/YYYY, D/M/YYYY.',
      },
    })
    expect(server.records.size).toBe(0)
  })

  test('is answered by --date-format', async () => {
    await imported(await fileOf(ambiguous), '--date-format', 'DD/MM/YYYY')
    expect(server.records.get('invoice/I-1')?.data).toMatchObject({ date: '2012-06-01' })
  })

  test('a person chooses, sees the plan with samples, and agrees', async () => {
    const path = await fileOf(ambiguous)
    const asked = (person: Person): Promise<Ran> => runCli(['import', path], env, person)
    const declined = await asked({ choose: 'D/M/YYYY', confirm: false })
    expect(declined.exitCode).toBe(2)
    expect(declined.said).toContain('Invoice No')
    expect(declined.said).toContain('1/6/2012, 3/4/2012')
    expect(server.records.size).toBe(0)
    expect((await asked({ choose: 'D/M/YYYY', confirm: true })).exitCode).toBe(0)
    expect(server.records.get('invoice/I-1')?.data).toMatchObject({ date: '2012-06-01' })
  })

  test('an amount of "1,234" is not guessed at', async () => {
    const path = await fileOf(['I-1,C-1,2026-03-28,"1,234"'])
    expect((await imported(path)).out).toContain('Give --decimal with one of: point, comma.')
    await imported(path, '--decimal', 'point')
    expect(server.records.get('invoice/I-1')?.data).toMatchObject({ total: '1234.00' })
  })

  test('without anybody to confirm, --yes is asked for', async () => {
    const ran = await runCli(['import', await fileOf(['I-1,C-1,2026-03-28,5'])], env)
    expect(ran).toMatchObject({ exitCode: 2 })
    expect(ran.said).toContain('Nobody is there to confirm the plan.')
    expect(server.records.size).toBe(0)
  })
})

describe('a file or mapping that does not work', () => {
  test.each([
    ['a field that there is not', { invioce: 'Invoice No' }, 'Fields: invoice, customer'],
    ['a column that there is not', { invoice: 'Number' }, 'Columns of the file: Invoice No'],
    ['a mapping that leaves the amount open', { invoice: 'Invoice No' }, 'Name them in a file'],
  ])('%s is said with what is possible', async (_, map, cure) => {
    const path = await fileOf(['I-1,C-1,2026-03-28,5'])
    await writeFile(join(folder, 'map.json'), JSON.stringify(map))
    const ran = await imported(path, '--map', join(folder, 'map.json'))
    expect(ran.exitCode).toBe(2)
    expect(ran.out).toContain(cure)
  })

  test('a file that is not there', async () => {
    expect((await imported(join(folder, 'none.csv'))).out).toContain('There is no file')
  })

  test('a file in another encoding is refused, and read when the encoding is named', async () => {
    const path = join(folder, 'ledger.csv')
    await writeFile(path, Buffer.from(`${header}\nI-1,M\xfcller,2026-03-28,5\n`, 'latin1'))
    expect((await imported(path)).out).toContain('--encoding windows-1252')
    await imported(path, '--encoding', 'windows-1252')
    expect(server.records.has('customer/Müller')).toBe(true)
  })

  test('a quote that is never closed imports nothing', async () => {
    const ran = await imported(
      await fileOf(['I-1,C-1,2026-03-28,5', 'I-2,"C-1,2026-03-28,5', 'I-3,C-1,2026-03-28,5']),
    )
    expect(ran.exitCode).toBe(3)
    expect(ran.out).toContain('Look for a quote that is not closed.')
    expect(server.records.size).toBe(0)
  })

  test('a quote closed rows later does not swallow them in silence', async () => {
    const path = await fileOf(['I-1,"C-1,2026-03-28,5', 'I-2,C-2",2026-03-28,5', 'I-3,C-3,2026-03-28,5'])
    await imported(path)
    expect(await refusedFile()).toContain('A cell runs over several lines')
    expect([...server.records.keys()]).toEqual(['customer/C-3', 'invoice/I-3'])
  })
})

describe('when the server does not play along', () => {
  test('nobody there: the address is named', async () => {
    const path = await fileOf(['I-1,C-1,2026-03-28,5'])
    const ran = await runCli(['import', path, '--yes', '--url', 'http://127.0.0.1:9', '--key', 'x'], env)
    expect(ran.exitCode).toBe(3)
    expect(ran.said).toContain('Tieout does not answer at http://127.0.0.1:9')
  })

  test('a key that is not known: it says so, and where keys come from', async () => {
    const ran = await runCli(
      ['import', await fileOf(['I-1,C-1,2026-03-28,5']), '--yes', '--key', 'wrong'],
      env,
    )
    expect(ran).toMatchObject({ exitCode: 3 })
    expect(ran.said).toContain('Tieout does not know this key.\nGive another one with --key')
  })

  test('a connection that breaks half way says so, and the same command finishes the work', async () => {
    const path = await fileOf(
      Array.from({ length: 5000 }, (_, index) => `I-${index},C-${index % 7},2026-03-28,1.00`),
    )
    server.cutAfter = 2000
    const ran = await runCli(['import', path, '--yes'], env)
    expect(ran.exitCode).toBe(3)
    expect(ran.said).toContain('Run the same command again')
    server.cutAfter = Infinity
    expect((await imported(path)).exitCode).toBe(0)
    expect(server.records.size).toBe(5007)
  })
})
