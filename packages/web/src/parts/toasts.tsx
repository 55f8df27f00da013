import { Button, CloseButton } from '@mantine/core'
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useSyncExternalStore, type ReactNode } from 'react'
import { after } from '../seams/clock.ts'
import { say } from '../words/say.ts'
import { announce } from './announce.tsx'
import css from './toasts.module.css'

interface Toast {
  readonly id: number
  readonly text: string
  readonly done: boolean
  readonly action?: { readonly label: string; readonly run: () => void }
}

const SHOWN_MS = 6_000
let toasts: readonly Toast[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Toast[]): void {
  toasts = next
  for (const tell of listeners) tell()
}

function drop(id: number): void {
  set(toasts.filter((toast) => toast.id !== id))
}

/**
 * Confirms a person's own action. With an action in it, it stays until closed. `done` false: nothing was done. The same words again take
 * the place of those that stand there.
 */
export function toast(text: string, options: { done?: boolean; action?: Toast['action'] } = {}): void {
  lastId += 1
  const id = lastId
  const { done = true, action } = options
  set([
    ...toasts.filter((shown) => shown.text !== text).slice(-2),
    { id, text, done, ...(action ? { action } : {}) },
  ])
  announce(text)
  if (!action && done) after(SHOWN_MS, () => drop(id))
}

export function Toasts(): ReactNode {
  const shown = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => toasts,
  )
  if (shown.length === 0) return null
  return (
    <ul className={`plain ${css.list ?? ''}`}>
      {shown.map(({ id, text, done, action }) => (
        <li key={id} className={css.toast}>
          {done ? (
            <IconCircleCheck size={20} stroke={1.5} color="var(--tone-success)" aria-hidden="true" />
          ) : (
            <IconInfoCircle size={20} stroke={1.5} color="var(--tone-error)" aria-hidden="true" />
          )}
          <p>{text}</p>
          {action && (
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                drop(id)
                action.run()
              }}
            >
              {action.label}
            </Button>
          )}
          <CloseButton size="sm" aria-label={say('frame.close')} onClick={() => drop(id)} />
        </li>
      ))}
    </ul>
  )
}
