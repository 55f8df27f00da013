import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { changeSettings } from '../../src/gateway/change-settings.ts'
import { at, send, text, world, type Asked } from '../ask.ts'
import { filter, is, orderBy, plant, query } from './records.ts'

const rows = [
  {
    RECORDNO: '1',
    CUSTOMERID: 'A',
    NAME: 'Alpha',
    CREDITLIMIT: '9.50',
    STATUS: 'active',
    WHENMODIFIED: '2026-01-01T00:00:00Z',
  },
  {
    RECORDNO: '2',
    CUSTOMERID: 'B',
    NAME: 'alpha',
    CREDITLIMIT: '10.00',
    STATUS: 'inactive',
    WHENMODIFIED: '2026-01-02T10:00:00Z',
  },
  {
    RECORDNO: '3',
    CUSTOMERID: 'C',
    NAME: 'Gamma & Co',
    CREDITLIMIT: '',
    STATUS: 'active',
    WHENMODIFIED: '2026-01-02T10:00:00Z',
    PARENTID: 'A',
  },
  {
    RECORDNO: '4',
    CUSTOMERID: 'D',
    NAME: 'Delta_x',
    CREDITLIMIT: '100',
    STATUS: 'active',
    WHENMODIFIED: '2026-01-03T23:59:59Z',
    PARENTID: 'C',
  },
]

function asked(xml: string): Asked {
  const { simulator } = world()
  plant(simulator, 'CUSTOMER', rows)
  return send(simulator, [xml])
}

function found(condition: string, rest = ''): string {
  const data = at(
    asked(query('CUSTOMER', ['CUSTOMERID'], filter(condition) + orderBy('RECORDNO') + rest)).result(),
    'data',
  )
  return data.children.map((each) => text(each, 'CUSTOMERID')).join('')
}

const and = (...parts: string[]) => `<and>${parts.join('')}</and>`
const or = (...parts: string[]) => `<or>${parts.join('')}</or>`

describe('each operator compares by the kind of its field', () => {
  test.each([
    [is('equalto', 'NAME', 'alpha'), 'B'],
    [is('notequalto', 'NAME', 'alpha'), 'ACD'],
    [is('lessthan', 'CREDITLIMIT', '10'), 'A'],
    [is('lessthanorequalto', 'CREDITLIMIT', '10'), 'AB'],
    [is('greaterthan', 'CREDITLIMIT', '9.5'), 'BD'],
    [is('greaterthanorequalto', 'CREDITLIMIT', '9.5'), 'ABD'],
    [is('notequalto', 'CREDITLIMIT', '10'), 'AD'],
    [is('between', 'CREDITLIMIT', '9.5', '10.0'), 'AB'],
    [is('in', 'CUSTOMERID', 'A', 'D', 'Z'), 'AD'],
    [is('notin', 'CUSTOMERID', 'A', 'D'), 'BC'],
    [is('in', 'CREDITLIMIT', '10', '100.0'), 'BD'],
    [is('like', 'NAME', '%lph%'), 'AB'],
    [is('like', 'NAME', 'Delta_x'), 'D'],
    [is('like', 'NAME', '_elta__'), 'D'],
    [is('notlike', 'NAME', '%a'), 'CD'],
    [is('isnull', 'CREDITLIMIT'), 'C'],
    [is('isnotnull', 'CREDITLIMIT'), 'ABD'],
    [is('greaterthanorequalto', 'WHENMODIFIED', '01/02/2026 10:00:00'), 'BCD'],
    [is('lessthan', 'WHENMODIFIED', '01/02/2026'), 'A'],
    [is('equalto', 'NAME', 'Gamma &amp; Co'), 'C'],
    [
      and(
        is('equalto', 'STATUS', 'active'),
        or(is('equalto', 'CUSTOMERID', 'A'), is('equalto', 'CUSTOMERID', 'B')),
      ),
      'A',
    ],
  ])('%s', (condition, expected) => {
    expect(found(condition)).toBe(expected)
  })

  test('caseinsensitive compares names without case', () => {
    expect(
      found(is('equalto', 'NAME', 'ALPHA'), '<options><caseinsensitive>true</caseinsensitive></options>'),
    ).toBe('AB')
  })
})

test('dotted fields follow relationships; one through itself goes a single hop', () => {
  expect(found(is('equalto', 'PARENT.NAME', 'Alpha'))).toBe('C')
  const answer = asked(query('CUSTOMER', ['PARENT.CUSTOMERID'], filter(is('equalto', 'CUSTOMERID', 'D'))))
  expect(text(answer.result(), 'data', 'CUSTOMER', 'PARENT.CUSTOMERID')).toBe('C')
  expect(asked(query('CUSTOMER', ['PARENT.PARENT.NAME'])).errors(0)).toEqual([
    'XL03000010: The field PARENT.PARENT.NAME does not exist on the object CUSTOMER.',
  ])
})

