import fc from 'fast-check'
import { expect, test } from 'vitest'
import { element } from '../../src/xml/element.ts'
import type { Element } from '../../src/xml/element.ts'
import { parseXml } from '../../src/xml/tree.ts'
import { sendableText, writeXml } from '../../src/xml/write.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'

test('text and attributes are escaped', () => {
  const written = writeXml(element('memo', 'Fish & <chips> "x"', { note: 'a "b" & <c>\n' }))
  expect(written).toBe(
    `${HEAD}<memo note="a &quot;b&quot; &amp; &lt;c&gt;&#10;">Fish &amp; &lt;chips&gt; "x"</memo>`,
  )
})

test('an empty element is written in the short form', () => {
  expect(writeXml(element('a', [element('b')]))).toBe(`${HEAD}<a><b/></a>`)
})

test('characters that XML cannot carry are left out, others stay', () => {
  expect(sendableText('a\u0000b\u0007c\uD800d\uFFFEe\t\n\r😀é')).toBe('abcde\t\n\r😀é')
})

test('a name that would break out of its tag is refused', () => {
  expect(() => writeXml(element('a><b', 'x'))).toThrow('cannot be the name')
  expect(() => writeXml(element('a', 'x', { 'b="1" c': 'y' }))).toThrow('cannot be the name')
})

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_.]{0,8}$/)
// Text between children counts as indentation, so a node has either.
const tree: fc.Arbitrary<Element> = fc.letrec<{ node: Element }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small' },
    fc.record({
      name,
      attributes: fc.dictionary(name, fc.string({ unit: 'binary' }), { maxKeys: 3, noNullPrototype: true }),
      children: fc.constant([]),
      text: fc.string({ unit: 'binary' }),
    }),
    fc.record({
      name,
      attributes: fc.constant({}),
      children: fc.array(tie('node'), { minLength: 1, maxLength: 4 }),
      text: fc.constant(''),
    }),
  ),
})).node

const asSent = (node: Element): Element => ({
  name: node.name,
  attributes: Object.fromEntries(
    Object.entries(node.attributes).map(([key, value]) => [key, sendableText(value)]),
  ),
  children: node.children.map(asSent),
  text: sendableText(node.text),
})

test('what is written reads back the same', () => {
  const property = fc.property(tree, (node) => {
    expect(parseXml(writeXml(node))).toEqual(asSent(node))
  })
  fc.assert(property, { numRuns: 500 })
})
