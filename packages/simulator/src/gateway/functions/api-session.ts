import { branch, child, childText, leaf } from '../../xml/element.ts'
import type { FunctionHandler } from '../call.ts'
import { entityExists } from '../entities.ts'
import { errors, FunctionRefusal } from '../errors.ts'

/** `getAPISession` (reference 2): alone in its request; no location keeps the level, an empty one is the top, else that entity. */
export const getApiSession: FunctionHandler = (call, element) => {
  const refused = (): FunctionRefusal => new FunctionRefusal([errors.apiSession()])
  if (call.functions !== 1) throw refused()
  const wanted = childText(element, 'locationid')
  const entity =
    child(element, 'locationid') === undefined ? call.actor.entity : wanted === '' ? null : (wanted ?? null)
  if (entity === null) {
    if (!call.user.topLevel) throw refused()
  } else {
    const allowed = call.user.entities === '*' || call.user.entities.includes(entity)
    if (!allowed || !entityExists(call.company.books, entity)) throw refused()
  }
  const session = call.openSession(entity)
  return [
    branch('data', [
      branch('api', [
        leaf('sessionid', session.id),
        leaf('endpoint', session.endpoint),
        leaf('locationid', entity ?? ''),
      ]),
    ]),
  ]
}