test.each<[string, string, string]>([
  ['an unknown object', query('NOTHING', ['RECORDNO']), 'Query Failed: Object definition NOTHING not found'],
  [
    'an unknown field in the filter',
    query('CUSTOMER', ['RECORDNO'], filter(is('equalto', 'COLOUR', 'x'))),
    'XL03000010: The field COLOUR does not exist on the object CUSTOMER.',
  ],
  ['a star', query('CUSTOMER', ['*']), 'XL03000010: The field * does not exist on the object CUSTOMER.'],
  [
    'fields that can only be read',
    query('ARINVOICE', ['RECORDNO', 'INVOICENO', 'DATEDUE']),
    'XL03000006: The following fields cannot be queried: INVOICENO, DATEDUE',
  ],
  [
    'an ISO time',
    query('CUSTOMER', ['RECORDNO'], filter(is('greaterthan', 'WHENMODIFIED', '2026-01-01T00:00:00Z'))),
    "XL03000010: The value '2026-01-01T00:00:00Z' is not valid for the field WHENMODIFIED.",
  ],
  [
    'letters for a number',
    query('CUSTOMER', ['RECORDNO'], filter(is('equalto', 'RECORDNO', 'x'))),
    "XL03000010: The value 'x' is not valid for the field RECORDNO.",
  ],
  [
    'csv',
    query('CUSTOMER', ['RECORDNO'], '<options><returnformat>csv</returnformat></options>'),
    'XL03000006: This simulator answers in xml only, not in csv.',
  ],
])('%s fails that function', (_what, xml, error) => {
  expect(asked(xml).errors(0)).toEqual([error])
})

test.each<[string, string, string]>([
  [
    'two top operators',
    filter(is('isnull', 'NAME') + is('isnull', 'NAME')),
    "Element 'isnull': This element is not expected.",
  ],
  ['an and of one', filter(and(is('isnull', 'NAME'))), "Element 'and': Missing child element(s)."],
  ['an unknown operator', filter('<same/>'), "Element 'same': This element is not expected."],
  [
    '1001 values',
    filter(is('in', 'RECORDNO', ...Array.from({ length: 1001 }, (_, index) => String(index)))),
    'At most 1000',
  ],
  [
    'between with one value',
    filter(is('between', 'RECORDNO', '1')),
    "Element 'between': Missing child element(s).",
  ],
  [
    'a page of 2001',
    '<pagesize>2001</pagesize>',
    "Element 'pagesize': The value '2001' is not between 1 and 2000.",
  ],
  ['a page of 0', '<pagesize>0</pagesize>', "Element 'pagesize'"],
  ['a negative offset', '<offset>-1</offset>', "Element 'offset': The value '-1' is less than 0."],
  ['a select of nothing', '', "Element 'select'"],
])('%s is a schema error and refuses the whole request', (_what, rest, error) => {
  const xml = query('CUSTOMER', rest === '' ? [] : ['RECORDNO'], rest)
  const answer = asked(xml)
  expect(answer.errors()[0]).toContain('XL03000003')
  expect(answer.errors()[0]).toContain(error)
})

test('pages count from the offset, and say what remains', () => {
  const answer = asked(
    query('CUSTOMER', ['RECORDNO'], `${orderBy('-CREDITLIMIT')}<pagesize>2</pagesize><offset>1</offset>`),
  )
  const data = at(answer.result(), 'data')
  expect(data.attributes).toEqual({
    listtype: 'CUSTOMER',
    totalcount: '4',
    offset: '1',
    count: '2',
    numremaining: '1',
  })
  expect(data.children.map((each) => text(each, 'RECORDNO'))).toEqual(['2', '1'])
})

test('nothing found is a success with count 0', () => {
  const data = at(
    asked(query('CUSTOMER', ['RECORDNO'], filter(is('equalto', 'NAME', 'none')))).result(),
    'data',
  )
  expect(data.attributes).toMatchObject({ count: '0', totalcount: '0', numremaining: '0' })
})

test('without an order, the order changes from page to page', () => {
  const { simulator } = world()
  plant(
    simulator,
    'CUSTOMER',
    Array.from({ length: 60 }, (_, index) => ({ RECORDNO: String(index + 1) })),
  )
  const pages = [0, 20, 40].map((offset) => {
    const xml = query('CUSTOMER', ['RECORDNO'], `<pagesize>20</pagesize><offset>${String(offset)}</offset>`)
    return at(send(simulator, [xml]).result(), 'data').children.map((each) => text(each, 'RECORDNO'))
  })
  const seen = pages.flat()
  expect(seen).toHaveLength(60)
  expect(new Set(seen).size).toBeLessThan(60)
})

