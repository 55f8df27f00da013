import type { Actor, Books, FieldDefinition, FieldType, ObjectDefinition, Row } from '../../books/contract.ts'

/** A field as a query names it: of the object itself, or reached over many-to-one relationships. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly definition: FieldDefinition
  readonly of: (row: Row) => string
  /** True if the row holds it itself, so an index of the object may serve. */
  readonly own: boolean
}

export interface Viewer {
  readonly books: Books
  readonly actor: Actor
  readonly showPrivate: boolean
}

const ownFields = new WeakMap<FieldDefinition, Field>()

function ownField(definition: FieldDefinition): Field {
  const known = ownFields.get(definition)
  if (known !== undefined) return known
  const { name, type } = definition
  const field: Field = { name, type, definition, of: (row) => row[name] ?? '', own: true }
  ownFields.set(definition, field)
  return field
}

function relatedBy(target: ObjectDefinition, by: string): string {
  if (by === 'RECORDNO' || by.endsWith('KEY') || by.endsWith('#')) return 'RECORDNO'
  return target.nameField
}

/**
 * Finds a field by its name or dotted path (reference 3.4: several levels of many-to-one, one hop through a relationship to itself).
 * @returns undefined if the object has no such field or path.
 */
export function resolveField(viewer: Viewer, object: ObjectDefinition, name: string): Field | undefined {
  const own = object.fields.get(name)
  if (own !== undefined) return ownField(own)
  const dot = name.indexOf('.')
  if (dot < 0) return undefined
  const path = name.slice(0, dot)
  const relationship = object.relationships.find((each) => each.path === path)
  const target = relationship === undefined ? undefined : viewer.books.definition(relationship.object)
  if (relationship === undefined || target === undefined) return undefined
  const rest = name.slice(dot + 1)
  if (target.name === object.name && rest.startsWith(`${path}.`)) return undefined
  const inner = resolveField(viewer, target, rest)
  if (inner === undefined) return undefined
  const key = relatedBy(target, relationship.by)
  const seen = new Map<string, string>()
  const of = (row: Row): string => {
    const value = row[relationship.by] ?? ''
    if (value === '') return ''
    let found = seen.get(value)
    if (found === undefined) {
      const [related] = viewer.books.find(
        target.name,
        { kind: 'in', field: key, values: [value] },
        viewer.actor,
        true,
      )
      found = related === undefined ? '' : inner.of(related)
      seen.set(value, found)
    }
    return found
  }
  return { name, type: inner.type, definition: inner.definition, of, own: false }
}
