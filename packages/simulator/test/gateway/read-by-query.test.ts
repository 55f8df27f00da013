import { describe, expect, test } from 'vitest'
import { changeSettings, type GatewayPatch } from '../../src/gateway/change-settings.ts'
import type { Element } from '../../src/xml/element.ts'
import { at, send, text, world, type Ask, type Asked, type World } from '../ask.ts'
import { filter, is, plant, query } from './records.ts'

const rows = [
  {
    RECORDNO: '1',
    CUSTOMERID: 'A',
    NAME: "Jane's Deli",
    STATUS: 'active',
    CREDITLIMIT: '10.0',
    WHENMODIFIED: '2026-01-01T00:00:00Z',
  },
  {
    RECORDNO: '2',
    CUSTOMERID: 'B',
    NAME: 'Bob',
    STATUS: 'inactive',
    CREDITLIMIT: '',
    WHENMODIFIED: '2026-01-02T00:00:00Z',
  },
  {
    RECORDNO: '3',
    CUSTOMERID: 'C',
    NAME: 'bob',
    STATUS: 'active',
    CREDITLIMIT: '7',
    WHENMODIFIED: '2026-01-03T00:00:00Z',
  },
]

function planted(): World {
  const here = world()
  plant(here.simulator, 'CUSTOMER', rows)
  return here
}

function settings({ simulator }: World, patch: GatewayPatch): void {
  const company = simulator.companies.get('DEMO')
  if (company !== undefined) company.settings = changeSettings(company.settings, patch)
}

const escaped = (query: string) =>
  query.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

function ask(
  here: World,
  query: string,
  rest = '<fields>CUSTOMERID</fields>',
  object = 'CUSTOMER',
  who: Ask = {},
): Asked {
  return send(
    here.simulator,
    [`<readByQuery><object>${object}</object>${rest}<query>${escaped(query)}</query></readByQuery>`],
    who,
  )
}

function ids(data: Element): string {
  return data.children
    .map((each) => text(each, 'CUSTOMERID'))
    .sort()
    .join('')
}

describe('the query string', () => {
  test.each([
    ['', 'ABC'],
    ["NAME = 'Bob'", 'B'],
    ["name = 'bob'", 'C'],
    ["NOT NAME = 'Bob'", 'AC'],
    ["NAME = 'Jane\\'s Deli'", 'A'],
    ["NAME like '%o%' AND NOT (NAME like 'b%' OR CUSTOMERID = 'Z')", 'B'],
    ["NAME not like 'b%'", 'AB'],
    ["CUSTOMERID in ('A','C')", 'AC'],
    ["CUSTOMERID not in ('A','C')", 'B'],
    ['CREDITLIMIT IS NULL', 'B'],
    ['CREDITLIMIT is not null', 'AC'],
    ['CREDITLIMIT >= 10', 'A'],
    ["CREDITLIMIT < '10.00'", 'C'],
    ['RECORDNO > 1 AND RECORDNO <= 3', 'BC'],
    ["RECORDNO = 1 OR RECORDNO = 2 AND NAME = 'x'", 'A'],
    ["WHENMODIFIED >= '01/02/2026 00:00:00'", 'BC'],
    ["WHENMODIFIED > '01/02/2026'", 'C'],
    ["STATUS = 'T'", 'AC'],
    ["STATUS = 'F'", 'B'],
    ["STATUS = 'active'", ''],
  ])('%s', (query, expected) => {
    expect(ids(at(ask(planted(), query).result(), 'data'))).toBe(expected)
  })

  test('rownum keeps so many of them', () => {
    expect(at(ask(planted(), 'rownum < 3').result(), 'data').children).toHaveLength(2)
    expect(at(ask(planted(), "rownum = 1 AND STATUS = 'T'").result(), 'data').children).toHaveLength(1)
  })

  test.each([
    "COLOUR = 'red'",
    'NAME',
    "NAME = 'open",
    'NAME = Bob',
    "NAME != 'Bob'",
    "NAME <> 'Bob'",
    "NAME = 'Bob' ORDER BY NAME",
    "(NAME = 'Bob'",
    "NAME in ('Bob'",
    "WHENMODIFIED >= '2026-01-02T00:00:00Z'",
    "PARENT.NAME = 'Bob'",
    "NAME = 'O''Neil'",
    'NAME IS 5',
  ])('%s is DL02000001', (query) => {
    const answer = ask(planted(), query)
    expect(answer.errors(0)).toEqual(['DL02000001: There was an error processing the request.'])
    expect(text(answer.result(), 'errormessage', 'error', 'description')).toBe('Error')
  })
})

test('an unknown field to be returned is DL02000001, an orderby element a schema error, an unknown object WS', () => {
  expect(ask(planted(), '', '<fields>COLOUR</fields>').errors(0)[0]).toContain('DL02000001')
  expect(ask(planted(), '', '<orderby>NAME</orderby>').errors()[0]).toContain(
    "Element 'orderby': This element is not expected",
  )
  expect(ask(planted(), '', '', 'NOTHING').errors(0)).toEqual(['WS: Object definition NOTHING not found'])
})

test('rows have lower-case names and upper-case fields; * gives all without lines', () => {
  const data = at(ask(planted(), 'RECORDNO = 1', '<fields>*</fields>').result(), 'data')
  expect(data.attributes).toMatchObject({
    listtype: 'customer',
    count: '1',
    totalcount: '1',
    numremaining: '0',
  })
  expect(data.children[0]?.name).toBe('customer')
  expect(text(data, 'customer', 'DISPLAYCONTACT.EMAIL1')).toBe('')
})

