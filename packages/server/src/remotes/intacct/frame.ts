import type { RemoteClock } from '@tieout/engine/ports/windows.ts'
import { stampOf } from '@tieout/engine/core/stamps.ts'
import type { Evidence } from '@tieout/intacct/envelope/evidence.ts'
import { intacctStamp, isoDate, momentOf as momentOfText } from '@tieout/intacct/formats/times.ts'
import type { UserFormat } from '@tieout/intacct/formats/user-format.ts'
import { dateFault } from './date-reading.ts'

/**
 * The frame in which one Intacct company writes and reads times for our user. No source settles whether that is UTC with MM/DD/YYYY or
 * the user's own zone and format (reference 3.8). The format is told by what the gateway wrote; the zone leaves no trace in a text, so
 * stamps are kept as they stand and never moved between frames, and the bounds of the present are wide enough for every zone it can be.
 */
export interface Frame {
  /** How dates and stamps are written and read. */
  readonly format: UserFormat
  /** The zone of stamps lies between these, in minutes east of UTC. */
  readonly leastOffsetMinutes: number
  readonly mostOffsetMinutes: number
}

/** The gateway's text as a stamp of the frame; '' when it has none. @throws RemoteError for a text in another format */
export function toStamp(text: string | undefined, frame: Frame): string {
  if (text === undefined || text === '') return ''
  const moment = momentOfText(text, naive(frame))
  if (moment === null) throw dateFault('unreadable', text)
  return stampOf(moment)
}

/** The gateway's text as a day, `YYYY-MM-DD`; '' when it has none. Days have no zone. @throws RemoteError as toStamp */
export function toDay(text: string | undefined, frame: Frame): string {
  if (text === undefined || text === '') return ''
  const day = isoDate(text, frame.format)
  if (day === null) throw dateFault('unreadable', text)
  return day
}

/** A stamp of the frame in the gateway's writing. */
export function fromStamp(stamp: string, frame: Frame): string {
  return intacctStamp(Date.parse(`${stamp}Z`), naive(frame))
}

const naives = new WeakMap<UserFormat, UserFormat>()

/** The frame's format without its offset: texts are taken as they stand. */
function naive({ format }: Frame): UserFormat {
  if (format.offsetMinutes === 0) return format
  const known = naives.get(format) ?? { ...format, offsetMinutes: 0 }
  naives.set(format, known)
  return known
}

/** Intacct's clock as an answer states it, epoch ms; ours where it states nothing. */
export function momentOf({ httpDate, sessionTimestamp, sentAt }: Evidence): number {
  return httpDate ?? sessionTimestamp ?? sentAt
}

/**
 * The present of the remote side, from an answer's own statements. The lower bound is what every reading has passed; the upper bound
 * is what none can have passed, with room for answers that took their time.
 */
export function presentOf(evidence: Evidence, frame: Frame): RemoteClock {
  const proven = momentOf(evidence)
  const low = proven + frame.leastOffsetMinutes * 60_000
  const high = proven + frame.mostOffsetMinutes * 60_000 + (evidence.receivedAt - evidence.sentAt) + 2_000
  return { stamp: stampOf(low), ceiling: stampOf(high), at: evidence.sentAt }
}

/** The earliest stamp that a moment of ours (epoch milliseconds) can have in the frame. */
export function earliestStamp(at: number, frame: Frame): string {
  return stampOf(at + frame.leastOffsetMinutes * 60_000)
}
