import { tellFirstSyncs } from '../alerts/first-syncs.ts'
import { watchConnections } from '../alerts/watch.ts'
import type { WatchParts } from '../alerts/watch.ts'
import { deliverMail } from '../mail/postman.ts'
import type { PostmanParts } from '../mail/postman.ts'
import type { ServerSeams, Stop } from '../system/seams.ts'

const watchEveryMs = 30_000
const deliverEveryMs = 5_000

/** Tells people: looks how connections stand, and sends what is to be sent. */
export function startTelling(parts: WatchParts & PostmanParts, { every }: Pick<ServerSeams, 'every'>): Stop {
  const stops = [
    every(watchEveryMs, () => watchConnections(parts)),
    every(deliverEveryMs, async () => {
      await tellFirstSyncs(parts)
      await deliverMail(parts)
    }),
  ]
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}
