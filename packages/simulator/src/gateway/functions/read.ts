import type { ObjectDefinition } from '../../books/contract.ts'
import { branch, childText, type Content, type Element } from '../../xml/element.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { objectFor } from '../permission.ts'
import { readRecord } from '../read/record.ts'

/** Keys of a comma list; the gateway takes at most 100 (reference 7.1). @throws FunctionRefusal beyond. */
export function keysOf(element: Element): readonly string[] {
  const keys = (childText(element, 'keys') ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter((key) => key !== '')
  if (keys.length > 100) throw new FunctionRefusal([errors.tooMany('keys', 100)])
  return keys
}

function namesOf(object: ObjectDefinition, element: Element): readonly string[] | undefined {
  const text = childText(element, 'fields') ?? '*'
  if (text === '*' || text === '') return undefined
  const names = text.split(',').map((name) => name.trim())
  const unknown = names.find((name) => !object.fields.has(name))
  if (unknown !== undefined) throw new FunctionRefusal([errors.fieldsList(unknown)])
  return names
}

function reader(operation: string, keyField: (object: ObjectDefinition) => string): FunctionHandler {
  return (call: Call, element: Element): readonly Content[] => {
    const object = objectFor(call, childText(element, 'object') ?? '', operation, errors.genericObject)
    const format = childText(element, 'returnFormat') ?? ''
    if (format !== '' && format !== 'xml') throw new FunctionRefusal([errors.returnFormat(format)])
    const keys = keysOf(element)
    const names = namesOf(object, element)
    const field = keyField(object)
    const found = new Map<string, Content>()
    const access = { kind: 'in', field, values: keys } as const
    for (const row of call.company.books.find(object.name, access, call.actor, true)) {
      found.set(row[field] ?? '', readRecord(call, object, row, names))
    }
    const rows = [...new Set(keys)].map((key) => found.get(key)).filter((row) => row !== undefined)
    return [branch('data', rows, { listtype: object.name, count: String(rows.length) })]
  }
}

/** `read` by RECORDNO: unknown keys are just missing from the answer (reference 3.2). */
export const read: FunctionHandler = reader('READ', () => 'RECORDNO')

/** `readByName` by the object's name field (reference 5.1). */
export const readByName: FunctionHandler = reader('READ', (object) => object.nameField)
