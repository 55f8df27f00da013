import type { RemoteClock } from '@tieout/engine/ports.ts'
import type { Evidence } from '@tieout/intacct/envelope/evidence.ts'
import { intacctStamp, momentOf } from '@tieout/intacct/formats/times.ts'
import { UTC_FORMAT } from '@tieout/intacct/formats/user-format.ts'
import type { UserFormat } from '@tieout/intacct/formats/user-format.ts'

/**
 * The frame in which one Intacct company writes and reads times for our user. No source settles whether that is UTC with MM/DD/YYYY or
 * the user's own zone and format (reference 3.8), so stamps are kept as the gateway writes them and never moved between frames; only
 * the bounds of the present are computed, wide enough for both readings.
 */
export interface Frame {
  /** How stamps are written; from the user's formatting when the company's answers follow it. */
  readonly format: UserFormat
  /** Offset of the user's zone, in minutes east of UTC: the other possible reading. */
  readonly userOffsetMinutes: number
}

/** The gateway's text as a stamp of the frame; '' when it has none. */
export function toStamp(text: string | undefined, frame: Frame): string {
  if (text === undefined || text === '') return ''
  const moment = momentOf(text, naive(frame)) ?? momentOf(text, UTC_FORMAT)
  return moment === null ? '' : new Date(moment).toISOString().slice(0, 19)
}

/** A stamp of the frame in the gateway's writing. */
export function fromStamp(stamp: string, frame: Frame): string {
  return intacctStamp(Date.parse(`${stamp}Z`), naive(frame))
}

/** The frame's format without its offset: texts are taken as they stand. */
function naive(frame: Frame): UserFormat {
  return { ...frame.format, offsetMinutes: 0 }
}

/**
 * The present of the remote side, from an answer's own statements. The lower bound is what both readings have passed; the upper bound
 * is what neither can have passed, with room for answers that took their time.
 */
export function presentOf(evidence: Evidence, frame: Frame): RemoteClock {
  const proven = evidence.httpDate ?? evidence.sessionTimestamp ?? evidence.sentAt
  const offset = frame.userOffsetMinutes * 60_000
  const low = proven + Math.min(0, offset)
  const high = proven + Math.max(0, offset) + (evidence.receivedAt - evidence.sentAt) + 2_000
  return { stamp: stampText(low), ceiling: stampText(high), at: evidence.sentAt }
}

/** The earliest stamp that a moment of ours (epoch milliseconds) can have in the frame. */
export function earliestStamp(at: number, frame: Frame): string {
  return stampText(at + Math.min(0, frame.userOffsetMinutes * 60_000))
}

function stampText(moment: number): string {
  return new Date(moment).toISOString().slice(0, 19)
}
