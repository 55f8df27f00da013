import { Button } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { TieoutError } from '@tieout/client/problem.ts'
import { problemOf } from '../api/refusal.ts'
import { usePrefs } from '../prefs.ts'
import { after } from '../seams/clock.ts'
import { formatClock } from '../words/format.ts'
import { say } from '../words/say.ts'
import { CopyButton } from './copy.tsx'
import { useNow } from './now.ts'
import css from './pane.module.css'

const SKELETON_AFTER_MS = 200
const SAY_AFTER_MS = 8_000

interface PaneProps<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'dataUpdatedAt' | 'isFetching'>
  /** What is shown, as the start of a sentence: "The records". */
  readonly what: string
  /** Heights in px of the blocks that stand for the final layout. */
  readonly skeleton?: readonly number[]
  readonly children: (data: T) => ReactNode
}

/** Shows an answer of the API, or what stands in its place: skeleton, error, not allowed, not found. Old content stays with its time. */
export function Pane<T>({ query, what, skeleton = [24, 120], children }: PaneProps<T>) {
  const retry = () => void query.refetch()
  if (query.data !== undefined) {
    return (
      <>
        {query.error && <OldNotice what={what} at={query.dataUpdatedAt} error={query.error} retry={retry} />}
        {children(query.data)}
      </>
    )
  }
  if (query.error) return <Failed what={what} error={query.error} retry={retry} busy={query.isFetching} />
  return <Waiting what={what} skeleton={skeleton} />
}

/** The final layout in grey after 200 ms; after 8 s it says what is awaited. */
export function Waiting({ what, skeleton }: { readonly what: string; readonly skeleton: readonly number[] }) {
  const [stage, setStage] = useState<'none' | 'skeleton' | 'said'>('none')
  useEffect(() => {
    const stops = [
      after(SKELETON_AFTER_MS, () => setStage('skeleton')),
      after(SAY_AFTER_MS, () => setStage('said')),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [])
  if (stage === 'none') return null
  const lower = what.charAt(0).toLowerCase() + what.slice(1)
  return (
    <div className="stack" aria-busy="true">
      {stage === 'said' ? (
        <p>{say('pane.slow', { what: lower })}</p>
      ) : (
        <p className="unseen">{say('pane.loading', { what: lower })}</p>
      )}
      {skeleton.map((height, index) => (
        <div key={index} className="skeleton" style={{ height }} />
      ))}
    </div>
  )
}

interface FailedProps {
  readonly what: string
  readonly error: Error
  readonly retry: () => void
  readonly busy?: boolean
}

/** What stands where an answer could not be had: only this pane broke. */
export function Failed({ what, error, retry, busy = false }: FailedProps) {
  const problem = problemOf(error)
  if (error instanceof TieoutError && error.status === 403)
    return <NotAllowed who={error.problem.who ?? []} />
  if (error instanceof TieoutError && error.status === 404) return <NotFound />
  return (
    <div className={css.notice} role="group" aria-label={say('pane.error', { what })}>
      <h2>{say('pane.error', { what })}</h2>
      <p className="text">{problem?.detail ?? say('pane.noAnswer')}</p>
      {problem && <p className="text">{problem.cure}</p>}
      <div className="row">
        <Button variant="default" onClick={retry} aria-disabled={busy}>
          {say('pane.tryAgain')}
        </Button>
        {problem && <Reference id={problem.ref} />}
      </div>
    </div>
  )
}

export function Reference({ id }: { readonly id: string }) {
  return (
    <span className="row small dimmed">
      <span>
        {say('pane.reference')} <span className="mono">{id}</span>
      </span>
      <CopyButton text={id} label={say('copy.what', { what: say('pane.reference').toLowerCase() })} />
    </span>
  )
}

function OldNotice({
  what,
  at,
  error,
  retry,
}: {
  what: string
  at: number
  error: Error
  retry: () => void
}) {
  const { locale, zone } = usePrefs()
  const nowMs = useNow()
  const ref = problemOf(error)?.ref
  return (
    <div className={css.old}>
      <p>{say('pane.errorOld', { what, time: formatClock(at, nowMs, locale, zone) })}</p>
      <Button size="xs" variant="default" onClick={retry}>
        {say('pane.tryAgain')}
      </Button>
      {ref !== undefined && <Reference id={ref} />}
    </div>
  )
}

export function NotAllowed({ who }: { readonly who: readonly string[] }) {
  return (
    <div className={css.notice}>
      <h2>{say('pane.notAllowed')}</h2>
      <p>{who.length > 0 ? say('pane.whoCan', { who: who.join(', ') }) : say('pane.whoOwner')}</p>
    </div>
  )
}

export function NotFound() {
  return (
    <div className={css.notice}>
      <h2>{say('pane.notFound')}</h2>
      <p>{say('pane.notFoundText')}</p>
      <p>
        <Link to="/">{say('pane.toOverview')}</Link>
      </p>
    </div>
  )
}

interface EmptyProps {
  readonly title: string
  readonly text?: string | undefined
  readonly children?: ReactNode
}

/** One of the four kinds of nothing: not started, nothing left, filter hides all, not allowed. The words say which. */
export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div className={css.notice}>
      <h2>{title}</h2>
      {text !== undefined && <p className="text">{text}</p>}
      {children !== undefined && <div className="row">{children}</div>}
    </div>
  )
}
