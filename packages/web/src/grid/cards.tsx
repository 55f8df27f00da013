import { Button, Checkbox } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import type { RecordRow } from '../api/types.ts'
import { Day, Moment } from '../parts/moment.tsx'
import { Money } from '../parts/money.tsx'
import { StatusMark } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import css from './cards.module.css'
import { keyOf } from './filter.ts'
import type { Selection } from './selection.ts'

interface Props {
  readonly label: string
  readonly company: string
  readonly list: string
  readonly rows: readonly RecordRow[]
  readonly selection: Selection
  readonly more: boolean
  readonly onEnd: () => void
}

/** The same records on a narrow screen: one card each, for reading, releasing and choosing. */
export function Cards({ label, company, list, rows, selection, more, onEnd }: Props) {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!end.current || !more) return
    const watcher = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) onEnd()
    })
    watcher.observe(end.current)
    return () => watcher.disconnect()
  }, [more, onEnd, rows.length])
  return (
    <>
      <ul aria-label={label} className={`plain ${css.list ?? ''}`}>
        {rows.map((row) => {
          const key = keyOf(row)
          return (
            <li key={key} className={css.card}>
              <Checkbox
                className={css.pick ?? ''}
                checked={selection.rows.has(key)}
                onChange={(event) => selection.set([row], event.currentTarget.checked)}
                aria-label={say('grid.selectRow', { key: row.number })}
              />
              <div className={css.body}>
                <p className={css.line}>
                  <Link
                    to="/c/$c/records/$type/$id"
                    params={{ c: company, type: row.type, id: row.id }}
                    search={list === '' ? {} : { list }}
                    className={css.key ?? ''}
                  >
                    {row.typeLabel} {row.number}
                  </Link>
                  {row.amount !== null && row.currency !== null && (
                    <Money amount={row.amount} currency={row.currency} />
                  )}
                </p>
                <p className="dimmed">
                  {row.party}
                  {row.date !== null && (
                    <>
                      {' · '}
                      <Day day={row.date} />
                    </>
                  )}
                </p>
                <StatusMark row={row} />
                {row.message !== '' && <p>{row.message}</p>}
                <p className="dimmed small">
                  <Moment at={row.changedAt} stop={false} />
                </p>
              </div>
            </li>
          )
        })}
      </ul>
      <div ref={end}>
        {more && (
          <Button variant="default" fullWidth onClick={onEnd}>
            {say('grid.loadMore')}
          </Button>
        )}
      </div>
    </>
  )
}
