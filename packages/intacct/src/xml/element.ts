/** One XML element as plain data: what goes to the gateway, and small answers that come back. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

/** Builds an element from text or children; attributes are optional. */
export function element(
  name: string,
  content: string | readonly Element[] = '',
  attributes: Readonly<Record<string, string>> = {},
): Element {
  return typeof content === 'string'
    ? { name, attributes, children: [], text: content }
    : { name, attributes, children: content, text: '' }
}

/** The first child of that name. Case is ignored: the gateway mixes upper and lower case names. */
export function childOf(parent: Element | undefined, name: string): Element | undefined {
  const wanted = name.toLowerCase()
  return parent?.children.find((child) => child.name.toLowerCase() === wanted)
}

/** The trimmed text of the first child of that name, '' when it is missing. */
export function textOf(parent: Element | undefined, name: string): string {
  return childOf(parent, name)?.text.trim() ?? ''
}

/** Every child of that name, case ignored. */
export function childrenOf(parent: Element | undefined, name: string): readonly Element[] {
  const wanted = name.toLowerCase()
  return parent?.children.filter((child) => child.name.toLowerCase() === wanted) ?? []
}
