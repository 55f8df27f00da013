import { useSyncExternalStore } from 'react'

let text = ''
const listeners = new Set<() => void>()

/** Says something to a screen reader, politely. The same words twice in a row are said twice. */
export function announce(words: string): void {
  text = words === text ? `${words} ` : words
  for (const tell of listeners) tell()
}

/** The pages' one polite live region. */
export function LiveRegion() {
  const words = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => text,
  )
  return (
    <div className="unseen" role="status" aria-live="polite">
      {words}
    </div>
  )
}
