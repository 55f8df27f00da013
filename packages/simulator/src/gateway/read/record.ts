import type { ObjectDefinition, Row } from '../../books/contract.ts'
import { branch, leaf, type Branch, type Content } from '../../xml/element.ts'
import type { Call } from '../call.ts'
import { renderValue } from './render.ts'

interface Nest {
  readonly name: string
  readonly text: string | undefined
  readonly inner: Map<string, Nest>
}

function place(into: Map<string, Nest>, path: readonly string[], text: string): void {
  const [first, ...rest] = path
  if (first === undefined) return
  let nest = into.get(first)
  if (nest === undefined) {
    nest = { name: first, text: rest.length === 0 ? text : undefined, inner: new Map() }
    into.set(first, nest)
  }
  if (rest.length > 0) place(nest.inner, rest, text)
}

function toContent(nests: ReadonlyMap<string, Nest>): Content[] {
  return [...nests.values()].map((nest) =>
    nest.inner.size === 0 ? leaf(nest.name, nest.text ?? '') : branch(nest.name, toContent(nest.inner)),
  )
}

function cells(call: Call, object: ObjectDefinition, row: Row, names: readonly string[]): Content[] {
  const nests = new Map<string, Nest>()
  for (const name of names) {
    const type = object.fields.get(name)?.type ?? 'text'
    place(nests, name.split('.'), renderValue(type, row[name] ?? '', call.format))
  }
  return toContent(nests)
}

/**
 * A whole record as `read` gives it (reference 5.2): dotted names nested, owned lines inside when every field is asked for.
 * @param names the fields, or undefined for all of them with the lines.
 */
export function readRecord(
  call: Call,
  object: ObjectDefinition,
  row: Row,
  names: readonly string[] | undefined,
): Branch {
  const { books } = call.company
  const content = cells(call, object, row, names ?? [...object.fields.keys()])
  if (names === undefined) {
    for (const owned of object.owned) {
      const line = books.definition(owned.object)
      if (line === undefined) continue
      const access = { kind: 'in', field: owned.link, values: [row.RECORDNO ?? ''] } as const
      const lines = [...books.find(line.name, access, call.actor, true)]
      lines.sort((left, right) => Number(left.RECORDNO) - Number(right.RECORDNO))
      const fields = [...line.fields.keys()]
      content.push(
        branch(
          owned.element,
          lines.map((each) => branch(line.name.toLowerCase(), cells(call, line, each, fields))),
        ),
      )
    }
  }
  return branch(object.name, content)
}
