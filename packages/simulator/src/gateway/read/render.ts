import type { FieldType } from '../../books/contract.ts'
import type { Column } from '../../xml/element.ts'
import type { Format } from '../format.ts'
import type { Field } from './fields.ts'

/** A stored value as this caller reads it. */
export function renderValue(type: FieldType, value: string, format: Format): string {
  if (type === 'date') return format.date(value)
  if (type === 'timestamp') return format.timestamp(value)
  return value
}

/** A field as a column of an answer, rendered for the caller. */
export function column(field: Field, format: Format): Column<Readonly<Record<string, string>>> {
  const { name, of } = field
  if (field.type === 'date') return { name, value: (row) => format.date(of(row)) }
  if (field.type === 'timestamp') return { name, value: (row) => format.timestamp(of(row)) }
  return { name, value: field.own ? (row) => row[name] ?? '' : of }
}
