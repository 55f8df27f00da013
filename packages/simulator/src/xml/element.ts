/** A tree of XML without namespaces, comments or mixed content: what the gateway reads and what it answers. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Element[]
  readonly text: string
}

/** One column of a table: the element's name and how a row's value is rendered (unescaped text). */
export interface Column<Row> {
  readonly name: string
  readonly value: (row: Row) => string
}

/** Many alike rows, written straight to text without a tree of their own: a page of 2,000 records is one of these. */
export interface Table {
  readonly table: string
  readonly columns: readonly Column<Readonly<Record<string, string>>>[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

export interface Branch {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly Content[]
  readonly text: string
}

/** What an answer is made of before it is written: elements, some of whose children may be tables. */
export type Content = Branch | Table

const none: Readonly<Record<string, string>> = Object.freeze({})

export function leaf(name: string, text: string): Element {
  return { name, attributes: none, children: [], text }
}

export function branch(
  name: string,
  children: readonly Content[],
  attributes: Readonly<Record<string, string>> = none,
): Branch {
  return { name, attributes, children, text: '' }
}

/** The first child of that name, compared exactly. */
export function child(element: Element, name: string): Element | undefined {
  return element.children.find((each) => each.name === name)
}

/** The trimmed text of a child, or undefined if the child is absent. */
export function childText(element: Element, name: string): string | undefined {
  return child(element, name)?.text.trim()
}

export function childrenNamed(element: Element, name: string): readonly Element[] {
  return element.children.filter((each) => each.name === name)
}

/** Turns tables into ordinary elements, for callers that want a tree and no text. */
export function expand(content: Branch): Element {
  const children: Element[] = []
  for (const each of content.children) {
    if ('table' in each) {
      for (const row of each.rows) {
        const cells = each.columns.map((column) => leaf(column.name, column.value(row)))
        children.push({ name: each.table, attributes: none, children: cells, text: '' })
      }
    } else children.push(expand(each))
  }
  return { name: content.name, attributes: content.attributes, children, text: content.text }
}
