import { statusCounts } from '@tieout/store/views/counts.ts'
import type { StatusCounts } from '@tieout/store/views/counts.ts'
import { unitsOf, watermarkOf } from '@tieout/store/views/connections.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import type { z } from 'zod'
import type { Caller } from '../../auth/caller.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { connectionSchema } from '../schemas/companies.ts'

type Connection = z.output<typeof connectionSchema>

function sentenceOf(row: ConnectionRow, counts: StatusCounts): string {
  if (row.fault !== null) return row.fault.sentence
  if (row.state === 'disconnected') return 'Not connected.'
  if (row.state === 'paused')
    return `Paused${row.pausedBy === null ? '' : ` by ${row.pausedBy}`}. Nothing is read or sent.`
  if (row.state === 'verify_first')
    return 'After a restore: everything is looked for in Intacct before anything is sent.'
  if (row.lastSyncAt === null) return 'Connected; the first sync is under way.'
  if (counts.needsSomeone > 0) {
    return `Connected and syncing; ${counts.needsSomeone} ${counts.needsSomeone === 1 ? 'record needs' : 'records need'} someone.`
  }
  return 'Connected and syncing.'
}

/** The month that units are counted in, UTC. */
export function monthOf(ms: number): string {
  return momentOf(ms).slice(0, 7)
}

/** How a connection stands, for its page. */
export async function detailOf(api: Api, caller: Caller, id: string): Promise<Connection> {
  const row = await connectionOf(api, caller, id)
  const month = monthOf(api.seams.clock.now())
  const { counts, used, watermark } = await api.data.snapshot(caller.workspace.id, async (view) => ({
    counts: await statusCounts(view, row.id),
    used: await unitsOf(view, row.id, month),
    watermark: await watermarkOf(view, row.id),
  }))
  return {
    id: row.id,
    company: { id: row.company, name: row.companyName },
    connector: row.connector,
    state: row.state,
    sentence: sentenceOf(row, counts),
    fault: row.fault,
    endpoint: row.endpoint,
    intacctCompany: row.intacctCompany,
    entity: row.entity,
    user: row.user,
    settings: row.settings,
    settingsVersion: row.settingsVersion,
    nextSyncAt: row.state === 'active' && row.settings.autoSync ? maybeMomentOf(row.nextSyncAt) : null,
    lastSyncAt: maybeMomentOf(row.lastSyncAt),
    lastFailureAt: maybeMomentOf(row.lastFailureAt),
    lastFailure: row.lastFailure?.sentence ?? null,
    credentialsSetAt: maybeMomentOf(row.credentialsSetAt),
    credentialsSetBy: row.credentialsSetBy,
    counts,
    units: { month, used },
    watermarkAt: watermark,
    support: {
      installation: api.installation.id,
      version: api.installation.version,
      contact: api.installation.supportContact,
    },
  }
}
