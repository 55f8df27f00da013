export interface Ahead<Item> {
  /** The next item, or null at the end. Throws what the source threw. */
  next(): Promise<Item | null>
  /** Stops the source; what was fetched and not taken is dropped. */
  stop(): void
}

/** Fetches one item ahead of whoever takes them: the next one is on its way while the last one is worked on. */
export function ahead<Item>(source: AsyncIterable<Item>): Ahead<Item> {
  const iterator = source[Symbol.asyncIterator]()
  let stopped = false
  let coming: Promise<IteratorResult<Item> | null> = quiet(iterator.next())

  return {
    async next() {
      const taken = coming
      coming = quiet(taken.then((result) => (isOver(result) || stopped ? null : iterator.next())))
      const result = await taken
      return result === null || result.done === true ? null : result.value
    },
    stop() {
      stopped = true
      // A generator that is busy ends after what it is busy with; nobody waits for that.
      iterator.return?.().catch(() => undefined)
    },
  }
}

function isOver(result: IteratorResult<unknown> | null): boolean {
  return result === null || result.done === true
}

/** A failure is seen when the item is taken; until then it must not count as unhandled. */
function quiet<Result>(fetching: Promise<Result>): Promise<Result> {
  fetching.catch(() => undefined)
  return fetching
}
