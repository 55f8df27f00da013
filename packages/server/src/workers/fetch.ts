import { fetchRecords } from '@tieout/engine/flows/fetch.ts'
import type { FetchResult } from '@tieout/engine/flows/fetch.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import { endFetch, forgetFetch, moveFetch, openFetch } from '@tieout/store/views/fetches.ts'
import type { EndedFetch } from '@tieout/store/views/fetches.ts'
import { addMail } from '@tieout/store/views/mails.ts'
import { fetchLetter } from '../words/fetch-letter.ts'
import type { WorkParts } from './parts.ts'
import { contextFor, giveWay, reading, untilTold } from './slice.ts'
import type { SliceEnd } from './slice.ts'

/** Who has not looked for so long has left, and gets the result by mail. Milliseconds. */
const leftAfterMs = 45_000

/** Goes on with the import from Intacct that a person has started, for at most a slice. */
export async function fetchOnce(parts: WorkParts, scope: Scope): Promise<SliceEnd> {
  const { store, data, seams } = parts
  const context = await contextFor(parts, scope, reading)
  if (context === null) return 'rest'
  const run = await data.in(scope.workspace, (view) => openFetch(view, scope.connection))
  if (run === null) {
    await data.in(scope.workspace, (view) => forgetFetch(view, scope.connection))
    return 'rest'
  }
  const slice = untilTold(parts)
  try {
    const result = await fetchRecords(context, run.plan, {
      place: run.place,
      get until() {
        return slice.until
      },
      async onProgress({ type, read, next }) {
        const now = seams.clock.now()
        if (next !== null)
          await data.in(scope.workspace, (view) => moveFetch(view, scope.connection, run.id, next))
        const note = { phase: next?.type ?? type, done: 0, of: null }
        return store.beat(scope, run.id, { [type]: { read } }, note, now)
      },
    })
    if (result === 'more') return 'again'
    await finish(parts, scope, run.id, result, null)
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    await interrupted(parts, scope, run.id, error.fault, context.connection.failuresInARow)
  }
  return 'rest'
}

/** An outage leaves the import open, to be gone on with; whatever else ends it, and says why. */
async function interrupted(
  parts: WorkParts,
  scope: Scope,
  run: string,
  fault: Fault,
  failures: number,
): Promise<void> {
  if (fault.retry === 'never') return finish(parts, scope, run, 'failed', fault)
  await giveWay(parts, scope, fault, failures)
  if (fault.retry === 'connection') await finish(parts, scope, run, 'failed', fault)
}

async function finish(
  { data, seams, publicUrl }: WorkParts,
  scope: Scope,
  run: string,
  state: Exclude<FetchResult, 'more'> | 'failed',
  fault: Fault | null,
): Promise<void> {
  const now = seams.clock.now()
  await data.in(scope.workspace, async (view) => {
    const ended = await endFetch(view, scope, run, { state, fault, at: now })
    if (ended === null || !hasLeft(ended, now)) return
    const { email } = ended.waiting
    const page = publicUrl === null ? null : `${publicUrl}/c/${ended.company}/runs/${run}`
    const { subject, body } = fetchLetter(ended, fault, page)
    await addMail(view, scope.workspace, { id: seams.ids.uuid(), recipients: [email], subject, body }, now)
  })
}

function hasLeft(
  ended: EndedFetch,
  now: number,
): ended is EndedFetch & { readonly waiting: NonNullable<EndedFetch['waiting']> } {
  return ended.waiting !== null && now - ended.waiting.seenAt > leftAfterMs
}
