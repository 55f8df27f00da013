/**
 * What our user is shown of one object type, as far as windows tell: each asks for a few records that are known to exist, in the same
 * call. It is kept with the stream, so that a loss of rights is seen as such, and never taken for quiet or for deletions.
 */
export interface Rights {
  /** Known records that the last window asked for and was shown, by RECORDNO. */
  readonly shown: readonly string[]
  /** Known records that were asked for and not shown, and that nobody is known to have deleted. */
  readonly unseen: readonly string[]
  /** The watermark when the first of them was missed: from there on is read again once one of them is shown. Null: none is missed. */
  readonly since: string | null
}

export const unknownRights: Rights = { shown: [], unseen: [], since: null }

/** Known records that one window asks for. */
export const knownPerWindow = 3
/** Missed records that a window asks for again. */
const missedPerWindow = 2

/**
 * The keys that a window asks for: some that are known to exist, a slice of the open ones, another each time, and some that were missed
 * before.
 */
export function keysToAskFor(
  rights: Rights,
  known: readonly string[],
  slice: readonly string[],
): readonly string[] {
  const others = known.filter((key) => !rights.unseen.includes(key)).slice(0, knownPerWindow)
  const further = slice.filter((key) => !rights.unseen.includes(key))
  return [...new Set([...others, ...further, ...rights.unseen.slice(0, missedPerWindow)])]
}

/** States in which a record is not expected to change any more. */
export const closedStates = ['paid', 'reversed', 'reversal', 'inactive'] as const

/** Open records that one window asks for: few enough to leave most of its first page to what changed. */
export function sliceSize(pageSize: number): number {
  return Math.min(50, Math.floor(pageSize / 4))
}

export interface Sight {
  readonly rights: Rights
  /** Records that were never missed before: what else is hidden cannot be known. */
  readonly missed: readonly string[]
  /** Something that was missed is shown again: read on from here, whatever was read since. Null: nothing is. */
  readonly readAgainFrom: string | null
}

/**
 * What a window's answer says of our rights.
 * @param gone keys that the audit history names as deleted
 * @param watermark where the stream stood before this window
 */
export function sightOf(
  before: Rights,
  asked: readonly string[],
  shown: readonly string[],
  gone: ReadonlySet<string>,
  watermark: string | null,
): Sight {
  const isShown = new Set(shown)
  const missed = asked.filter((key) => !isShown.has(key) && !gone.has(key))
  const kept = before.unseen.filter((key) => !isShown.has(key) && !gone.has(key))
  const newly = missed.filter((key) => !before.unseen.includes(key))
  const unseen = [...kept, ...newly]
  return {
    rights: { shown, unseen, since: unseen.length === 0 ? null : (before.since ?? watermark) },
    missed: newly,
    readAgainFrom: before.unseen.some((key) => isShown.has(key)) ? before.since : null,
  }
}
