import fc from 'fast-check'
import { expect, test } from 'vitest'
import { UsageError } from '../../src/errors/outcome.ts'
import { contentModel, namesOf } from '../../src/writing/content-model.ts'
import type { Particle } from '../../src/writing/content-model.ts'
import {
  LEGACY_DATES,
  LEGACY_ELEMENTS,
  LEGACY_FREE,
  LEGACY_FUNCTIONS,
} from '../../src/writing/legacy-models.ts'
import { legacyCall, legacyOrder, LEGACY_NAMES } from '../../src/writing/legacy.ts'
import type { LegacyInput, LegacyValue } from '../../src/writing/legacy.ts'
import { writeXml } from '../../src/xml/write.ts'

const xml = (name: string, input: LegacyInput): string =>
  writeXml(legacyCall(name, input)).replace(/^<\?xml.*?\?>/, '')

test('an invoice comes out in the order of the schema, dates in blocks', () => {
  const written = xml('create_invoice', {
    invoiceitems: {
      lineitem: [{ memo: 'Seat licence', locationid: '100', amount: '100.00', glaccountno: '4000' }],
    },
    currency: 'EUR',
    basecurr: 'USD',
    exchratetype: '',
    invoiceno: 'INV-1001',
    action: 'Submit',
    datedue: '2026-02-28',
    datecreated: '2026-01-31',
    customerid: 'CUSTOMER1',
    billto: { contactname: 'Jane' },
  })
  expect(written).toBe(
    '<create_invoice><customerid>CUSTOMER1</customerid>' +
      '<datecreated><year>2026</year><month>01</month><day>31</day></datecreated>' +
      '<datedue><year>2026</year><month>02</month><day>28</day></datedue>' +
      '<action>Submit</action><invoiceno>INV-1001</invoiceno>' +
      '<billto><contactname>Jane</contactname></billto>' +
      '<basecurr>USD</basecurr><currency>EUR</currency><exchratetype/>' +
      '<invoiceitems><lineitem><glaccountno>4000</glaccountno><amount>100.00</amount><memo>Seat licence</memo>' +
      '<locationid>100</locationid></lineitem></invoiceitems></create_invoice>',
  )
})

test('changed and added lines of an update stand in one list', () => {
  const written = xml('update_invoice', {
    '@key': '77',
    updateinvoiceitems: {
      lineitem: { glaccountno: '4000', amount: '5' },
      updatelineitem: { '@line_num': '1', amount: '2', memo: 'x' },
    },
  })
  expect(written).toContain('<update_invoice key="77"><updateinvoiceitems>')
  expect(written).toContain('<updatelineitem line_num="1"><amount>2</amount><memo>x</memo></updatelineitem>')
})

test('a payment names its bank and its invoices', () => {
  expect(
    xml('create_arpayment', {
      arpaymentitem: [
        { amount: '1', invoicekey: '11' },
        { amount: '2', invoicekey: '12' },
      ],
      bankaccountid: 'BOA',
      paymentamount: '3',
      customerid: 'C1',
      datereceived: '2026-01-31',
    }),
  ).toBe(
    '<create_arpayment><customerid>C1</customerid><paymentamount>3</paymentamount><bankaccountid>BOA</bankaccountid>' +
      '<datereceived><year>2026</year><month>01</month><day>31</day></datereceived>' +
      '<arpaymentitem><invoicekey>11</invoicekey><amount>1</amount></arpaymentitem>' +
      '<arpaymentitem><invoicekey>12</invoicekey><amount>2</amount></arpaymentitem></create_arpayment>',
  )
})

const line = { glaccountno: '4000', amount: '1' }
const invoice = { customerid: 'C', datecreated: '2026-01-01', invoiceitems: { lineitem: line } }

test.each<[string, LegacyInput, string]>([
  ['create_invoice', { ...invoice, customerid: undefined }, 'create_invoice.customerid is required'],
  ['create_invoice', { ...invoice, colour: 'red' }, 'create_invoice has no element "colour"'],
  ['create_invoice', { ...invoice, datecreated: '01/31/2026' }, 'is not a date of the form YYYY-MM-DD'],
  ['create_invoice', { ...invoice, datecreated: '2026-02-30' }, 'is not a date of the form YYYY-MM-DD'],
  ['create_invoice', { ...invoice, customerid: ['C', 'D'] }, 'may stand only once'],
  [
    'create_invoice',
    { ...invoice, invoiceitems: { lineitem: { ...line, accountlabel: 'x' } } },
    'give only one of',
  ],
  [
    'create_invoice',
    { ...invoice, invoiceitems: { lineitem: { amount: '1' } } },
    'one of accountlabel, glaccountno is required',
  ],
  ['create_invoice', { ...invoice, invoiceitems: 'x' }, 'takes fields, not a text'],
  ['create_invoice', { ...invoice, description: { a: 'x' } }, 'takes a text, not fields'],
  ['create_invoice', { ...invoice, currency: 'EUR', exchrate: '1', exchratetype: 'x' }, 'give only one of'],
  [
    'create_arpayment',
    { customerid: 'C', paymentamount: '1', batchkey: '1', bankaccountid: 'B' },
    'give only one of',
  ],
  ['reverse_invoice', { datereversed: '2026-01-01' }, 'needs the attribute "@key"'],
  ['reverse_invoice', { '@key': '1', '@why': 'x', datereversed: '2026-01-01' }, 'has no attribute "why"'],
  ['create_nothing', {}, 'not a legacy function'],
])('%s with %j is refused before it is sent: %s', (name, input, message) => {
  expect(() => legacyCall(name, input)).toThrow(UsageError)
  expect(() => legacyCall(name, input)).toThrow(message)
})