test('offset paging works on live data: what is deleted between pages shifts the next one', () => {
  const { simulator } = world()
  plant(simulator, 'CUSTOMER', rows)
  const page = (offset: number) => {
    const xml = query(
      'CUSTOMER',
      ['CUSTOMERID'],
      `${orderBy('RECORDNO')}<pagesize>2</pagesize><offset>${String(offset)}</offset>`,
    )
    return at(send(simulator, [xml]).result(), 'data')
      .children.map((each) => text(each, 'CUSTOMERID'))
      .join('')
  }
  expect(page(0)).toBe('AB')
  simulator.companies.get('DEMO')?.books.raw('CUSTOMER').delete('1')
  expect(page(2)).toBe('D')
})

test('aggregates group by the plain fields; a sum has the bare name', () => {
  const xml = `<query><object>CUSTOMER</object><select><field>STATUS</field><count>RECORDNO</count><sum>CREDITLIMIT</sum><max>WHENMODIFIED</max><min>NAME</min><avg>CREDITLIMIT</avg></select></query>`
  const data = at(asked(xml).result(), 'data')
  const active = data.children.find((each) => text(each, 'STATUS') === 'active')
  if (active === undefined) throw new Error('no group')
  expect(active.children.map((each) => [each.name, each.text])).toEqual([
    ['STATUS', 'active'],
    ['COUNT.RECORDNO', '3'],
    ['CREDITLIMIT', '109.50'],
    ['MAX.WHENMODIFIED', '01/03/2026 23:59:59'],
    ['MIN.NAME', 'Alpha'],
    ['AVG.CREDITLIMIT', '54.7500'],
  ])
})

test('private records of an entity show at the top only when asked for, and inside the entity', () => {
  const { simulator } = world()
  plant(simulator, 'CUSTOMER', [{ CUSTOMERID: 'T' }, { CUSTOMERID: 'P', MEGAENTITYID: 'UK' }], 'MEGA')
  const ids = (rest: string, entity?: string) => {
    const xml = query('CUSTOMER', ['CUSTOMERID'], orderBy('RECORDNO') + rest)
    const answer = send(simulator, [xml], { company: 'MEGA', ...(entity === undefined ? {} : { entity }) })
    return at(answer.result(), 'data')
      .children.map((each) => text(each, 'CUSTOMERID'))
      .join('')
  }
  expect(ids('')).toBe('T')
  expect(ids('<options><showprivate>true</showprivate></options>')).toBe('TP')
  expect(ids('', 'UK')).toBe('TP')
  expect(ids('', 'US')).toBe('T')
})

test("times are UTC, or in the user's zone and format, both ways", () => {
  const { simulator } = world()
  plant(simulator, 'CUSTOMER', rows)
  const company = simulator.companies.get('DEMO')
  if (company === undefined) throw new Error('no DEMO')
  const ask = (literal: string) =>
    send(simulator, [
      query(
        'CUSTOMER',
        ['CUSTOMERID', 'WHENMODIFIED'],
        filter(is('greaterthanorequalto', 'WHENMODIFIED', literal)) + orderBy('RECORDNO'),
      ),
    ])
  expect(text(ask('01/03/2026 00:00:00').result(), 'data', 'CUSTOMER', 'WHENMODIFIED')).toBe(
    '01/03/2026 23:59:59',
  )
  company.settings = changeSettings(company.settings, {
    times: 'user',
    users: [{ userId: 'tieout', gmtOffset: '+09:30', dateFormat: '.dmY', clock: 12 }],
  })
  const local = ask('04.01.2026 09:29:59 AM')
  expect(at(local.result(), 'data').children.map((each) => each.children.map((cell) => cell.text))).toEqual([
    ['D', '04.01.2026 09:29:59 AM'],
  ])
  expect(ask('01/03/2026 00:00:00').errors(0)).toHaveLength(1)
})

