import type { Element } from '../xml/element.ts'
import type { XmlEvents } from '../xml/parse.ts'
import { TreeBuilder } from '../xml/tree.ts'

/** One record as it came: field name to text. Nested elements are dotted (`BILLTO.CONTACTNAME`). */
export type Row = Record<string, string>

/** What stood inside a result's <data>. Rows and tree are never both filled. */
export interface DataPayload {
  /** Attributes of <data>: listtype, count, totalcount, numremaining, resultId, offset. */
  readonly attributes: Readonly<Record<string, string>>
  readonly rows: readonly Row[]
  readonly children: readonly Element[]
}

/** How a function wants its <data>: flat rows for pages, a tree for small structured answers. */
export type Decode = 'rows' | 'tree'

export interface DataDecoder extends XmlEvents {
  finish(attributes: Readonly<Record<string, string>>): DataPayload
}

/**
 * Turns the children of <data> into flat rows straight from the events, without a tree in between.
 * A path that comes twice in one row is kept as `PATH#2`, `PATH#3`: nothing is lost, nothing overwritten.
 */
export class RowDecoder implements DataDecoder {
  readonly #rows: Row[] = []
  #row: Row = {}
  #depth = 0
  #path = ''
  readonly #outer: string[] = []
  #text = ''
  #leaf = false

  open(name: string): void {
    this.#depth += 1
    this.#text = ''
    this.#leaf = true
    if (this.#depth === 1) this.#row = {}
    else if (this.#depth === 2) this.#path = name
    else {
      this.#outer.push(this.#path)
      this.#path = `${this.#path}.${name}`
    }
  }

  text(text: string): void {
    this.#text = this.#text === '' ? text : this.#text + text
  }

  close(): void {
    if (this.#depth === 1) {
      // A row that is text alone, as <application>AR</application> in a list of names.
      if (this.#leaf && this.#text.trim() !== '') this.#row['#text'] = this.#text.trim()
      this.#rows.push(this.#row)
    } else if (this.#leaf) this.#put(this.#path, this.#text)
    if (this.#depth > 2) this.#path = this.#outer.pop() ?? ''
    this.#leaf = false
    this.#depth -= 1
  }

  finish(attributes: Readonly<Record<string, string>>): DataPayload {
    return { attributes, rows: this.#rows, children: [] }
  }

  #put(path: string, value: string): void {
    if (this.#row[path] === undefined) {
      this.#row[path] = value
      return
    }
    let time = 2
    while (this.#row[`${path}#${time}`] !== undefined) time += 1
    this.#row[`${path}#${time}`] = value
  }
}

export class TreeDecoder implements DataDecoder {
  readonly #builder = new TreeBuilder()

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#builder.open(name, attributes)
  }

  text(text: string): void {
    this.#builder.text(text)
  }

  close(): void {
    this.#builder.close()
  }

  finish(attributes: Readonly<Record<string, string>>): DataPayload {
    return { attributes, rows: [], children: this.#builder.roots }
  }
}

export const decoderFor: Readonly<Record<Decode, () => DataDecoder>> = {
  rows: () => new RowDecoder(),
  tree: () => new TreeDecoder(),
}
