import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/books/catalogue.ts'
import type { Row } from '../../src/books/contract.ts'
import { stampOf } from '../../src/books/dates.ts'
import { amountOf, formatAmount, multiplyAmount, parseAmount, parseDecimal } from '../../src/books/money.ts'
import { Table } from '../../src/books/table.ts'

const change = fc.record({
  no: fc.integer({ min: 1, max: 12 }),
  second: fc.integer({ min: 0, max: 6 }),
  link: fc.integer({ min: 1, max: 4 }),
  remove: fc.integer({ min: 0, max: 9 }).map((value) => value < 2),
  read: fc.boolean(),
})

const byKey = (field: string) => (left: Row, right: Row) =>
  (left[field] ?? '') < (right[field] ?? '')
    ? -1
    : (left[field] ?? '') > (right[field] ?? '')
      ? 1
      : Number(left.RECORDNO) - Number(right.RECORDNO)

it('an indexed read gives exactly the rows of a plain sort, whatever was put, changed and removed in between', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
      const table = new Table('ARINVOICEITEM')
      const model = new Map<number, Row>()
      const check = () => {
        const rows = [...model.values()]
        expect([...table.range('WHENMODIFIED', -Infinity, Infinity)]).toEqual(
          rows.toSorted(byKey('WHENMODIFIED')),
        )
        expect([...table.range('RECORDKEY', 2, 3)]).toEqual(
          rows.filter((row) => row.RECORDKEY === '2' || row.RECORDKEY === '3').toSorted(byKey('RECORDKEY')),
        )
        expect([...table.range('RECORDNO', 3, Infinity)].map((row) => Number(row.RECORDNO))).toEqual(
          [...model.keys()].filter((no) => no >= 3).toSorted((left, right) => left - right),
        )
        expect(table.having('RECORDKEY', '1').toSorted(byKey('RECORDNO'))).toEqual(
          rows.filter((row) => row.RECORDKEY === '1').toSorted(byKey('RECORDNO')),
        )
      }
      for (const { no, second, link, remove, read } of changes) {
        if (remove) {
          table.remove(no)
          model.delete(no)
        } else {
          const row = {
            RECORDNO: String(no),
            RECORDKEY: String(link),
            WHENMODIFIED: stampOf(Date.UTC(2026, 0, 1, 0, 0, second)),
          }
          table.put(row)
          model.set(no, row)
        }
        if (read) check()
      }
      check()
    }),
  )
})

describe('amounts', () => {
  it('are read and written exactly, and rounded half away from zero', () => {
    expect(parseAmount('10.005')).toBe(1001n)
    expect(parseAmount('-10.005')).toBe(-1001n)
    expect(parseAmount('.5')).toBe(50n)
    expect(['', 'ten', '1,5', '1e3', '--1'].map(parseAmount)).toEqual(Array(5).fill(undefined))
    expect([0n, 5n, 50n, 100n, -1n, 12345n].map(formatAmount)).toEqual([
      '0',
      '0.05',
      '0.5',
      '1',
      '-0.01',
      '123.45',
    ])
    const rate = parseDecimal('1.0837') ?? { digits: 0n, scale: 0 }
    expect(formatAmount(multiplyAmount(10_000n, rate))).toBe('108.37')
  })

  it('survive being written and read again', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        (value) => amountOf(formatAmount(value)) === value,
      ),
    )
  })
})

it('every object of the reference has its fields, its name field among them', () => {
  expect(catalogue.size).toBeGreaterThanOrEqual(60)
  for (const definition of catalogue.values()) {
    expect(definition.fields.has(definition.nameField), definition.name).toBe(true)
    for (const owned of definition.owned) {
      const lines = catalogue.get(owned.object)
      expect(lines?.fields.has(owned.link), `${definition.name} ${owned.element}`).toBe(true)
    }
  }
  expect(catalogue.get('ARINVOICE')?.fields.get('INVOICENO')?.queryable).toBe(false)
  expect(catalogue.get('ARINVOICE')?.fields.get('RECORDID')?.queryable).toBe(true)
  expect(catalogue.get('CUSTOMER')?.fields.get('TOTALDUE')?.readonly).toBe(true)
})
