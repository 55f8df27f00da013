import type { FieldDefinition, ObjectDefinition } from './contract.ts'
import { analogous } from './definitions/analogous.ts'
import { dimensions } from './definitions/dimensions.ts'
import { headings } from './definitions/headings.ts'
import { orders } from './definitions/orders.ts'
import { parties } from './definitions/parties.ts'
import { payables } from './definitions/payables.ts'
import { receivables } from './definitions/receivables.ts'
import { system } from './definitions/system.ts'
import { treasury } from './definitions/treasury.ts'
import type { Dictionary } from './notation.ts'
import { parseFields, parseRelationships } from './notation.ts'

const dictionaries: Readonly<Record<string, Dictionary>> = {
  ...receivables,
  ...payables,
  ...parties,
  ...orders,
  ...dimensions,
  ...treasury,
  ...system,
  ...analogous,
  ...(receivables.ARTERM === undefined ? {} : { APTERM: receivables.ARTERM }),
}

const OPERATIONS = { c: 'create', r: 'read', u: 'update', d: 'delete' } as const

function fieldsOf(name: string, dictionary: Dictionary): ReadonlyMap<string, FieldDefinition> {
  const unqueryable = headings[name]?.unqueryable ?? []
  const listed = [
    ...parseFields(dictionary.fields),
    ...parseFields(unqueryable.join(' ')).map((field) => ({ ...field, readonly: true })),
  ]
  if (!listed.some((field) => field.name === 'RECORDNO')) listed.unshift(...parseFields('RECORDNO°:i'))
  if (!listed.some((field) => field.name === 'RECORD_URL')) listed.push(...parseFields('RECORD_URL°'))
  return new Map(
    listed.map((field) => [field.name, { ...field, queryable: !unqueryable.includes(field.name) }]),
  )
}

function define(name: string, dictionary: Dictionary): ObjectDefinition {
  const heading = headings[name]
  const nameField = heading?.name ?? 'RECORDNO'
  const letters = [...(heading?.generic ?? 'r')] as (keyof typeof OPERATIONS)[]
  return {
    name,
    label: heading?.label ?? name,
    nameField,
    keyFields: nameField === 'RECORDNO' ? [] : [nameField],
    fields: fieldsOf(name, dictionary),
    relationships: parseRelationships(dictionary.relationships),
    owned: (heading?.owned ?? []).map(([element, object, link]) => ({ element, object, link })),
    generic: letters.map((letter) => OPERATIONS[letter]),
    application: heading?.application ?? 'CO',
  }
}

/** Every object of the books without custom fields. Built once: the dictionaries never change. */
export const catalogue: ReadonlyMap<string, ObjectDefinition> = new Map(
  Object.entries(dictionaries).map(([name, dictionary]) => [name, define(name, dictionary)]),
)

/** An object of Platform Services that serves as a dimension. Its fields come in lower case, its key is `id` (reference 3.1). [?] */
export function userDimensionDefinition(name: string, label: string): ObjectDefinition {
  const fields = parseFields('RECORDNO°:i id°:i name* createdAt°:T updatedAt°:T')
  return {
    name,
    label,
    nameField: 'name',
    keyFields: ['id'],
    fields: new Map(fields.map((field) => [field.name, field])),
    relationships: [],
    owned: [],
    generic: ['read'],
    application: '',
  }
}
