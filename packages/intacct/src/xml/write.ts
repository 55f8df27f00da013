import { UsageError } from '../errors/outcome.ts'
import type { Element } from './element.ts'

// What XML 1.0 cannot carry at all, not even escaped: control characters but TAB, LF and CR, lone surrogates, U+FFFE and U+FFFF.
const UNSENDABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
const IN_TEXT = /[&<>\r]/g
const IN_ATTRIBUTE = /[&<>"\t\n\r]/g
const NAME = /^[\p{L}_][\p{L}\p{N}._#-]*$/u

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

const escape = (found: string): string => ESCAPES[found] ?? found

/** The text as XML can carry it: what cannot be sent is left out. */
export function sendableText(text: string): string {
  return text.replace(UNSENDABLE, '')
}

function append(out: string[], node: Element): void {
  if (!NAME.test(node.name)) throw new UsageError(`"${node.name}" cannot be the name of an XML element`)
  out.push('<', node.name)
  for (const [name, value] of Object.entries(node.attributes)) {
    if (!NAME.test(name)) throw new UsageError(`"${name}" cannot be the name of an XML attribute`)
    out.push(' ', name, '="', sendableText(value).replace(IN_ATTRIBUTE, escape), '"')
  }
  if (node.text === '' && node.children.length === 0) {
    out.push('/>')
    return
  }
  out.push('>', sendableText(node.text).replace(IN_TEXT, escape))
  for (const child of node.children) append(out, child)
  out.push('</', node.name, '>')
}

/**
 * The document as UTF-8 XML text. Text comes before children.
 * @throws UsageError when a name cannot be an XML name; nothing is written then.
 */
export function writeXml(root: Element): string {
  const out: string[] = ['<?xml version="1.0" encoding="UTF-8"?>']
  append(out, root)
  return out.join('')
}
