import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { rowById } from '@tieout/store/views/grid.ts'
import { appVersion } from '@tieout/store/views/record.ts'
import { ApiError } from '../errors.ts'
import type { Api } from './api.ts'
import { presentRow } from './present/row.ts'

/** The record as the grid shows it. */
export async function rowOf(
  api: Api,
  scope: Scope,
  type: ObjectType,
  id: string,
): Promise<ReturnType<typeof presentRow>> {
  const row = await api.data.in(scope.workspace, (view) => rowById(view, scope.connection, type, id))
  if (row === null) throw new ApiError('not_found', `There is no ${type} "${id}" in this connection.`)
  return presentRow(row)
}

/** The version after the app's newest, with the same contents; the newest itself when it is void already. */
export async function nextVersionForVoid(
  api: Api,
  scope: Scope,
  type: ObjectType,
  id: string,
): Promise<{ version: number; data: unknown }> {
  const have = await api.data.in(scope.workspace, (view) => appVersion(view, scope.connection, type, id))
  if (have === null) throw new ApiError('not_found', `Your application has sent no ${type} "${id}".`)
  return { version: have.state === 'void' ? have.version : have.version + 1, data: have.data }
}
