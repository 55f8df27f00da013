import type { Remote, Scope } from '@tieout/engine/ports.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { CallReport } from '@tieout/intacct/caller.ts'
import { createIntacct } from '@tieout/intacct/client.ts'
import type { Intacct, IntacctSeams } from '@tieout/intacct/client.ts'
import { systemClock } from '@tieout/intacct/seams/clock.ts'
import { remoteError } from './faults.ts'
import { linesMemory } from './lines-memory.ts'
import { openFrame } from './open-frame.ts'
import { slotPacing } from './pacing.ts'
import { presentKeeper } from './present.ts'
import { readByKeys, readPages } from './read.ts'
import type { Reader } from './reader.ts'
import { deletions, recentCreates } from './search.ts'
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
  readonly intacct: Intacct
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
  return remoteOf(intacct, options.credentials.userId, options.baseCurrency, clock)
}

function remoteOf(
  intacct: Intacct,
  user: string,
  baseCurrency: string,
  clock: { monotonic(): number; now(): number; sleep: (ms: number) => Promise<void> },
): IntacctRemote {
  let opening: Promise<Reader> | null = null

  /** Learns how dates are written once a life. */
  async function open(): Promise<Reader> {
    const session = await intacct.signIn()
    const frame = await openFrame(intacct, user, () => clock.now())
    const present = presentKeeper(frame, clock)
    present.seen(session.evidence)
    return { intacct, frame, present, memory: linesMemory(), seen: (evidence) => present.seen(evidence) }
  }

  function reader(): Promise<Reader> {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  return {
    intacct,
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
    clock: () =>
      guarded(async () => {
        const known = (await reader()).present.now()
        if (known === null) throw new TypeError('no answer has proven the present')
        return known
      }),
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
