import { UsageError } from '../errors/outcome.ts'
import { CASH } from './cash.ts'
import { COMPANY } from './company.ts'
import type { ObjectDescriptor } from './descriptor.ts'
import { LEDGER } from './ledger.ts'
import { ORDER_ENTRY } from './order-entry.ts'
import { PAYABLES } from './payables.ts'
import { RECEIVABLES } from './receivables.ts'
import { fieldTable } from './field-notation.ts'
import type { Field } from './field-notation.ts'

/** Every object that this client knows by heart. Others can be read and written all the same, by name. */
export const OBJECTS: readonly ObjectDescriptor[] = [
  ...RECEIVABLES,
  ...PAYABLES,
  ...ORDER_ENTRY,
  ...LEDGER,
  ...CASH,
  ...COMPANY,
]

const BY_NAME: ReadonlyMap<string, ObjectDescriptor> = new Map(
  OBJECTS.map((descriptor) => [descriptor.object, descriptor]),
)
const FIELD_TABLES = new Map<string, ReadonlyMap<string, Field>>()

/** The descriptor of an object. @throws UsageError when it is not one that this client knows. */
export function objectNamed(object: string): ObjectDescriptor {
  const descriptor = BY_NAME.get(object)
  if (descriptor === undefined) throw new UsageError(`no descriptor for the object "${object}"`)
  return descriptor
}

/** Fields of an object with their types. @throws UsageError */
export function fieldsOf(object: string): ReadonlyMap<string, Field> {
  const known = FIELD_TABLES.get(object)
  if (known !== undefined) return known
  const table = fieldTable(objectNamed(object).fields)
  FIELD_TABLES.set(object, table)
  return table
}

/** Field names that a query of this object may name, contacts left out unless asked for. @throws UsageError */
export function queryableFields(object: string, contacts = false): readonly string[] {
  const { notQueryable } = objectNamed(object)
  return [...fieldsOf(object).keys()].filter(
    (name) => !notQueryable.includes(name) && name !== 'RECORD_URL' && (contacts || !name.includes('.')),
  )
}
