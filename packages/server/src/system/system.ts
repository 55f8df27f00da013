import type { Logger } from 'pino'
import { clock } from './clock.ts'
import { everyBy } from './every.ts'
import { ids, random } from './random.ts'
import type { ServerSeams } from './seams.ts'

/** The seams of a real process. */
export function systemSeams(log: Logger): ServerSeams {
  return { clock, random, ids, log, every: everyBy({ clock, log }) }
}
