/** Items between two rests: a few milliseconds of work. */
const handful = 100

/**
 * Works on many items without holding up whatever else this process has to hear, such as the next page on its way: rests after each
 * handful. Answers in order.
 * @param rest lets others in, e.g. a sleep of no time
 */
export async function gently<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Result,
  rest: () => Promise<void>,
): Promise<Result[]> {
  const results: Result[] = []
  for (const item of items) {
    if (results.length > 0 && results.length % handful === 0) await rest()
    results.push(work(item))
  }
  return results
}
