import type { RunRow } from '@tieout/store/views/runs.ts'
import { insertRun, openRun, runById } from '@tieout/store/views/runs.ts'
import { scheduleNext } from '@tieout/store/views/schedule.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import type { Caller } from '../auth/caller.ts'
import { ApiError } from '../errors.ts'
import { postPhase } from '../workers/phases.ts'
import type { Api } from './api.ts'

const resting: Partial<Record<ConnectionRow['state'], 'paused' | 'disconnected'>> = {
  paused: 'paused',
  disconnected: 'disconnected',
}

/** @throws ApiError for a connection that reads nothing now; one that is being made reads its reference data */
export function refuseResting(connection: ConnectionRow): void {
  const rest = resting[connection.state]
  if (rest) throw new ApiError(rest, connection.fault?.sentence ?? `${connection.companyName} is ${rest}.`)
}

/**
 * Starts a run, or answers the one under way: a second click never starts a second one. One that has read all and is still sending would
 * miss what was changed in Intacct since: another run is queued behind it.
 */
export async function startRunNow(
  api: Api,
  caller: Caller,
  connection: ConnectionRow,
): Promise<{ row: RunRow; already: boolean; queued: boolean }> {
  refuseResting(connection)
  if (connection.state === 'connecting')
    throw new ApiError('not_confirmed', `${connection.companyName} is still being connected.`)
  const scope = { workspace: caller.workspace.id, connection: connection.id }
  const id = api.seams.ids.uuid()
  const open = await api.data.marking(scope, async (view) => {
    const under = await openRun(view, connection.id)
    const at = api.seams.clock.now()
    if (under === null) await insertRun(view, { id, scope, kind: 'sync_now', by: caller.actor.name, at })
    if (under?.phase === postPhase) await scheduleNext.ask(view, connection.id, caller.actor.name)
    // The sweep comes back to it even if every job is lost.
    await scheduleNext.write(view, connection.id, at, null)
    return under
  })
  const row = open ?? (await api.data.in(scope.workspace, (view) => runById(view, connection.id, id)))
  if (row === null) throw new Error('The run that was just started is not there.')
  api.wake(scope, 'pull')
  api.wake(scope, 'push')
  return { row, already: open !== null, queued: open?.phase === postPhase }
}
