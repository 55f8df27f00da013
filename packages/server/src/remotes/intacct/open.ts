import type { Scope } from '@tieout/engine/ports.ts'
import type { Remote } from '@tieout/engine/ports/remote.ts'
import type { ReferenceRemote } from '@tieout/engine/ports/reference.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { RemoteClock } from '@tieout/engine/ports/windows.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { CallReport } from '@tieout/intacct/caller.ts'
import { createIntacct } from '@tieout/intacct/client.ts'
import type { Intacct, IntacctSeams } from '@tieout/intacct/client.ts'
import { systemClock } from '@tieout/intacct/seams/clock.ts'
import type { Entity, Probe, Survey } from '../../preflight/survey.ts'
import type { Extent } from '../ports.ts'
import { extentOf } from './extent.ts'
import { remoteError } from './faults.ts'
import { linesMemory } from './lines-memory.ts'
import { adaptersWith } from './objects/own-fields.ts'
import type { OwnFields } from './objects/own-fields.ts'
import { openFrame } from './open-frame.ts'
import { slotPacing } from './pacing.ts'
import { presentKeeper } from './present.ts'
import type { Present } from './present.ts'
import { readByKeys, readPages } from './read.ts'
import { hasReferenceChanges, readReference } from './reference/read-reference.ts'
import type { Reader } from './reader.ts'
import { deletions, recentCreates } from './search.ts'
import { entitiesOf, surveyOf } from './survey.ts'
import { writeCommands } from './write.ts'

/** What signs in to one Intacct company. Never logged, never returned. */
export interface IntacctCredentials {
  readonly senderId: string
  readonly senderPassword: string
  readonly companyId: string
  readonly userId: string
  readonly password: string
  /** null: top level. */
  readonly entity: string | null
  readonly endpoint: string | null
}

export interface OpenOptions {
  readonly credentials: IntacctCredentials
  readonly baseCurrency: string
  /** Fields of the company's own that are read; none if left out. */
  readonly own?: OwnFields
  readonly scope: Scope
  readonly remoteCompany: string
  readonly holder: string
  /** Slots over all processes; null: pacing within this process. */
  readonly slots: Slots | null
  readonly log: Log
  readonly onCall?: (report: CallReport) => void
  /** Milliseconds for one answer, and tries of a read; the client's own where they are left out. */
  readonly timeoutMs?: number
  readonly readAttempts?: number
  readonly seams?: IntacctSeams
}

export interface IntacctRemote extends Remote {
  readonly reference: ReferenceRemote
  readonly intacct: Intacct
  survey(probes: readonly Probe[]): Promise<Survey>
  entities(): Promise<readonly Entity[] | null>
  extent(from: string | null): Promise<Extent>
  isRefused(): boolean
  close(): Promise<void>
}

const loopback = /^https?:\/\/(127\.\d+\.\d+\.\d+|localhost|\[::1\])[:/]/

/** The remote side of a connection: one Intacct company, at top level or in one entity. Signs in with the first call. */
export function openIntacctRemote(options: OpenOptions): IntacctRemote {
  const { credentials, scope, remoteCompany, holder, slots, log } = options
  const clock = options.seams?.clock ?? systemClock
  const pacing =
    slots === null ? {} : { pacing: slotPacing({ slots, scope, remoteCompany, holder, clock, log }) }
  const { endpoint } = credentials
  const intacct = createIntacct(
    {
      sender: { senderId: credentials.senderId, password: credentials.senderPassword },
      login: {
        companyId: credentials.companyId,
        userId: credentials.userId,
        password: credentials.password,
        ...(credentials.entity === null ? {} : { entity: credentials.entity }),
      },
      ...(endpoint === null ? {} : { url: endpoint, endpoints: { allowLoopback: loopback.test(endpoint) } }),
      onCall: options.onCall,
      timeoutMs: options.timeoutMs,
      readAttempts: options.readAttempts,
    },
    { ...options.seams, ...pacing },
  )
  return remoteOf(intacct, credentials, options, clock)
}

const noOwn: OwnFields = { customFields: [], dimensionRules: [] }

function remoteOf(
  intacct: Intacct,
  { userId: user, entity }: Pick<IntacctCredentials, 'userId' | 'entity'>,
  { baseCurrency, own = noOwn }: Pick<OpenOptions, 'baseCurrency' | 'own'>,
  clock: { monotonic(): number; now(): number; sleep: (ms: number) => Promise<void> },
): IntacctRemote {
  let opening: Promise<Reader> | null = null
  let present: Present | null = null

  /** Learns how dates are written once a life. */
  async function open(): Promise<Reader> {
    const session = await intacct.signIn()
    const frame = await openFrame(intacct, user, () => clock.now())
    const kept = presentKeeper(frame, clock)
    kept.seen(session.evidence)
    present = kept
    return {
      intacct,
      frame,
      adapters: adaptersWith(own),
      present: kept,
      memory: linesMemory(),
      seen: (evidence) => kept.seen(evidence),
      rest: (ms) => clock.sleep(ms),
    }
  }

  function reader(): Promise<Reader> {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  async function proven(): Promise<RemoteClock> {
    const known = (await reader()).present.now()
    if (known === null) throw new TypeError('no answer has proven the present')
    return known
  }

  return {
    intacct,
    reference: {
      rights: `${user}@${entity ?? ''}`,
      clock: () => guarded(proven),
      hasChanges: hasReferenceChanges,
      async *readReference(request) {
        try {
          yield* readReference(await reader(), request)
        } catch (error) {
          throw remoteError(error)
        }
      },
    },
    async *readPages(request) {
      try {
        yield* readPages(await reader(), request)
      } catch (error) {
        throw remoteError(error)
      }
    },
    readByKeys: (type, by, keys) => guarded(async () => readByKeys(await reader(), type, by, keys)),
    recentCreates: (type, since, control) =>
      guarded(async () => recentCreates(await reader(), user, type, since, control)),
    write: (commands, guard) =>
      guarded(async () => {
        const { format } = (await reader()).frame
        return writeCommands(intacct, commands, { baseCurrency, format }, guard)
      }),
    deletions: (types, since) => guarded(async () => deletions(await reader(), types, since)),
    clock: () => guarded(proven),
    present: () => present?.moment() ?? null,
    survey: (probes) => guarded(() => surveyOf(intacct, user, probes)),
    entities: () => guarded(() => entitiesOf(intacct)),
    extent: (from) => guarded(async () => extentOf(await reader(), from)),
    isRefused: () => intacct.signInRefusal() !== null,
    close: () => intacct.close(),
  }
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw remoteError(error)
  }
}
