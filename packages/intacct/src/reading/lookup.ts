import type { CallOptions, Caller } from '../caller.ts'
import { childOf, childrenOf, element, textOf } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'

export interface LookupField {
  readonly id: string
  readonly label: string
  readonly description: string
  /** TEXT, INTEGER, DECIMAL, CURRENCY, BOOLEAN, DATE, TIMESTAMP, ENUM, PERCENT. */
  readonly dataType: string
  /** What the form of Intacct wants; the API may want more or less. */
  readonly required: boolean
  readonly readOnly: boolean
  readonly custom: boolean
  readonly validValues: readonly string[]
}

export interface LookupRelationship {
  readonly path: string
  readonly object: string
  readonly label: string
  readonly type: string
  readonly relatedBy: string
}

export interface Lookup {
  readonly object: string
  readonly documentType: string
  readonly fields: readonly LookupField[]
  readonly relationships: readonly LookupRelationship[]
}

const yes = (parent: Element, name: string): boolean => textOf(parent, name).toLowerCase() === 'true'

function fieldOf(node: Element): LookupField {
  return {
    id: textOf(node, 'ID'),
    label: textOf(node, 'LABEL'),
    description: textOf(node, 'DESCRIPTION'),
    dataType: textOf(node, 'DATATYPE'),
    required: yes(node, 'REQUIRED'),
    readOnly: yes(node, 'READONLY'),
    custom: yes(node, 'ISCUSTOM'),
    validValues: childrenOf(childOf(node, 'VALIDVALUES'), 'VALIDVALUE').map(({ text }) => text.trim()),
  }
}

function relationshipOf(node: Element): LookupRelationship {
  return {
    path: textOf(node, 'OBJECTPATH'),
    object: textOf(node, 'OBJECTNAME'),
    label: textOf(node, 'LABEL'),
    type: textOf(node, 'RELATIONSHIPTYPE'),
    relatedBy: textOf(node, 'RELATEDBY'),
  }
}

/** Fields and relationships of an object in this company, custom fields included. @throws IntacctError */
export async function lookup(
  caller: Caller,
  object: string,
  docparid?: string,
  options?: CallOptions,
): Promise<Lookup> {
  const body = element('lookup', [
    element('object', object),
    ...(docparid === undefined ? [] : [element('docparid', docparid)]),
  ])
  const { data } = await caller.read(body, 'tree', options)
  const type = data.children.find(({ name }) => name.toLowerCase() === 'type')
  return {
    object: type?.attributes['Name'] ?? object,
    documentType: type?.attributes['DocumentType'] ?? '',
    fields: childrenOf(childOf(type, 'Fields'), 'Field').map(fieldOf),
    relationships: childrenOf(childOf(type, 'Relationships'), 'Relationship').map(relationshipOf),
  }
}

/**
 * The older metadata of an object (`detail` for its fields), of a transaction definition by name, or the list of all
 * objects for `*`, as it came: its shape is not public. @throws IntacctError
 */
export async function inspect(
  caller: Caller,
  of: { readonly object: string } | { readonly name: string },
  detail = false,
  options?: CallOptions,
): Promise<readonly Element[]> {
  const target = 'object' in of ? element('object', of.object) : element('name', of.name)
  const { data } = await caller.read(
    element('inspect', [target], detail ? { detail: '1' } : {}),
    'tree',
    options,
  )
  return data.children
}
