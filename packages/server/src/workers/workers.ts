import { dueConnections } from '@tieout/store/views/due.ts'
import { dueReferences } from '@tieout/store/views/reference-state.ts'
import { dueFetches } from '@tieout/store/views/fetches.ts'
import type { ServerSeams, Stop } from '../system/seams.ts'
import type { Queues } from './queues.ts'
import { fetchOnce } from './fetch.ts'
import { refreshOnce } from './refresh.ts'
import { pullOnce, pushOnce } from './slice.ts'
import type { WorkParts } from './parts.ts'

const sweepMs = 1_000
const tidyMs = 60_000

export interface Workers {
  /** Takes no new work. */
  stop(): Promise<void>
}

/** Asks the tables which connections have something to do: the floor of correctness under every lost or doubled job. */
function sweep(parts: WorkParts, queues: Queues): () => Promise<void> {
  return async () => {
    await queues.bury()
    await parts.recognise()
    for (const due of await dueConnections(parts.data.system, parts.seams.clock.now())) {
      if (due.push) await queues.wake(due, 'push')
      if (due.pull) await queues.wake(due, 'pull')
    }
    for (const due of await dueReferences(parts.data.system, parts.seams.clock.now()))
      await queues.wake(due, 'refresh')
    for (const due of await dueFetches(parts.data.system, parts.seams.clock.now()))
      await queues.wake(due, 'fetch')
  }
}

/** Works off the queues, and sweeps. */
export async function startWorkers(parts: WorkParts, queues: Queues, seams: ServerSeams): Promise<Workers> {
  await queues.work({
    push: (scope) => pushOnce(parts, scope),
    pull: async (scope) => {
      const end = await pullOnce(parts, scope)
      await queues.wake(scope, 'push')
      return end
    },
    refresh: (scope) => refreshOnce(parts, scope),
    fetch: async (scope) => {
      const end = await fetchOnce(parts, scope)
      await queues.wake(scope, 'push')
      return end
    },
  })
  const stops: Stop[] = [
    seams.every(sweepMs, sweep(parts, queues)),
    seams.every(tidyMs, () => parts.pool.tidy()),
  ]
  return {
    async stop() {
      await Promise.all(stops.map((stop) => stop()))
    },
  }
}
