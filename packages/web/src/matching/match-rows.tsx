import { Button, Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { say } from '../words/say.ts'
import css from './matching.module.css'
import type { MatchItem, MatchKind } from './queries.ts'

interface Props {
  readonly items: readonly MatchItem[]
  readonly kind: MatchKind
  readonly app: string
  readonly may: boolean
  readonly selected: ReadonlySet<string>
  /** The box that takes all loaded rows. */
  readonly header: ReactNode
  readonly onSelect: (ids: readonly string[], on: boolean) => void
  readonly onAccept: (item: MatchItem) => void
  readonly onPick: (item: MatchItem) => void
  readonly onEnd: () => void
}

const rowHeight = 53
const nearRows = 40

/** Rows, only those in sight in the page. One row's controls are in the Tab order; arrows up and down move to the same control of the next. */
export function MatchRows(props: Props) {
  const { items, kind, app, selected, header, onEnd } = props
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState(0)
  const wanted = useRef<string | null>(null)
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: 6,
    scrollPaddingStart: 44,
  })
  const shown = virtual.getVirtualItems()
  const last = shown.at(-1)?.index ?? 0
  useLayoutEffect(() => {
    if (last >= items.length - nearRows) onEnd()
  }, [last, items.length, onEnd])
  useLayoutEffect(() => {
    if (wanted.current === null) return
    const row = box.current?.querySelector(`[data-index="${String(active)}"]`)
    const control =
      row?.querySelector<HTMLElement>(`[data-control="${wanted.current}"]`) ??
      row?.querySelector<HTMLElement>('[data-control="pick"]')
    if (!control) return
    wanted.current = null
    control.focus({ preventScroll: true })
  })
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const control = event.target instanceof HTMLElement ? event.target.dataset['control'] : undefined
    if (by === undefined || control === undefined) return
    event.preventDefault()
    const next = Math.min(items.length - 1, Math.max(0, active + by))
    wanted.current = control
    setActive(next)
    virtual.scrollToIndex(next, { align: 'auto' })
  }
  const focusable = Math.min(active, items.length - 1)
  return (
    <div ref={box} className={css.scroll}>
      <div role="table" aria-label={kind.title} aria-rowcount={items.length + 1}>
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={css.head}>
            <span role="columnheader">
              <span className="unseen">{say('matching.col.select')}</span>
              {header}
            </span>
            <span role="columnheader">{app}</span>
            <span role="columnheader">{say('app.remoteSide')}</span>
            <span role="columnheader">{say('matching.col.why')}</span>
            <span role="columnheader">
              <span className="unseen">{say('matching.col.action')}</span>
            </span>
          </div>
        </div>
        <div
          role="rowgroup"
          className={css.rows}
          style={{ height: virtual.getTotalSize() }}
          onKeyDown={onKeyDown}
        >
          {shown.map(({ index, start, key }) => {
            const item = items[index]
            return item === undefined ? null : (
              <div
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-selected={selected.has(item.id)}
                role="row"
                aria-rowindex={index + 2}
                className={css.row}
                style={{ transform: `translateY(${String(start)}px)` }}
                onFocus={() => setActive(index)}
              >
                <Cells {...props} item={item} tabIndex={index === focusable ? 0 : -1} />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

interface CellsProps extends Props {
  readonly item: MatchItem
  readonly tabIndex: 0 | -1
}

function Cells({ item, tabIndex, app, may, selected, onSelect, onAccept, onPick }: CellsProps) {
  const { proposal, state } = item
  const open = state === 'open'
  return (
    <>
      <span role="cell">
        <Checkbox
          size="xs"
          tabIndex={tabIndex}
          data-control="select"
          checked={selected.has(item.id)}
          onChange={(event) => onSelect([item.id], event.currentTarget.checked)}
          aria-label={say('matching.select', { name: item.name })}
        />
      </span>
      <span role="cell" className={css.two}>
        <strong>{item.name}</strong>
        <span className="dimmed figure">{item.code === '' ? item.id : item.code}</span>
      </span>
      <span role="cell" className={css.two}>
        <Decision item={item} app={app} />
      </span>
      <span role="cell" className="dimmed">
        {whyOf(item)}
      </span>
      <span role="cell" className={css.buttons}>
        {open && proposal && (
          <Button
            size="xs"
            variant="default"
            tabIndex={tabIndex}
            data-control="accept"
            aria-disabled={!may}
            aria-label={say('matching.acceptName', { name: item.name, there: proposal.name })}
            onClick={() => may && onAccept(item)}
          >
            {say('matching.accept')}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          tabIndex={tabIndex}
          data-control="pick"
          aria-disabled={!may}
          aria-label={say('matching.chooseName', { name: item.name })}
          onClick={() => may && onPick(item)}
        >
          {open ? say('matching.choose') : say('matching.change')}
        </Button>
      </span>
    </>
  )
}

function Decision({ item, app }: { readonly item: MatchItem; readonly app: string }) {
  const { state, remote, proposal, createAs } = item
  if (state === 'archived') return <span>{say('matching.archived', { app })}</span>
  if (state === 'created') return <span>{say('matching.createdAs', { as: wordOf(createAs ?? '') })}</span>
  const shown = remote ?? proposal
  if (shown === null) return <span className="dimmed">{say('matching.noSuggestion')}</span>
  return (
    <>
      {remote === null ? (
        <span className="dimmed">{say('matching.suggests', { name: shown.name })}</span>
      ) : (
        <span>{shown.name}</span>
      )}
      <span className="dimmed figure">{shown.id}</span>
    </>
  )
}

/** What of Intacct one is created as, in words. */
export function wordOf(as: string): string {
  return as === 'vendor' ? say('matching.as.vendor') : say('matching.as.customer')
}

function whyOf({ state, proposal, decidedBy }: MatchItem): string {
  if (state === 'open') return proposal?.why ?? say('matching.why.notThere')
  return decidedBy === null ? say('matching.why.linked') : say('matching.why.you', { by: decidedBy })
}
