import { isObjectType, objectTypes } from '@tieout/engine/core/object-types.ts'
import type { WatchedConnection } from '@tieout/store/views/alerts.ts'

/** Something of a connection that someone should be told of. */
export interface Alarm {
  /** Stable: the same fault has the same one as long as it lasts. */
  readonly cause: string
  /** What happened, as one sentence. */
  readonly sentence: string
  readonly cure: string
  /** Epoch milliseconds. */
  readonly since: number
}

/** Single faults on the way to Intacct pass by themselves; after so many in a row, a minute or two, someone is told. */
const failuresThatCount = 6
/** A run is late when it is so much behind its time, at least; milliseconds. */
const latestMs = 15 * 60_000
/** The cache is refreshed once a day and may take its time; milliseconds. */
const refreshLateMs = 2 * 60 * 60_000

type Watch = (connection: WatchedConnection, now: number) => readonly Alarm[]

const signInOrSettings: Watch = ({ state, fault, pausedAt, pausedBy }, now) =>
  state === 'paused' && pausedBy === null && fault !== null
    ? [
        {
          cause: fault.cause,
          sentence: fault.sentence,
          cure: `${fault.cure} Until then nothing is read or sent, and nothing is lost.`,
          since: pausedAt ?? now,
        },
      ]
    : []

const unreachable: Watch = ({ state, fault, failures }, now) =>
  state !== 'paused' && state !== 'disconnected' && fault !== null && failures >= failuresThatCount
    ? [
        {
          cause: fault.cause,
          sentence: fault.sentence,
          cure: `${fault.cure} Tieout tries again by itself.`,
          since: now,
        },
      ]
    : []

const typesNotRead: Watch = ({ state, pausedTypes }, now) =>
  state !== 'active'
    ? []
    : pausedTypes.map(({ type, fault }) => ({
        cause: `${fault.cause} ${type}`,
        sentence: `${isObjectType(type) ? capital(objectTypes[type].plural) : type} are not read: ${fault.sentence}`,
        cure: fault.cure,
        since: now,
      }))

const missedRun: Watch = ({ state, autoSync, nextInboundAt, inboundEveryMs, failures }, now) => {
  const isLate = nextInboundAt !== null && now > nextInboundAt + Math.max(inboundEveryMs, latestMs)
  return state === 'active' && autoSync && failures < failuresThatCount && isLate
    ? [
        {
          cause: 'run_missed',
          sentence: 'A scheduled sync did not take place.',
          cure: 'See under Runs what keeps the last one busy, and whether Tieout’s workers are running; Sync now starts one.',
          since: nextInboundAt,
        },
      ]
    : []
}

/** What stops the whole connection is told of as such. */
const refreshFailed: Watch = ({ state, lastReferenceAt, lastReferenceFailureAt, lastReferenceFailure }) =>
  state === 'active' &&
  lastReferenceFailure !== null &&
  lastReferenceFailure.retry !== 'connection' &&
  lastReferenceFailureAt !== null &&
  lastReferenceFailureAt > (lastReferenceAt ?? 0)
    ? [
        {
          cause: 'refresh_failed',
          sentence: `The reference data could not be refreshed: ${lastReferenceFailure.sentence}`,
          cure: `${lastReferenceFailure.cure} What was read before stays in use. Refresh cache on the page Reference data tries again.`,
          since: lastReferenceFailureAt,
        },
      ]
    : []

const missedRefresh: Watch = ({ state, nextReferenceAt, failures }, now) =>
  state === 'active' &&
  failures < failuresThatCount &&
  nextReferenceAt !== null &&
  now > nextReferenceAt + refreshLateMs
    ? [
        {
          cause: 'refresh_missed',
          sentence: 'The scheduled refresh of the reference data did not take place.',
          cure: 'See whether Tieout’s workers are running; Refresh cache on the page Reference data starts one.',
          since: nextReferenceAt,
        },
      ]
    : []

const watches: readonly Watch[] = [
  signInOrSettings,
  unreachable,
  typesNotRead,
  missedRun,
  refreshFailed,
  missedRefresh,
]

/** Everything about a connection that someone should be told of now. @param now epoch milliseconds */
export function alarmsOf(connection: WatchedConnection, now: number): readonly Alarm[] {
  return watches.flatMap((watch) => watch(connection, now))
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
