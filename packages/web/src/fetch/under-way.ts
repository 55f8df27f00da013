import { useSyncExternalStore } from 'react'
import { keep, readKept } from '../seams/kept.ts'

/** An import from Intacct that was started in this browser. */
export interface UnderWay {
  readonly company: string
  readonly connection: string
  readonly run: string
}

const KEPT = 'fetch'
const listeners = new Set<() => void>()
let kept: string | null | undefined

function text(): string {
  kept ??= readKept(KEPT) ?? ''
  return kept
}

function set(next: string): void {
  kept = next
  keep(KEPT, next)
  for (const tell of listeners) tell()
}

/** Its result is told when it comes, on whatever page the person is then. */
export function waitFor({ company, connection, run }: UnderWay): void {
  set([company, connection, run].join(' '))
}

export function waitNoMore(): void {
  set('')
}

/** What is waited for; null: nothing. */
export function useUnderWay(): UnderWay | null {
  const found = useSyncExternalStore((tell) => {
    listeners.add(tell)
    return () => listeners.delete(tell)
  }, text)
  const [company, connection, run] = found.split(' ')
  return company && connection && run ? { company, connection, run } : null
}