test('custom fields of an unpublished list go out as they are given', () => {
  const written = xml('create_sotransaction', {
    transactiontype: 'Sales Invoice',
    datecreated: '2026-01-01',
    customerid: 'C',
    sotransitems: { sotransitem: { unit: 'Each', quantity: '1', itemid: 'I' } },
    subtotals: { subtotal: [{ description: 'Tax', total: '1.00' }] },
  })
  expect(written).toContain(
    '<sotransitem><itemid>I</itemid><quantity>1</quantity><unit>Each</unit></sotransitem>',
  )
  expect(written).toContain(
    '<subtotals><subtotal><description>Tax</description><total>1.00</total></subtotal></subtotals>',
  )
})

// Anything that the model allows, in any order.
function inputOf(
  parent: string,
  particles: readonly Particle[],
  depth: number,
): fc.Arbitrary<Record<string, LegacyValue | LegacyValue[]>> {
  const parts = particles.map((particle): fc.Arbitrary<Record<string, LegacyValue | LegacyValue[]>> => {
    if (particle.kind === 'element') {
      const one = valueOf(parent, particle.name, depth)
      const value: fc.Arbitrary<LegacyValue | LegacyValue[]> = particle.many
        ? fc.array(one, { minLength: 1, maxLength: 3 })
        : one
      const given = value.map((made) => ({ [particle.name]: made }))
      return particle.min === 1 ? given : fc.option(given, { nil: {} })
    }
    const given =
      particle.kind === 'sequence'
        ? inputOf(parent, particle.of, depth)
        : fc.oneof(...particle.options.map((option) => inputOf(parent, option, depth)))
    return particle.min === 1 ? given : fc.option(given, { nil: {} })
  })
  return fc
    .tuple(...parts)
    .map((all) => Object.assign({}, ...all) as Record<string, LegacyValue | LegacyValue[]>)
}

function valueOf(parent: string, name: string, depth: number): fc.Arbitrary<LegacyValue> {
  if (LEGACY_DATES.has(name)) return fc.constantFrom('2026-01-31', '2024-02-29')
  if (LEGACY_FREE.has(name)) return fc.constant({ anything: 'x' })
  const notation = LEGACY_ELEMENTS[`${parent}>${name}`] ?? LEGACY_ELEMENTS[name] ?? LEGACY_FUNCTIONS[name]
  if (notation === undefined) return fc.constantFrom('a', 'b & c')
  if (depth > 3) return fc.constant('')
  return modelled(name, notation, depth + 1)
}

function modelled(
  name: string,
  notation: string,
  depth: number,
): fc.Arbitrary<Record<string, LegacyValue | LegacyValue[]>> {
  const model = contentModel(notation)
  const attributes = Object.fromEntries(
    [...model.attributes.keys()].map((attribute) => [`@${attribute}`, 'true']),
  )
  return inputOf(name, model.particles, depth).map((input) => ({ ...input, ...attributes }))
}

function shuffled(value: LegacyValue | LegacyValue[], random: () => number): LegacyValue | LegacyValue[] {
  if (Array.isArray(value)) return value.map((one) => shuffled(one, random) as LegacyValue)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as Record<string, LegacyValue>).map(
    ([name, given]) => [random(), name, shuffled(given, random)] as const,
  )
  return Object.fromEntries(
    entries.sort((a, b) => a[0] - b[0]).map(([, name, given]) => [name, given as LegacyValue]),
  )
}

const isSubsequence = (names: readonly string[], of: readonly string[]): boolean => {
  let at = 0
  return names.every((name) => {
    const found = of.indexOf(name, at)
    at = found
    return found >= 0
  })
}

test.each(LEGACY_NAMES.map((name) => [name]))(
  '%s: the order is the schema’s, whatever order the caller gives',
  (name) => {
    const notation = LEGACY_FUNCTIONS[name]!
    const property = fc.property(
      modelled(name, notation, 0),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (input, stream) => {
        const random = (): number => stream.next().value as number
        const mixed = shuffled(input, random) as LegacyInput
        const built = legacyCall(name, mixed)
        expect(built).toEqual(legacyCall(name, input))
        const top = built.children.map((child) => child.name)
        expect(isSubsequence(top, legacyOrder(name)), top.join(' ')).toBe(true)
      },
    )
    fc.assert(property, { numRuns: 25 })
  },
)

test('every model can be read, and names its elements once, but for alternatives', () => {
  for (const [name, notation] of Object.entries({ ...LEGACY_FUNCTIONS, ...LEGACY_ELEMENTS })) {
    const names = namesOf(contentModel(notation).particles)
    const twice = names.filter((one, place) => names.indexOf(one) !== place)
    expect(twice, name).toEqual(name === 'create_bill' ? ['termname'] : [])
  }
  expect(() => contentModel('a, (b | c')).toThrow(SyntaxError)
})
