import { describe, expect, test } from 'vitest'
import { compileModel, mismatch } from '../../src/gateway/grammar/model.ts'
import { legacyElements, legacyFunctions } from '../../src/gateway/grammar/legacy-models.ts'
import { genericElements, genericFunctions } from '../../src/gateway/grammar/generic-models.ts'
import { checkFunction } from '../../src/gateway/grammar/validate.ts'
import { readXml } from '../../src/xml/read.ts'

const date = '<year>2026</year><month>01</month><day>31</day>'

function findings(xml: string, order: 'schema' | 'any' = 'schema'): string[] {
  return checkFunction(readXml(`<function controlid="f">${xml}</function>`), order)
}

const invoice = (inner: string) => `<create_invoice>${inner}</create_invoice>`
const head = `<customerid>C</customerid><datecreated>${date}</datecreated>`
const line =
  '<invoiceitems><lineitem><glaccountno>4000</glaccountno><amount>1</amount></lineitem></invoiceitems>'

test.each(Object.entries({ ...legacyFunctions, ...legacyElements, ...genericFunctions, ...genericElements }))(
  'the model of %s can be read',
  (_name, model) => {
    expect(() => compileModel(model)).not.toThrow()
  },
)

describe('models', () => {
  const accepts = (model: string, names: string, lax = false) =>
    mismatch(compileModel(model), 'x', names === '' ? [] : names.split(' '), lax) === undefined

  test.each([
    ['a, b?', 'a', true],
    ['a, b?', 'a b', true],
    ['a, b?', 'b a', false],
    ['a, b?', '', false],
    ['(a | b)?, c*', 'c c c', true],
    ['(a | b)?, c*', 'a b', false],
    ['(a, b? | b, a?)?', 'b a', true],
    ['(a, b? | b, a?)?', 'a b', true],
    ['(a | b)+', '', false],
    ['(a | b)+', 'b a a', true],
    ['ALL{a, b?}', 'b a', true],
    ['ALL{a, b?}', 'b', false],
    ['ALL{a, b?}', 'a a', false],
    ['', '', true],
    ['', 'a', false],
  ])('%s takes "%s": %s', (model, names, expected) => {
    expect(accepts(model, names)).toBe(expected)
  })

  test('lax order lets everything known stand anywhere, and still asks for what is required', () => {
    expect(accepts('a, b?', 'b a', true)).toBe(true)
    expect(accepts('a, b?', 'b', true)).toBe(false)
    expect(accepts('a, b?', 'a z', true)).toBe(false)
  })
})

describe('legacy functions', () => {
  test.each([
    ['as the documentation shows it', invoice(`${head}<datedue>${date}</datedue>${line}`)],
    [
      'with action before the batch key, as the SDKs write it',
      invoice(`${head}<termname>N30</termname><action>Draft</action><batchkey>1</batchkey>${line}`),
    ],
    [
      'with the batch key before the action, as the schema has it',
      invoice(`${head}<termname>N30</termname><batchkey>1</batchkey><action>Draft</action>${line}`),
    ],
    [
      'with a currency and an empty rate type',
      invoice(
        `${head}<termname>N30</termname><basecurr>USD</basecurr><currency>EUR</currency><exchratetype/>${line}`,
      ),
    ],
    [
      'with tax entries last on the line',
      invoice(
        `${head}<termname>N30</termname>${line.replace('</lineitem>', '<classid/><taxentries><taxentry><detailid>T</detailid></taxentry></taxentries></lineitem>')}`,
      ),
    ],
  ])('an invoice passes %s', (_what, xml) => {
    expect(findings(xml)).toEqual([])
  })

  test.each([
    [
      'elements out of order',
      invoice(`<datecreated>${date}</datecreated><customerid>C</customerid>${line}`),
      "Element 'datecreated': This element is not expected. Expected is one of ( customerid ).",
    ],
    [
      'an unknown element',
      invoice(`${head}<colour/>${line}`),
      "Element 'colour': This element is not expected in 'create_invoice'.",
    ],
    ['no lines', invoice(head), "Element 'create_invoice': Missing child element(s)."],
    [
      'an empty list of lines',
      invoice(`${head}<invoiceitems/>`),
      "Element 'invoiceitems': Missing child element(s). Expected is one of ( lineitem ).",
    ],
    [
      'an amount before the account',
      invoice(
        `${head}${line.replace('<glaccountno>4000</glaccountno><amount>1</amount>', '<amount>1</amount><glaccountno>4000</glaccountno>')}`,
      ),
      "Element 'amount': This element is not expected. Expected is one of ( accountlabel, glaccountno ).",
    ],
    [
      'account and label together',
      invoice(`${head}${line.replace('<glaccountno>', '<accountlabel>Sales</accountlabel><glaccountno>')}`),
      "Element 'glaccountno': This element is not expected.",
    ],
    [
      'a date without a day',
      invoice(`${head.replace('<day>31</day>', '')}${line}`),
      "Element 'datecreated': Missing child element(s). Expected is one of ( day ).",
    ],
    [
      'both an exchange rate and its type',
      invoice(`${head}<currency>EUR</currency><exchratetype>X</exchratetype><exchrate>1</exchrate>${line}`),
      "Element 'exchrate': This element is not expected.",
    ],
    [
      'a reversal without its key',
      `<reverse_invoice><datereversed>${date}</datereversed></reverse_invoice>`,
      "Element 'reverse_invoice': The attribute 'key' is required but missing.",
    ],
  ])('%s are refused', (_what, xml, error) => {
    expect(findings(xml).join('\n')).toContain(error)
  })

  test('where the order does not matter, a wrong order passes and an unknown element does not', () => {
    expect(
      findings(invoice(`<datecreated>${date}</datecreated><customerid>C</customerid>${line}`), 'any'),
    ).toEqual([])
    expect(findings(invoice(`${head}<colour/>${line}`), 'any')).toHaveLength(1)
  })
})
