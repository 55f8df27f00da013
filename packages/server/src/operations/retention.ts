import { forgetExchanges } from '@tieout/store/views/exchanges.ts'
import { workspaceIds } from '@tieout/store/views/retention.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'

const dayMs = 24 * 60 * 60_000
/** Requests and answers are kept for support. */
const exchangeDays = 30
/** Rows that one statement forgets: short transactions, whatever has gathered. */
const atOnce = 5_000

/** Forgets what has been kept long enough. @returns how many rows */
export async function forgetOld(data: Data, { clock }: Pick<ServerSeams, 'clock'>): Promise<number> {
  let forgotten = 0
  for (const workspace of await workspaceIds(data.system)) {
    for (;;) {
      const before = clock.now() - exchangeDays * dayMs
      const rows = await data.in(workspace, (view) => forgetExchanges(view, before, atOnce))
      forgotten += rows
      if (rows < atOnce) break
    }
  }
  return forgotten
}
