import { isObjectType, objectTypes } from '@tieout/engine/core/object-types.ts'
import { typesRead, verifySettledAt } from '@tieout/engine/flows/verify-first.ts'
import type { CensusRow } from '@tieout/engine/ports/census.ts'
import { readCensus } from '@tieout/store/ports/census.ts'
import { statusCounts } from '@tieout/store/views/counts.ts'
import type { StatusCounts } from '@tieout/store/views/counts.ts'
import { pausedTypes, unitsOf, watermarkOf } from '@tieout/store/views/connections.ts'
import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import type { z } from 'zod'
import type { Caller } from '../../auth/caller.ts'
import type { Api } from '../api.ts'
import { connectionOf } from '../connection-of.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { connectionSchema } from '../schemas/companies.ts'

type Connection = z.output<typeof connectionSchema>

/** What it means to verify first, and how far that is. */
function verifyingText(row: ConnectionRow, read: readonly CensusRow[], now: number): string {
  const settledAt = verifySettledAt(row.verifySince ?? 0, row.settings)
  const done = read.filter(({ readSince }) => (readSince ?? 0) >= settledAt).length
  const wait = now < settledAt ? `, not before ${momentOf(settledAt).slice(11, 16)} UTC` : ''
  return (
    'Verifies first: this Tieout was restored or copied, so it looks for everything in Intacct before it sends anything. ' +
    `${done} of ${read.length} kinds of records are read since then; sending goes on by itself${wait}.`
  )
}

type Paused = Awaited<ReturnType<typeof pausedTypes>>

/** One type that Intacct refuses to show stops alone; it is named, and that the others go on. */
function typeSentence(paused: Paused): string {
  const names = paused.map(({ type }) => (isObjectType(type) ? objectTypes[type].plural : type)).join(', ')
  return `${paused[0]?.fault.sentence ?? ''} Until then ${names} are paused and nothing counts as deleted; everything else goes on.`
}

function sentenceOf(row: ConnectionRow, counts: StatusCounts, paused: Paused, verifying: string): string {
  if (row.fault !== null) return row.fault.sentence
  if (row.state === 'disconnected')
    return `Disconnected${row.disconnectedBy === null ? '' : ` by ${row.disconnectedBy}`}. Links and history are kept; nothing is read or sent.`
  if (row.state === 'connecting') return 'Being connected; nothing is synchronized before someone confirms.'
  if (row.state === 'paused')
    return `Paused${row.pausedBy === null ? '' : ` by ${row.pausedBy}`}. Nothing is read or sent.`
  if (row.state === 'verify_first') return verifying
  if (paused.length > 0) return typeSentence(paused)
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

/** Of Intacct's XML gateway: the `dtdversion` of every request. */
const connectorVersion = '3.0'
const dayMs = 86_400_000

/** Units spent this month and, from its second day on, what they come to by its end at the same pace. Months are UTC's. */
function unitsOfMonth(used: number, plan: number | null, now: number): Connection['units'] {
  const month = monthOf(now)
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const begin = Date.UTC(year, number - 1, 1)
  const end = Date.UTC(year, number, 1)
  const passed = now - begin
  const forecast = passed < dayMs ? null : Math.round((used * (end - begin)) / passed)
  return { month, used, plan, forecast, until: momentOf(end - dayMs).slice(0, 10) }
}

/** How a connection stands, for its page. */
export async function detailOf(api: Api, caller: Caller, id: string): Promise<Connection> {
  const row = await connectionOf(api, caller, id)
  const month = monthOf(api.seams.clock.now())
  const { counts, used, watermark, paused, census } = await api.data.snapshot(
    caller.workspace.id,
    async (view) => ({
      counts: await statusCounts(view, row.id),
      used: await unitsOf(view, row.id, month),
      watermark: await watermarkOf(view, row.id),
      paused: await pausedTypes(view, row.id),
      census: await readCensus(
        view,
        { workspace: caller.workspace.id, connection: row.id },
        typesRead(row.settings),
      ),
    }),
  )
  return {
    id: row.id,
    company: { id: row.company, name: row.companyName },
    connector: row.connector,
    connectorVersion,
    state: row.state,
    sentence: sentenceOf(row, counts, paused, verifyingText(row, census, api.seams.clock.now())),
    fault: row.fault ?? paused[0]?.fault ?? null,
    endpoint: row.endpoint,
    intacctCompany: row.intacctCompany,
    entity: row.entity,
    intacctName: row.intacctName,
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
    units: unitsOfMonth(used, row.settings.unitsPlan ?? null, api.seams.clock.now()),
    watermarkAt: watermark,
    support: {
      installation: api.installation.id,
      version: api.installation.version,
      contact: api.installation.supportContact,
    },
  }
}