test('a compound keyset with bounds reads everything once, whatever ties there are, on the index and on kept rows alike', () => {
  const stamp = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString().slice(0, 19)
  const { simulator } = world()
  const seconds = Array.from({ length: 12_000 }, (_, index) => (index * 7919) % 3000)
  plant(
    simulator,
    'ARINVOICE',
    seconds.map((second) => ({ WHENMODIFIED: `${stamp(second)}Z` })),
  )
  const american = (text: string) =>
    `${text.slice(5, 7)}/${text.slice(8, 10)}/${text.slice(0, 4)} ${text.slice(11, 19)}`
  const ceiling = is('lessthan', 'WHENMODIFIED', american(stamp(2990)))
  const seen: number[] = []
  let last: { time: string; no: string } | undefined
  for (;;) {
    const beyond =
      last === undefined
        ? is('greaterthanorequalto', 'WHENMODIFIED', american(stamp(0)))
        : or(
            is('greaterthan', 'WHENMODIFIED', last.time),
            and(is('equalto', 'WHENMODIFIED', last.time), is('greaterthan', 'RECORDNO', last.no)),
          )
    const xml = query(
      'ARINVOICE',
      ['RECORDNO', 'WHENMODIFIED'],
      `${filter(and(ceiling, beyond))}${orderBy('WHENMODIFIED', 'RECORDNO')}<pagesize>2000</pagesize>`,
    )
    const data = at(send(simulator, [xml]).result(), 'data')
    for (const each of data.children) seen.push(Number(text(each, 'RECORDNO')))
    const end = data.children.at(-1)
    expect(Number(data.attributes.numremaining)).toBe(
      seconds.filter((second) => second < 2990).length - seen.length,
    )
    if (end === undefined || data.attributes.numremaining === '0') break
    last = { time: text(end, 'WHENMODIFIED'), no: text(end, 'RECORDNO') }
  }
  const expected = seconds
    .map((second, index) => ({ second, no: index + 1 }))
    .filter(({ second }) => second < 2990)
    .sort((left, right) => left.second - right.second || left.no - right.no)
    .map(({ no }) => no)
  expect(seen).toEqual(expected)
})

test('whatever the condition, the index finds what a full scan finds', () => {
  const { simulator } = world()
  const planted = Array.from({ length: 40 }, (_, index) => ({
    RECORDNO: String(index + 1),
    NAME: `N${String(index % 5)}`,
    WHENMODIFIED: `2026-01-0${String(1 + (index % 4))}T00:00:00Z`,
  }))
  plant(simulator, 'CUSTOMER', planted)
  const number = fc.integer({ min: 0, max: 41 })
  const operator = fc.constantFrom(
    'equalto',
    'lessthan',
    'lessthanorequalto',
    'greaterthan',
    'greaterthanorequalto',
    'notequalto',
  )
  const leaf = fc.oneof(
    fc.tuple(operator, number).map(([name, no]) => ({
      xml: is(name, 'RECORDNO', String(no)),
      test: (row: (typeof planted)[number]) => compare(name, Number(row.RECORDNO), no),
    })),
    fc.tuple(operator, fc.integer({ min: 1, max: 5 })).map(([name, day]) => ({
      xml: is(name, 'WHENMODIFIED', `01/0${String(day)}/2026 00:00:00`),
      test: (row: (typeof planted)[number]) => compare(name, Number(row.WHENMODIFIED.slice(8, 10)), day),
    })),
    fc.integer({ min: 0, max: 5 }).map((n) => ({
      xml: is('equalto', 'NAME', `N${String(n)}`),
      test: (row: (typeof planted)[number]) => row.NAME === `N${String(n)}`,
    })),
  )
  const branches = fc.tuple(
    fc.boolean(),
    fc.array(
      fc.oneof(
        leaf,
        fc.tuple(leaf, leaf).map(([a, b]) => ({
          xml: or(a.xml, b.xml),
          test: (row: (typeof planted)[number]) => a.test(row) || b.test(row),
        })),
      ),
      { minLength: 2, maxLength: 4 },
    ),
  )
  fc.assert(
    fc.property(branches, ([every, parts]) => {
      const xml = every ? and(...parts.map((part) => part.xml)) : or(...parts.map((part) => part.xml))
      const data = at(
        send(simulator, [query('CUSTOMER', ['RECORDNO'], filter(xml) + orderBy('RECORDNO'))]).result(),
        'data',
      )
      const wanted = planted.filter((row) =>
        every ? parts.every((part) => part.test(row)) : parts.some((part) => part.test(row)),
      )
      expect(data.children.map((each) => text(each, 'RECORDNO'))).toEqual(wanted.map((row) => row.RECORDNO))
    }),
    { numRuns: 150 },
  )
})

function compare(operator: string, left: number, right: number): boolean {
  const tests: Readonly<Record<string, boolean>> = {
    equalto: left === right,
    notequalto: left !== right,
    lessthan: left < right,
    lessthanorequalto: left <= right,
    greaterthan: left > right,
    greaterthanorequalto: left >= right,
  }
  return tests[operator] === true
}
