import type { ObjectDefinition } from '../books/contract.ts'
import type { Call } from './call.ts'
import { errors, FunctionRefusal } from './errors.ts'
import type { ErrorEntry } from '../books/contract.ts'

/** Whether the company has subscribed to the object's application. CO is the company itself. */
export function subscribed(call: Call, definition: ObjectDefinition): boolean {
  const { application } = definition
  return (
    application === 'CO' ||
    application === '' ||
    call.company.books.settings().subscriptions.includes(application)
  )
}

/** Whether the caller's role has an operation (READ, READ_BY_QUERY, CREATE …) on an object. */
export function permitted(call: Call, operation: string, object: string): boolean {
  const rights = call.company.books.settings().rights[call.actor.userId]
  if (rights === undefined) return true
  const granted = rights[object] ?? rights['*'] ?? []
  return granted.includes(operation) || granted.includes('*')
}

/** @throws FunctionRefusal PL04000005 */
export function require(call: Call, operation: string, object: string): void {
  if (!permitted(call, operation, object)) throw new FunctionRefusal([errors.permission(operation, object)])
}

/**
 * The definition of an object that the caller may work with.
 * @param missing the refusal of the function in question for an object that does not exist or is not subscribed.
 */
export function objectFor(
  call: Call,
  name: string,
  operation: string,
  missing: (object: string) => ErrorEntry,
): ObjectDefinition {
  const definition = call.company.books.definition(name.toUpperCase())
  if (definition === undefined || !subscribed(call, definition)) throw new FunctionRefusal([missing(name)])
  require(call, operation, definition.name)
  return definition
}
