import fc from 'fast-check'
import { expect, test } from 'vitest'
import { branch, expand, leaf, type Element } from '../../src/xml/element.ts'
import { readXml, XmlFault } from '../../src/xml/read.ts'
import { writeXml } from '../../src/xml/write.ts'

test('text, attributes and nesting come through; comments and indentation do not', () => {
  const root = readXml(
    '<?xml version="1.0"?>\n<a x="1 &amp; 2">\n  <!-- no -->\n  <b>t &lt; <![CDATA[<c>]]></b>\n  <d/>\n</a>',
  )
  expect(root).toEqual({
    name: 'a',
    attributes: { x: '1 & 2' },
    text: '',
    children: [
      { name: 'b', attributes: {}, children: [], text: 't < <c>' },
      { name: 'd', attributes: {}, children: [], text: '' },
    ],
  })
})

test.each([
  ['a DOCTYPE', '<!DOCTYPE a><a/>'],
  ['an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ['an unknown entity', '<a>&x;</a>'],
  ['tags that do not match', '<a><b></a>'],
  ['two roots', '<a/><b/>'],
  ['no end', '<a>'],
  ['nothing', ''],
  ['no XML', 'hello'],
  ['a control character', '<a>\u0001</a>'],
])('%s is refused', (_what, text) => {
  expect(() => readXml(text)).toThrow(XmlFault)
})

test('documents deeper or longer than the limits are refused', () => {
  expect(() => readXml('<a><a><a/></a></a>', { depth: 2, characters: 100 })).toThrow('nested deeper than 2')
  expect(() => readXml('<a></a>', { depth: 2, characters: 5 })).toThrow('longer than 5')
})

test('what is written reads back the same, whatever the text', () => {
  const word = fc.stringMatching(/^[A-Za-z][\w.]{0,8}$/)
  const value = fc
    .string({ unit: 'grapheme', maxLength: 20 })
    .map((text) => text.replace(/[\r\n]/g, ' ').replace(/\p{Cc}|[\uFFFE\uFFFF]/gu, ''))
  const { element } = fc.letrec<{ element: Element }>((tie) => ({
    element: fc.oneof(
      { depthSize: 'small' },
      fc.tuple(word, value).map(([name, text]) => leaf(name, text)),
      fc
        .tuple(
          word,
          fc.dictionary(word, value, { maxKeys: 2 }),
          fc.array(tie('element'), { minLength: 1, maxLength: 4 }),
        )
        .map(([name, attributes, children]): Element => ({
          name,
          attributes: { ...attributes },
          children,
          text: '',
        })),
    ),
  }))
  fc.assert(
    fc.property(element, (root) => {
      expect(readXml(writeXml(root))).toEqual(root)
    }),
  )
})

test('characters that XML cannot hold are left out', () => {
  expect(readXml(writeXml(leaf('a', 'x\u0000\u001Fy')))).toMatchObject({ text: 'xy' })
})

test('a table is written as its tree would be, with and without whitespace', () => {
  const columns = [{ name: 'N', value: (row: Readonly<Record<string, string>>) => row.N ?? '' }]
  const document = branch('data', [{ table: 'r', columns, rows: [{ N: 'a & b' }, {}] }])
  for (const whitespace of [true, false]) {
    expect(writeXml(document, whitespace)).toBe(writeXml(expand(document), whitespace))
  }
})
