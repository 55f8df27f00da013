import type { ErrorEntry } from '../../books/contract.ts'
import { FunctionRefusal } from '../errors.ts'
import type { Format } from '../format.ts'
import type { Field } from './fields.ts'

/** A literal of a condition in the field's normal form. @throws FunctionRefusal made of `refusal` if it is none of the field's type. */
export function literalReader(
  format: Format,
  refusal: (value: string, field: string) => ErrorEntry,
): (field: Field, text: string) => string {
  return (field, text) => {
    if (text === '') return text
    const refuse = (): never => {
      throw new FunctionRefusal([refusal(text, field.name)])
    }
    switch (field.type) {
      case 'date':
        return format.readDate(text) ?? format.readTimestamp(text)?.slice(0, 10) ?? refuse()
      case 'timestamp':
        return format.readTimestamp(text) ?? refuse()
      case 'integer':
        return /^\s*-?\d+\s*$/.test(text) ? text.trim() : refuse()
      case 'decimal':
      case 'currency':
      case 'percent':
        return /^\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*$/.test(text) ? text.trim() : refuse()
      default:
        return text
    }
  }
}
