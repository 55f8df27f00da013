/**
 * Works on the items of a source as they come, at most `depth` of them under way at once, and answers in their order. The source is asked
 * for its next item as soon as the last one is there, whatever the work on it still takes.
 */
export async function* inOrder<Item, Result>(
  source: AsyncIterable<Item>,
  depth: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const iterator = source[Symbol.asyncIterator]()
  const underWay: Promise<Done<Result>>[] = []
  let newest: Promise<IteratorResult<Item>> | null = null

  function startNext(): void {
    const before = newest
    const item = quiet(
      before === null
        ? iterator.next()
        : before.then((last) => (last.done === true ? last : iterator.next())),
    )
    newest = item
    underWay.push(
      quiet(
        item.then(async (next) => (next.done === true ? { done: true } : { value: await work(next.value) })),
      ),
    )
  }

  try {
    for (;;) {
      while (underWay.length < depth) startNext()
      const result = await underWay.shift()
      if (result === undefined || 'done' in result) return
      yield result.value
    }
  } finally {
    // A generator that is busy ends after what it is busy with; nobody waits for that.
    iterator.return?.().catch(() => undefined)
  }
}

type Done<Result> = { readonly done: true } | { readonly value: Result }

/** A failure is seen when its turn comes; until then it must not count as unhandled. */
function quiet<Result>(promise: Promise<Result>): Promise<Result> {
  promise.catch(() => undefined)
  return promise
}
