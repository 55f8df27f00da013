import { expect, test } from 'vitest'
import { IntacctError, UsageError } from '../../src/errors/outcome.ts'
import type { Page } from '../../src/reading/pages.ts'
import { childOf, childrenOf, textOf } from '../../src/xml/element.ts'
import type { Element } from '../../src/xml/element.ts'
import { answer, error, ok, refused } from '../support/answers.ts'
import { harness } from '../support/gateway.ts'
import type { Seen } from '../support/gateway.ts'

type Line = Readonly<Record<string, string>>

/** Evaluates a filter as the gateway does for these tests: numbers by size, everything else by text. */
function meets(row: Line, filter: Element): boolean {
  const value = row[textOf(filter, 'field')] ?? ''
  const given = childrenOf(filter, 'value').map(({ text }) => text)
  const compare = (other = ''): number =>
    /^\d+$/.test(value) ? Number(value) - Number(other) : value < other ? -1 : value > other ? 1 : 0
  switch (filter.name) {
    case 'and':
      return filter.children.every((part) => meets(row, part))
    case 'or':
      return filter.children.some((part) => meets(row, part))
    case 'in':
      return given.includes(value)
    case 'between':
      return compare(given[0]) >= 0 && compare(given[1]) <= 0
    case 'greaterthan':
      return compare(given[0]) > 0
    case 'greaterthanorequalto':
      return compare(given[0]) >= 0
    case 'lessthan':
      return compare(given[0]) < 0
    case 'lessthanorequalto':
      return compare(given[0]) <= 0
    default:
      throw new Error(filter.name)
  }
}

function queryAnswer(seen: Seen, table: readonly Line[]): string {
  const { body, controlId } = seen.functions[0]!
  const filter = childOf(body, 'filter')?.children[0]
  const order = (childOf(body, 'orderby')?.children ?? []).map((one) => textOf(one, 'field'))
  const found = table
    .filter((row) => filter === undefined || meets(row, filter))
    .sort((a, b) => {
      for (const field of order) {
        const [x = '', y = ''] = [a[field], b[field]]
        if (x !== y) return /^\d+$/.test(x) ? Number(x) - Number(y) : x < y ? -1 : 1
      }
      return 0
    })
  const size = Number(textOf(body, 'pagesize'))
  const page = found.slice(0, size)
  const fields = childrenOf(childOf(body, 'select'), 'field').map(({ text }) => text)
  const rows = page.map(
    (row) => `<X>${fields.map((name) => `<${name}>${row[name] ?? ''}</${name}>`).join('')}</X>`,
  )
  return answer(
    ok(
      controlId,
      `<data listtype="X" totalcount="${found.length}" offset="0" count="${page.length}" numremaining="${found.length - page.length}">${rows.join('')}</data>`,
    ),
  )
}

async function collected(all: AsyncGenerator<Page>): Promise<Page[]> {
  const list: Page[] = []
  for await (const page of all) list.push(page)
  return list
}

const keys = (pages: readonly Page[]): string[] =>
  pages.flatMap(({ rows }) => rows.map((row) => row['RECORDNO'] ?? ''))

const table = (count: number, stampOf: (at: number) => string): Line[] =>
  Array.from({ length: count }, (_none, at) => ({
    RECORDNO: String(at + 1),
    WHENMODIFIED: stampOf(at),
    NAME: `n${at}`,
  }))

test('a table is read by key, each record once, never by offset', async () => {
  const rows = table(25, () => '01/05/2026 10:00:00')
  const { intacct, requests, reports } = harness((seen) => queryAnswer(seen, rows))
  const pages = await collected(
    intacct.pages({ object: 'X', fields: ['NAME'], order: { by: 'key' }, pageSize: 10 }),
  )
  expect(keys(pages)).toEqual(rows.map((row) => row['RECORDNO']))
  expect(pages.map(({ last }) => last)).toEqual([false, false, true])
  expect(requests).toHaveLength(3)
  expect(requests.every((seen) => textOf(seen.functions[0]!.body, 'offset') === '0')).toBe(true)
  expect(reports.reduce((sum, { units }) => sum + units, 0)).toBe(3)
})

test('a range of keys can be read alone, and reading goes on where it stopped', async () => {
  const { intacct } = harness((seen) =>
    queryAnswer(
      seen,
      table(25, () => 's'),
    ),
  )
  const pages = await collected(
    intacct.pages({ object: 'X', fields: [], order: { by: 'key', after: '5', upTo: '9' }, pageSize: 3 }),
  )
  expect(keys(pages)).toEqual(['6', '7', '8', '9'])
})

test('many records of one second are told apart by their key; the ceiling is kept out, the start kept in', async () => {
  const rows = table(30, (at) => `01/05/2026 10:00:0${Math.floor(at / 10)}`)
  const { intacct } = harness((seen) => queryAnswer(seen, rows))
  const order = {
    by: 'stamp',
    field: 'WHENMODIFIED',
    from: '01/05/2026 10:00:01',
    below: '01/05/2026 10:00:02',
  } as const
  const pages = await collected(intacct.pages({ object: 'X', fields: ['NAME'], order, pageSize: 3 }))
  expect(keys(pages)).toEqual(rows.slice(10, 20).map((row) => row['RECORDNO']))
  expect(pages.at(-1)!.after).toEqual({ stamp: '01/05/2026 10:00:01', key: '20' })
})

test('a later stamp on an older record is not missed', async () => {
  const rows = table(30, (at) => `01/05/2026 10:00:0${Math.floor((29 - at) / 10)}`)
  const { intacct } = harness((seen) => queryAnswer(seen, rows))
  const order = { by: 'stamp', field: 'WHENMODIFIED' } as const
  const found = keys(await collected(intacct.pages({ object: 'X', fields: [], order, pageSize: 7 })))
  expect(found).toEqual(
    [...rows.slice(20), ...rows.slice(10, 20), ...rows.slice(0, 10)].map((row) => row['RECORDNO']),
  )
})