test('orders, bills and documents are compared by their stored letters', () => {
  const here = world()
  plant(here.simulator, 'SODOCUMENT', [
    { DOCID: 'a', STATE: 'Closed' },
    { DOCID: 'b', STATE: 'Pending' },
  ])
  plant(here.simulator, 'APBILL', [
    { RECORDID: 'x', STATE: 'Posted' },
    { RECORDID: 'y', STATE: 'Draft' },
  ])
  plant(here.simulator, 'ARINVOICE', [{ RECORDID: 'i', STATE: 'Posted', RAWSTATE: 'A' }])
  const count = (query: string, object: string) =>
    at(ask(here, query, '', object).result(), 'data').attributes.count
  expect(count("STATE = 'D'", 'SODOCUMENT')).toBe('1')
  expect(count("STATE = 'A'", 'APBILL')).toBe('1')
  expect(count("STATE = 'Posted'", 'ARINVOICE')).toBe('1')
  settings(here, { invoiceStateInReadByQuery: 'letters' })
  expect(count("STATE = 'Posted'", 'ARINVOICE')).toBe('0')
  expect(count("STATE = 'A'", 'ARINVOICE')).toBe('1')
})

test('audit rows tell their access mode in words here, and by letter to a query', () => {
  const here = world()
  plant(here.simulator, 'AUDITHISTORY', [
    { RECORDNO: '1', ID: '1', ACCESSMODE: 'C' },
    { RECORDNO: '2', ID: '2', ACCESSMODE: 'D' },
  ])
  const data = at(
    ask(here, "ACCESSMODE = 'Delete'", '<fields>ID,ACCESSMODE</fields>', 'AUDITHISTORY').result(),
    'data',
  )
  expect(data.children.map((each) => [text(each, 'ID'), text(each, 'ACCESSMODE')])).toEqual([['2', 'Delete']])
  const letters = send(here.simulator, [
    query('AUDITHISTORY', ['ID'], filter(is('in', 'ACCESSMODE', 'C', 'D'))),
  ])
  expect(at(letters.result(), 'data').attributes.count).toBe('2')
})

describe('result sets', () => {
  const many = (count: number): World => {
    const here = world()
    plant(
      here.simulator,
      'CUSTOMER',
      Array.from({ length: count }, (_, index) => ({
        RECORDNO: String(index + 1),
        CUSTOMERID: `C${String(index)}`,
        NAME: 'old',
      })),
    )
    return here
  }
  const more = (here: World, inner: string, who: Ask = {}) =>
    send(here.simulator, [`<readMore>${inner}</readMore>`], who)

  test('give every row once over their pages, as they were, whatever changes meanwhile; not in key order', () => {
    const here = many(250)
    const first = at(ask(here, '', '<fields>RECORDNO,NAME</fields>').result(), 'data')
    expect(first.attributes).toMatchObject({ count: '100', totalcount: '250', numremaining: '150' })
    const raw = here.simulator.companies.get('DEMO')?.books.raw('CUSTOMER')
    for (let no = 1; no <= 250; no += 1) raw?.patch(String(no), { NAME: 'new' })
    raw?.delete('250')
    const pages = [first]
    for (const remaining of ['50', '0']) {
      const page = at(more(here, `<resultId>${first.attributes.resultId ?? ''}</resultId>`).result(), 'data')
      expect(page.attributes.numremaining).toBe(remaining)
      pages.push(page)
    }
    const seen = pages.flatMap((page) => page.children.map((each) => text(each, 'RECORDNO')))
    expect(new Set(seen).size).toBe(250)
    expect(seen).not.toEqual(seen.toSorted((left, right) => Number(left) - Number(right)))
    expect(new Set(pages.flatMap((page) => page.children.map((each) => text(each, 'NAME'))))).toEqual(
      new Set(['old']),
    )
  })

  test('give values as they are now where the setting says so', () => {
    const here = many(101)
    settings(here, { resultSetValues: 'live' })
    const { resultId } = at(ask(here, '', '<fields>RECORDNO,NAME</fields>').result(), 'data').attributes
    const raw = here.simulator.companies.get('DEMO')?.books.raw('CUSTOMER')
    for (let no = 1; no <= 101; no += 1) raw?.patch(String(no), { NAME: 'new' })
    expect(
      text(more(here, `<resultId>${resultId ?? ''}</resultId>`).result(), 'data', 'customer', 'NAME'),
    ).toBe('new')
  })

  test('expire, and then say so', () => {
    const here = many(101)
    const { resultId } = at(ask(here, '').result(), 'data').attributes
    here.clock.time += 900_000
    expect(more(here, `<resultId>${resultId ?? ''}</resultId>`).errors(0)).toEqual([
      `XL03000006: The result set '${resultId ?? ''}' does not exist or has expired.`,
    ])
  })

  test('by object, readMore goes on with the latest of the session', () => {
    const here = many(101)
    const session = text(send(here.simulator, ['<getAPISession/>']).result(), 'data', 'api', 'sessionid')
    ask(here, '', '<fields>RECORDNO</fields>', 'CUSTOMER', { session })
    expect(at(more(here, '<object>CUSTOMER</object>', { session }).result(), 'data').attributes.count).toBe(
      '1',
    )
    expect(more(here, '<object>CUSTOMER</object>').errors(0)).toHaveLength(1)
  })

  test('pages have at most 1000 rows, or what the setting allows', () => {
    const here = many(1)
    expect(ask(here, '', '<pagesize>1001</pagesize>').errors(0)).toEqual([
      'XL03000006: The page size must be between 1 and 1000.',
    ])
    settings(here, { readByQueryPageLimit: 2000 })
    expect(ask(here, '', '<pagesize>1001</pagesize>').errors(0)).toEqual([])
  })
})
