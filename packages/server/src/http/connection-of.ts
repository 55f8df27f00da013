import { connectionById } from '@tieout/store/views/connections.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import type { Caller } from '../auth/caller.ts'
import { ApiError } from '../errors.ts'
import type { Api } from './api.ts'
import { isUuid } from './uuid.ts'

/** The connection of the caller's workspace; another workspace's id answers as one that is not there. */
export async function connectionOf(api: Api, caller: Caller, id: string): Promise<ConnectionRow> {
  const row = isUuid(id) ? await api.data.in(caller.workspace.id, (view) => connectionById(view, id)) : null
  if (row === null) throw new ApiError('not_found', `There is no connection ${id} in this workspace.`)
  return row
}