test('records that are added while reading do not shift those that are still to come', async () => {
  const rows = table(20, () => '01/05/2026 10:00:00')
  const { intacct } = harness((seen, count) => {
    const found = queryAnswer(seen, rows)
    if (count === 1) rows.unshift({ RECORDNO: '0', WHENMODIFIED: '01/05/2026 10:00:00', NAME: 'late' })
    return found
  })
  const order = { by: 'stamp', field: 'WHENMODIFIED' } as const
  const found = keys(await collected(intacct.pages({ object: 'X', fields: [], order, pageSize: 7 })))
  expect(found).toEqual(Array.from({ length: 20 }, (_none, at) => String(at + 1)))
})

test('reading ahead gives the same pages with the same calls', async () => {
  const rows = table(25, () => 's')
  const { intacct, requests } = harness((seen) => queryAnswer(seen, rows))
  const pages = await collected(
    intacct.pages({ object: 'X', fields: [], order: { by: 'key' }, pageSize: 10, readAhead: true }),
  )
  expect(keys(pages)).toHaveLength(25)
  expect(requests).toHaveLength(3)
})

test('an empty table gives one empty last page', async () => {
  const { intacct } = harness((seen) => queryAnswer(seen, []))
  const pages = await collected(intacct.pages({ object: 'X', fields: [], order: { by: 'key', after: '7' } }))
  expect(pages).toMatchObject([{ rows: [], last: true, after: { stamp: '', key: '7' } }])
})

test('a gateway that ignores the filter ends in an error, not in a loop', async () => {
  const { intacct, requests } = harness((seen, count) =>
    answer(
      ok(
        seen.functions[0]!.controlId,
        `<data count="1" numremaining="${count < 5 ? 5 : 0}"><X><RECORDNO>1</RECORDNO></X></data>`,
      ),
    ),
  )
  const reading = collected(intacct.pages({ object: 'X', fields: [], order: { by: 'key' } }))
  await expect(reading).rejects.toMatchObject({ outcome: { cause: 'paging_stuck' } })
  expect(requests).toHaveLength(2)
})

test('rows without the key end in an error', async () => {
  const { intacct } = harness((seen) =>
    answer(ok(seen.functions[0]!.controlId, '<data count="1" numremaining="0"><X><NAME>a</NAME></X></data>')),
  )
  await expect(
    collected(intacct.pages({ object: 'X', fields: [], order: { by: 'key' } })),
  ).rejects.toMatchObject({
    outcome: { cause: 'paging_stuck' },
  })
})

test('lines of 2,500 documents take calls of 1,000 documents, not one a document', async () => {
  const lines = Array.from({ length: 5000 }, (_none, at) => ({
    RECORDNO: String(at + 1),
    RECORDKEY: String(Math.floor(at / 2) + 1),
  }))
  const { intacct, requests } = harness((seen) => queryAnswer(seen, lines))
  const documents = Array.from({ length: 2500 }, (_none, at) => String(at + 1))
  const pages = await collected(
    intacct.lines({ object: 'ARINVOICEITEM', link: 'RECORDKEY', of: documents, fields: ['AMOUNT'] }),
  )
  expect(new Set(keys(pages)).size).toBe(5000)
  expect(requests).toHaveLength(3)
  const range = await collected(
    intacct.lines({ object: 'ARINVOICEITEM', link: 'RECORDKEY', of: { from: '3', to: '4' }, fields: [] }),
  )
  expect(keys(range)).toEqual(['5', '6', '7', '8'])
})

test('a read is repeated after throttling and lost answers, with growing pauses, a bounded number of times', async () => {
  const rows = table(1, () => 's')
  const { intacct, clock, requests } = harness((seen, count) =>
    count === 1
      ? { status: 429, body: '' }
      : count === 2
        ? { status: 502, body: '<html/>' }
        : queryAnswer(seen, rows),
  )
  expect((await intacct.query({ object: 'X', fields: ['RECORDNO'] })).rows).toEqual([{ RECORDNO: '1' }])
  expect(requests).toHaveLength(3)
  expect(clock.waits.some((ms) => ms >= 500 && ms <= 1000)).toBe(true)
  const { intacct: dead, requests: asked } = harness(() => ({ status: 502, body: '' }))
  await expect(dead.query({ object: 'X', fields: ['A'] })).rejects.toBeInstanceOf(IntacctError)
  expect(asked).toHaveLength(5)
})

test('a refusal that repeating cannot cure is not repeated', async () => {
  const { intacct, requests } = harness((seen) =>
    answer(
      refused(
        seen.functions[0]!.controlId,
        error('PL04000005', 'You do not have permission for API operation READ on objects of type x'),
      ),
    ),
  )
  await expect(intacct.query({ object: 'X', fields: ['A'] })).rejects.toMatchObject({
    outcome: { cause: 'no_permission' },
  })
  expect(requests).toHaveLength(1)
})

test('what can never be asked is refused before anything is sent', async () => {
  const { intacct, signIns } = harness(() => '')
  await expect(intacct.query({ object: 'X', fields: [] })).rejects.toThrow(UsageError)
  await expect(intacct.query({ object: 'X', fields: ['A'], pageSize: 2001 })).rejects.toThrow('1 to 2000')
  const values = Array.from({ length: 1001 }, String)
  await expect(
    intacct.query({ object: 'X', fields: ['A'], filter: { op: 'in', field: 'A', values } }),
  ).rejects.toThrow('1 to 1000 values')
  expect(signIns).toHaveLength(0)
})
