import { useEffect, useRef } from 'react'
import { prefs } from '../prefs.ts'

/** What each key does: `mod+k` is Ctrl or ⌘ with K; a bare character acts only outside fields and dialogs, and only while letters are on. */
export type Keys = Readonly<Record<string, () => void>>

/** Listens to keys while the page shows. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return
      const mod = event.ctrlKey || event.metaKey
      const name = mod ? `mod+${event.key.toLowerCase()}` : event.key
      const run = latest.current[name] ?? (mod ? undefined : latest.current[event.key.toLowerCase()])
      if (!run || (!mod && (!prefs().letters || isTyping(event.target) || dialogOpen()))) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', listen)
    return () => {
      document.removeEventListener('keydown', listen)
    }
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return target.type !== 'checkbox' && target.type !== 'radio'
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  )
}

function dialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}
