import type { ObjectType } from '../core/object-types.ts'
import type { Rights } from '../core/rights.ts'

export interface RemoteClock {
  /** The remote side's present, as a stamp in its own frame, proven by an answer; never guessed from our clock. */
  readonly stamp: string
  /** At or after every stamp that can exist by now, under every reading of zones that is not ruled out. `stamp` is the lower bound. */
  readonly ceiling: string
  /** Our clock when the request was sent that was answered so. */
  readonly at: number
}

export interface ReadRequest {
  readonly type: ObjectType
  /**
   * `backfill`: by key, everything on or after `syncFrom`. `changes`: by (stamp, key), stamps in [from, ceiling). `look_back`: by key,
   * whatever was changed or created in [from, ceiling), by either time: a record may have no time of change, or one that lies.
   */
  readonly mode: WindowMode
  readonly from: string | null
  readonly ceiling: string
  readonly syncFrom: string | null
  readonly openOnly: boolean
  /** Documents of this day or before; absent: all. */
  readonly until?: string
  /** Only what Order Entry made by these transaction definitions; absent: everything. */
  readonly orderTypes?: readonly string[]
  /** Records known to exist: whether they are shown is answered along with the first page, at no further call. Not of a backfill. */
  readonly controls: readonly string[]
  /** Continue after this point; null at the start. */
  readonly cursor: ReadCursor | null
  readonly pageSize: number
}

export type WindowMode = 'backfill' | 'changes' | 'look_back'

export interface ReadCursor {
  readonly stamp: string
  readonly key: string
}

export interface StreamState {
  readonly stream: string
  /** Highest point up to which everything was read, or null before the first complete window. */
  readonly watermark: string | null
  /** The window under way, so that a killed read goes on at its last page. */
  readonly window: ReadWindow | null
  readonly lastLookBackAt: number | null
  /** What our user was shown by the last window. */
  readonly rights: Rights
}

export interface ReadWindow {
  readonly mode: WindowMode
  readonly from: string | null
  readonly ceiling: string
  readonly cursor: ReadCursor | null
}

/** A window in the hands of whoever took it last: what comes under an older fence changes nothing. */
export interface HeldWindow extends ReadWindow {
  readonly stream: string
  readonly fence: number
}

export interface WindowEnd {
  readonly watermark: string
  readonly lookedBack: boolean
  readonly rights: Rights
}

export interface PageCounts {
  readonly read: number
  readonly created: number
  readonly changed: number
  readonly unchanged: number
}
