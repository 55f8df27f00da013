import { useSyncExternalStore } from 'react'
import { every, now } from '../seams/clock.ts'

const TICK_MS = 20_000
let current = 0
let stop: (() => void) | null = null
const listeners = new Set<() => void>()

function subscribe(tell: () => void): () => void {
  listeners.add(tell)
  stop ??= every(TICK_MS, () => {
    current = now()
    for (const each of listeners) each()
  })
  return () => {
    listeners.delete(tell)
    if (listeners.size === 0) {
      stop?.()
      stop = null
      current = 0
    }
  }
}

/** The present moment in epoch ms, looked at again every 20 s by all who use it together. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => {
    if (current === 0) current = now()
    return current
  })
}
