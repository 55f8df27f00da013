import { expect, test } from 'vitest'
import { pushParser, XmlUnreadable } from '../../src/xml/parse.ts'
import { parseXml, TreeBuilder } from '../../src/xml/tree.ts'

test('a DOCTYPE is refused wherever it stands', () => {
  const bomb = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>'
  expect(() => parseXml(bomb)).toThrow(XmlUnreadable)
  expect(() => parseXml(`<?xml version="1.0"?>${bomb}`)).toThrow(XmlUnreadable)
  expect(() => parseXml('<!DOCTYPE request SYSTEM "file:///etc/passwd"><r/>')).toThrow(XmlUnreadable)
})

test('an entity that XML does not define is refused', () => {
  expect(() => parseXml('<r>&xxe;</r>')).toThrow(XmlUnreadable)
})

test('depth and size are capped', () => {
  expect(() => parseXml('<a>'.repeat(41))).toThrow('more than 40 elements')
  expect(() => parseXml('<a>12345</a>', { maxDepth: 5, maxSize: 10 })).toThrow('more than 10 characters')
})

test.each([
  '<a><b></a></b>',
  '<a',
  '<a>&amp',
  '<a b=1/>',
  '<a>]]></a>',
  '<?xml version="1.0"',
  '<a>\u0001</a>',
])('what is not well-formed is refused: %s', (text) => {
  expect(() => parseXml(text)).toThrow(XmlUnreadable)
})

test('the declaration may come in single characters, with blanks and a byte order mark before it', () => {
  const builder = new TreeBuilder()
  const parser = pushParser(builder)
  for (const character of '\uFEFF <?xml version="1.0" encoding="UTF-8"?>\n<a>x &#38; y</a>')
    parser.write(character)
  parser.end()
  expect(builder.roots).toEqual([{ name: 'a', attributes: {}, children: [], text: 'x & y' }])
})

test('several roots are read one after the other', () => {
  const builder = new TreeBuilder()
  const parser = pushParser(builder)
  parser.write('<a/>\n<b>1</b>')
  parser.end()
  expect(builder.roots.map(({ name }) => name)).toEqual(['a', 'b'])
})

test('CDATA counts as text', () => {
  expect(parseXml('<a>1<![CDATA[<2>]]>3</a>').text).toBe('1<2>3')
})
