import { SaxesParser } from 'saxes'
import type { Element } from './element.ts'

export interface ReadLimits {
  /** Longest document, in UTF-16 units. */
  readonly characters: number
  /** Deepest nesting of elements. */
  readonly depth: number
}

/** Far above anything a client sends (an attachment travels as base64 inside the request). */
export const generous: ReadLimits = { characters: 64 * 1024 * 1024, depth: 64 }

/** The document is no well-formed XML, or more than we are willing to read. One finding per fault, as the gateway lists them. */
export class XmlFault extends Error {
  readonly findings: readonly string[]
  constructor(findings: readonly string[]) {
    super(findings.join('; '))
    this.findings = findings
  }
}

interface Open {
  name: string
  attributes: Record<string, string>
  children: Element[]
  text: string
}

/**
 * Reads a whole document into a tree. Refuses every DOCTYPE, so no entity can be declared.
 * @throws XmlFault naming what is wrong.
 */
export function readXml(text: string, limits: ReadLimits = generous): Element {
  if (text.length > limits.characters) {
    throw new XmlFault([`The request is longer than ${String(limits.characters)} characters.`])
  }
  const parser = new SaxesParser<{ xmlns: false }>({ xmlns: false })
  const stack: Open[] = []
  let root: Element | undefined
  parser.on('doctype', () => {
    throw new XmlFault(['XML Parse schema error: a DOCTYPE is not allowed.'])
  })
  parser.on('error', (error) => {
    const mismatched = /close tag|unclosed tag/.test(error.message)
    const what = mismatched ? 'Fatal Error 76: Opening and ending tag mismatch' : 'Fatal Error'
    throw new XmlFault([`XML Parse schema error: ${what}: ${error.message}`])
  })
  parser.on('opentag', (tag) => {
    if (stack.length >= limits.depth) {
      throw new XmlFault([`XML Parse schema error: nested deeper than ${String(limits.depth)} elements.`])
    }
    stack.push({ name: tag.name, attributes: { ...tag.attributes }, children: [], text: '' })
  })
  const addText = (part: string): void => {
    const open = stack.at(-1)
    if (open !== undefined) open.text += part
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const closed = stack.pop()
    if (closed === undefined) return
    // Indentation between children is no text.
    if (closed.children.length > 0) closed.text = closed.text.trim()
    const parent = stack.at(-1)
    if (parent === undefined) root = closed
    else parent.children.push(closed)
  })
  parser.write(text.startsWith('\uFEFF') ? text.slice(1) : text).close()
  if (root === undefined) throw new XmlFault(['XML Parse schema error: the document is empty.'])
  return root
}
