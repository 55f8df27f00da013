import type { Element } from './element.ts'
import { DEFAULT_CAPS, pushParser } from './parse.ts'
import type { XmlCaps, XmlEvents } from './parse.ts'

interface Open {
  name: string
  attributes: Readonly<Record<string, string>>
  children: Element[]
  text: string
}

/** Collects events into elements: for small answers, never for pages of rows. */
export class TreeBuilder implements XmlEvents {
  readonly roots: Element[] = []
  readonly #open: Open[] = []

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#open.push({ name, attributes: { ...attributes }, children: [], text: '' })
  }

  text(text: string): void {
    const current = this.#open.at(-1)
    if (current !== undefined) current.text += text
  }

  close(): void {
    const done = this.#open.pop()
    if (done === undefined) return
    // Text between the children of an element is indentation, never data, in everything that the gateway sends.
    const whole: Element = done.children.length > 0 ? { ...done, text: done.text.trim() } : done
    const parent = this.#open.at(-1)
    if (parent === undefined) this.roots.push(whole)
    else parent.children.push(whole)
  }
}

/** Gives the events of a tree to a handler, as if it were parsed. */
export function walkTree(node: Element, events: XmlEvents): void {
  events.open(node.name, node.attributes)
  if (node.text !== '') events.text(node.text)
  for (const child of node.children) walkTree(child, events)
  events.close(node.name)
}

/** Parses a small document whole. @throws XmlUnreadable */
export function parseXml(text: string, caps: XmlCaps = DEFAULT_CAPS): Element {
  const builder = new TreeBuilder()
  const parser = pushParser(builder, caps)
  parser.write(text)
  parser.end()
  const [root] = builder.roots
  if (root === undefined) throw new TypeError('the text holds no XML element')
  return root
}
