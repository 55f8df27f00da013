import type { FunctionHandler } from '../call.ts'
import { getApiSession } from './api-session.ts'
import { query } from './query.ts'
import { read, readByName } from './read.ts'
import { readByQuery, readMore } from './read-by-query.ts'
import { create, remove, update } from './write.ts'

/** Functions that the gateway answers itself; all others go to the books. */
export const gatewayFunctions: Readonly<Record<string, FunctionHandler>> = {
  getAPISession: getApiSession,
  query,
  read,
  readByName,
  readByQuery,
  readMore,
  create,
  update,
  delete: remove,
}
