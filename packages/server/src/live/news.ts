/** Entries kept to tell news from what was told; the oldest go first. */
const kept = 2_000

/** Whether something was not told yet in this state; remembers it. */
export function isNews(told: Map<string, string>, id: string, state: string): boolean {
  if (told.get(id) === state) return false
  told.delete(id)
  told.set(id, state)
  if (told.size > kept) {
    const oldest = told.keys().next().value
    if (oldest !== undefined) told.delete(oldest)
  }
  return true
}
