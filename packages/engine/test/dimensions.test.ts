import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { customFieldsSchema, withCustomFields } from '../src/core/custom-fields.ts'
import { dimensioned, lineDimensions, ownDimensions } from '../src/core/dimensions.ts'
import type { DimensionRule } from '../src/core/dimensions.ts'
import type { InvoiceData, LineData } from '../src/core/records.ts'
import { settingsSchema } from '../src/core/settings.ts'

const invoice: InvoiceData = {
  number: 'I-1',
  customer: 'C-1',
  date: '2026-03-01',
  currency: 'EUR',
  lines: [{ amount: '1.00' }],
  total: '1.00',
  attributes: { region: 'NORTH' },
}
const settings = (dimensionRules: readonly DimensionRule[], defaults: object = {}) =>
  settingsSchema.parse({ dimensionRules, defaults })
const dimension = fc.constantFrom(...lineDimensions)
const code = fc.constantFrom('A', 'B', 'C')

describe('the dimensions of a line', () => {
  it('come from the line, else from the first rule that yields one, else from the default', () => {
    const set = settings(
      [
        { dimension: 'department', from: 'line.attributes.team' },
        { dimension: 'department', when: 'currency', is: 'EUR', value: 'EURO' },
        { dimension: 'class', from: 'attributes.region' },
      ],
      { department: 'ADMIN', location: 'HQ' },
    )
    const line = (more: Partial<LineData>) => dimensioned({ amount: '1.00', ...more }, invoice, set)
    expect(line({})).toEqual({ amount: '1.00', location: 'HQ', department: 'EURO', class: 'NORTH' })
    expect(line({ attributes: { team: 'T1' } })).toMatchObject({ department: 'T1' })
    expect(line({ department: 'OWN', attributes: { team: 'T1' } })).toMatchObject({ department: 'OWN' })
    expect(dimensioned({ amount: '1.00' }, { ...invoice, currency: 'USD' }, set)).toMatchObject({
      department: 'ADMIN',
    })
  })

  it('[7.14] hold the company’s own beside Intacct’s', () => {
    const set = settings([{ dimension: 'udd:CAMPAIGN', value: '10001' }])
    expect(dimensioned({ amount: '1.00' }, invoice, set).dimensions).toEqual({ CAMPAIGN: '10001' })
    const own = dimensioned({ amount: '1.00', dimensions: { CAMPAIGN: '2' } }, invoice, set)
    expect(own.dimensions).toEqual({ CAMPAIGN: '2' })
    expect(ownDimensions(set)).toEqual(['CAMPAIGN'])
  })

  it('never change what the line names, its amount, or anything twice', () => {
    const rule = fc.record({ dimension, value: code })
    const named = fc.dictionary(dimension, code)
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), named, named, (rules, own, defaults) => {
        const set = settings(rules, defaults)
        const line: LineData = { amount: '1.00', ...own }
        const filled = dimensioned(line, invoice, set)
        expect(filled).toMatchObject(line)
        expect(dimensioned(filled, invoice, set)).toEqual(filled)
      }),
    )
  })
})

describe('custom fields', () => {
  const set = settingsSchema.parse({
    customFields: [
      { type: 'invoice', field: 'DUE_NOTE', from: 'note' },
      { type: 'invoice', field: 'PAID_ON', from: 'paidOn', kind: 'date' },
      { type: 'invoice', field: 'SOURCE', value: 'Billing' },
    ],
  })

  it('[7.25] leave what is not mapped in the app, and refuse what does not fit', () => {
    const custom = { note: 'N', other: 'O' }
    expect(withCustomFields('invoice', { ...invoice, custom }, set)).toMatchObject({
      data: { custom: { note: 'N' } },
    })
    expect(withCustomFields('customer', { number: 'C', name: 'C', custom }, set)).toEqual({
      data: { number: 'C', name: 'C' },
    })
    expect(withCustomFields('invoice', { ...invoice, custom: { paidOn: 'soon' } }, set)).toEqual({
      wrong: { field: 'PAID_ON', value: 'soon', kind: 'date' },
    })
  })

  it('are mapped once each, to a field or a constant', () => {
    const one = { type: 'invoice', field: 'A', from: 'a' }
    expect(customFieldsSchema.safeParse([one, { ...one, field: 'B' }]).success).toBe(false)
    expect(customFieldsSchema.safeParse([one, { ...one, from: 'b' }]).success).toBe(false)
    expect(customFieldsSchema.safeParse([one, { ...one, type: 'payment' }]).success).toBe(true)
    expect(customFieldsSchema.safeParse([{ ...one, value: 'x' }]).success).toBe(false)
  })
})
