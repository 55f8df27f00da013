import { sameJson } from '@tieout/engine/core/json.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import { saveSettings } from '@tieout/store/views/connections.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import { releaseCured } from '@tieout/store/views/cure.ts'
import { openRefresh, referenceSchedule, scheduleReference } from '@tieout/store/views/reference-state.ts'
import type { View } from '@tieout/store/views/view.ts'
import type { FastifyRequest } from 'fastify'
import { ApiError } from '../errors.ts'
import { nextRefresh } from '../workers/refresh.ts'
import type { Api } from './api.ts'
import { audit } from './audit.ts'
import { curesOf } from './cures.ts'
import { callerOf } from './operation.ts'
import { checkReferences } from './reference-settings.ts'

interface Change {
  /** Whole, and checked. */
  readonly settings: Settings
  /** The version that the change was made on. */
  readonly on: number
  /** As the audit log names it. */
  readonly action: 'settings.changed' | 'settings.rolled_back'
}

/**
 * Makes a new version of a connection's settings. What they may have cured goes on by itself.
 * @throws ApiError `settings_changed` when somebody saved another version meanwhile; what the settings name wrongly
 */
export async function changeSettings(
  api: Api,
  request: FastifyRequest,
  connection: ConnectionRow,
  { settings, on, action }: Change,
): Promise<void> {
  const caller = callerOf(request)
  const scope = { workspace: caller.workspace.id, connection: connection.id }
  await api.data.marking(scope, async (view) => {
    await checkReferences(view, scope, connection.settings, settings)
    const at = api.seams.clock.now()
    const by = caller.actor.name
    const saved = await saveSettings(view, { connection: connection.id, on, settings, by, at })
    if (!saved) throw new ApiError('settings_changed', `The settings are no longer version ${on}.`)
    if (!sameJson(settings.cache, connection.settings.cache))
      await reschedule(view, connection.id, nextRefresh(settings, at))
    const cures = curesOf(connection.settings, settings)
    if (cures.causes.length + cures.reasons.length > 0)
      await releaseCured(view, { ...cures, connection: connection.id, by, at })
    const target = connection.companyName
    await audit(view, api, request, { action, target, before: connection.settings, after: settings })
  })
  api.wake(scope, 'push')
}

/** A refresh that is under way, or the first one, stays where it is. */
async function reschedule(view: View, connection: string, at: number): Promise<void> {
  const { nextAt } = await referenceSchedule(view, connection)
  if (nextAt !== null && (await openRefresh(view, connection)) === null)
    await scheduleReference(view, connection, at)
}
