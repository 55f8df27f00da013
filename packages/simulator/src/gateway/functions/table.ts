import type { FunctionHandler } from '../call.ts'
import { getApiSession } from './api-session.ts'
import { readEntityDetails, readUserFormatting } from './company-facts.ts'
import { get, getList } from './legacy-read.ts'
import { inspect, lookup } from './lookup.ts'
import { query } from './query.ts'
import { readByQuery, readMore } from './read-by-query.ts'
import { read, readByName } from './read.ts'
import { create, remove, update } from './write.ts'

/** Functions that the gateway answers itself; all others go to the books. */
export const gatewayFunctions: Readonly<Record<string, FunctionHandler>> = {
  getAPISession: getApiSession,
  query,
  read,
  readByName,
  readByQuery,
  readMore,
  lookup,
  inspect,
  get,
  get_list: getList,
  create,
  update,
  delete: remove,
  readEntityDetails,
  readUserFormatting,
}
