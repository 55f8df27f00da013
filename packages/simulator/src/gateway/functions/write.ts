import { BusinessError, type ErrorEntry, type ObjectDefinition, type Row } from '../../books/contract.ts'
import { branch, childText, leaf, type Branch, type Content, type Element } from '../../xml/element.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { errors, FunctionRefusal } from '../errors.ts'
import { objectInput } from '../input.ts'
import { objectFor } from '../permission.ts'
import { keysOf } from './read.ts'

function keyFields(object: ObjectDefinition, row: Row): Branch {
  const names = ['RECORDNO', ...object.keyFields.filter((name) => name !== 'RECORDNO')]
  return branch(
    object.name.toLowerCase(),
    names.map((name) => leaf(name, row[name] ?? '')),
  )
}

/** The refusals of one object of several; anything else goes on up. */
function refusalsOf(error: unknown): readonly ErrorEntry[] {
  if (error instanceof BusinessError || error instanceof FunctionRefusal) return error.entries
  throw error
}

function perObject(
  verb: 'create' | 'update',
  one: (call: Call, object: ObjectDefinition, element: Element) => Row,
): FunctionHandler {
  return (call, element) => {
    const done: Content[] = []
    const refused: ErrorEntry[] = []
    for (const each of element.children) {
      try {
        const object = objectFor(call, each.name, verb.toUpperCase(), errors.genericObject)
        if (!object.generic.includes(verb)) {
          throw new FunctionRefusal([errors.unsupported(verb.toUpperCase(), object.name)])
        }
        done.push(keyFields(object, one(call, object, each)))
      } catch (error) {
        refused.push(...refusalsOf(error))
      }
    }
    const data = branch('data', done, { listtype: 'objects', count: String(done.length) })
    if (refused.length > 0) throw new FunctionRefusal(refused, done.length > 0 ? [data] : [])
    return [data]
  }
}

/** Generic `create`: what could be made is made and named even if another object failed (reference 1.4). */
export const create: FunctionHandler = perObject('create', (call, object, element) =>
  call.company.books.create(object.name, objectInput(element, object, call.format), call.actor),
)

/** Generic `update`: sparse; an empty element clears (reference 4.1). */
export const update: FunctionHandler = perObject('update', (call, object, element) =>
  call.company.books.update(object.name, objectInput(element, object, call.format), call.actor),
)

/** Generic `delete` by RECORDNO: all keys or none. */
export const remove: FunctionHandler = (call, element) => {
  const object = objectFor(call, childText(element, 'object') ?? '', 'DELETE', errors.genericObject)
  if (!object.generic.includes('delete'))
    throw new FunctionRefusal([errors.unsupported('DELETE', object.name)])
  const { books } = call.company
  books.atomically(() => {
    for (const key of keysOf(element)) books.remove(object.name, key, call.actor)
  })
  return []
}
