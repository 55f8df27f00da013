import type { Random } from '../gateway/rng.ts'
import type { Faults, Weather } from './weather.ts'

export type Fault = Exclude<keyof Faults, 'duplicate' | 'skewSeconds'>

/** In which order faults claim a request. */
export const faultOrder: readonly Fault[] = [
  'before5xx',
  'expiredSession',
  'replyLost',
  'lateCommit',
  'after5xx',
  'html',
  'cut',
]

/** What the weather needs to know of a request. */
export interface Facts {
  /** It holds a function that changes something. */
  readonly writes: boolean
  /** Faults asked for by sentinels in its data, which come before chance. */
  readonly sentinels: readonly (Fault | 'duplicate' | 'throttle')[]
}

/** Everything that will befall one request. Data only: whoever delivers the request carries it out. */
export interface Plan {
  readonly latencyMs: number
  readonly latencyPerRowMs: number
  readonly throttle: boolean
  readonly fault: Fault | undefined
  readonly duplicate: boolean
  /** A number in [0, 1) for what the fault leaves open: which 5xx, where the body breaks off, whether the page's request ran. */
  readonly dice: number
  readonly lateCommitMs: number
}

/** Decides what befalls a request. Draws the same count of numbers for every request, so that one fault more shifts no other. */
export function decide(weather: Weather, facts: Facts, random: Random): Plan {
  const draws = faultOrder.map(() => random.next())
  const duplicateDraw = random.next()
  const dice = random.next()
  const exposed = facts.writes || !weather.writesOnly
  const byChance = faultOrder.find((fault, index) => exposed && (draws[index] ?? 1) < weather.faults[fault])
  const asked = facts.sentinels.find((each): each is Fault => each !== 'duplicate' && each !== 'throttle')
  return {
    latencyMs: weather.latencyMs,
    latencyPerRowMs: weather.latencyPerRowMs,
    throttle: facts.sentinels.includes('throttle'),
    fault: asked ?? byChance,
    duplicate: facts.sentinels.includes('duplicate') || (exposed && duplicateDraw < weather.faults.duplicate),
    dice,
    lateCommitMs: weather.lateCommitMs,
  }
}
