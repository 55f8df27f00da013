import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import type { RecordRow } from '../api/types.ts'
import { say } from '../words/say.ts'
import type { CellContext, Column } from './columns.tsx'
import { keyOf, type Order, type Sort } from './filter.ts'
import { gridKey, type Place } from './grid-keys.ts'
import css from './grid.module.css'
import type { Selection } from './selection.ts'

interface Props {
  readonly label: string
  readonly company: string
  readonly list: string
  readonly columns: readonly Column[]
  readonly rows: readonly RecordRow[]
  /** Place of the first loaded row in the whole list. */
  readonly first: number
  /** How many rows the list has in all; null until known. */
  readonly total: number | null
  readonly rowHeight: number
  readonly sort: Sort
  /** null: the column's own order. */
  readonly order: Order | null
  readonly selection: Selection
  /** Rows that changed a moment ago, and rows that no longer match, by key. */
  readonly changed: ReadonlySet<string>
  readonly left: ReadonlySet<string>
  readonly onSort: (by: Sort) => void
  readonly onOpen: (row: RecordRow) => void
  readonly onMessage: (row: RecordRow, anchor: HTMLElement) => void
  readonly onEnd: () => void
  readonly onStart: () => void
}

const HEADER = -1
const NEAR_ROWS = 40

/** The records as an ARIA grid: one Tab stop, moved by arrows; only the rows in sight are in the page. */
export function Grid(props: Props) {
  const { columns, rows, first, total, rowHeight, selection, onEnd, onStart } = props
  const tracks = columns.map(({ width }) => width).join(' ')
  const box = useRef<HTMLDivElement>(null)
  const [active, setActive] = useState<Place>({ row: 0, col: 1 })
  const anchor = useRef(0)
  const wantsFocus = useRef(false)

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: rowHeight + 2,
    rangeExtractor: (range) => {
      const seen = defaultRangeExtractor(range)
      const kept = active.row - first
      return kept < 0 || kept >= rows.length || seen.includes(kept)
        ? seen
        : [...seen, kept].sort((a, b) => a - b)
    },
  })
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight])
  useKeepPlace(box, first, rowHeight)

  const items = virtual.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? 0
  const firstShown = items.find(({ index }) => index !== active.row - first)?.index ?? 0
  useLayoutEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - NEAR_ROWS) onEnd()
    if (first > 0 && firstShown <= NEAR_ROWS) onStart()
  }, [rows.length, lastShown, firstShown, first, onEnd, onStart])

  useLayoutEffect(() => {
    if (!wantsFocus.current) return
    const cell = box.current?.querySelector<HTMLElement>(`[data-place="${active.row}:${active.col}"]`)
    if (!cell) return
    wantsFocus.current = false
    cell.focus({ preventScroll: active.row !== HEADER })
  })

  const go = useCallback(
    (place: Place): void => {
      wantsFocus.current = true
      setActive(place)
      if (place.row !== HEADER) virtual.scrollToIndex(place.row - first, { align: 'auto' })
    },
    [virtual, first],
  )
  const selectRange = (from: number, to: number): void => {
    selection.set(rows.slice(Math.min(from, to) - first, Math.max(from, to) - first + 1), true)
  }
  const toggle = (at: number): void => {
    const row = rows[at - first]
    if (row) selection.set([row], !selection.rows.has(keyOf(row)))
    anchor.current = at
  }
  const onKeyDown = gridKey({
    active,
    firstRow: first,
    lastRow: first + rows.length - 1,
    lastCol: columns.length - 1,
    pageRows: Math.max(1, Math.floor((box.current?.clientHeight ?? 400) / rowHeight) - 2),
    go,
    toggle,
    mark: (at) => {
      anchor.current = at
    },
    extend: (to) => selectRange(anchor.current, to),
    selectLoaded: () => selection.set(rows, true),
    clear: selection.clear,
    enter: (place, cell) => enter(props, place, cell),
  })

  const allLoaded = rows.length > 0 && rows.every((row) => selection.rows.has(keyOf(row)))
  return (
    <div ref={box} className={css.scroll}>
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        className={css.grid}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={css.head}>
          <div
            role="row"
            aria-rowindex={1}
            className={css.head}
            style={{ gridTemplateColumns: tracks, height: rowHeight }}
          >
            {columns.map((column, col) => (
              <div
                key={column.id}
                role="columnheader"
                aria-colindex={col + 1}
                {...(column.sort
                  ? {
                      'aria-sort':
                        column.sort.by === props.sort ? (props.order ?? column.sort.order) : 'none',
                    }
                  : {})}
                data-place={`${HEADER}:${col}`}
                tabIndex={active.row === HEADER && active.col === col ? 0 : -1}
                className={column.right ? `${css.cell ?? ''} ${css.right ?? ''}` : css.cell}
                onFocus={() => setActive({ row: HEADER, col })}
              >
                {column.id === 'select' ? (
                  <Checkbox
                    size="xs"
                    tabIndex={-1}
                    checked={allLoaded}
                    indeterminate={!allLoaded && selection.rows.size > 0}
                    onChange={(event) => selection.set(rows, event.currentTarget.checked)}
                    aria-label={say('grid.selectLoaded', { n: rows.length })}
                    classNames={{ body: css.box ?? '' }}
                  />
                ) : (
                  <HeaderWords column={column} sort={props.sort} order={props.order} onSort={props.onSort} />
                )}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={css.lines} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            const at = first + item.index
            const key = keyOf(row)
            const selected = selection.rows.has(key)
            const context: CellContext = {
              company: props.company,
              list: props.list,
              selected,
              left: props.left.has(key),
              onSelect: () => toggle(at),
              onMessage: (element) => props.onMessage(row, element),
            }
            return (
              <div
                key={key}
                role="row"
                aria-rowindex={at + 2}
                aria-selected={selected}
                className={props.changed.has(key) ? `${css.line ?? ''} ${css.changed ?? ''}` : css.line}
                style={{
                  gridTemplateColumns: tracks,
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
              >
                {columns.map((column, col) => (
                  <div
                    key={column.id}
                    role="gridcell"
                    aria-colindex={col + 1}
                    data-place={`${at}:${col}`}
                    data-truncates
                    {...(column.id === 'status' || column.id === 'message' ? { 'data-changed': '' } : {})}
                    tabIndex={active.row === at && active.col === col ? 0 : -1}
                    className={column.right ? `${css.cell ?? ''} ${css.right ?? ''}` : css.cell}
                    onFocus={() => setActive({ row: at, col })}
                  >
                    {column.cell(row, context)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

function enter(props: Props, { row, col }: Place, cell: HTMLElement): void {
  const column = props.columns[col]
  if (row === HEADER) {
    if (column?.sort) props.onSort(column.sort.by)
    return
  }
  const record = props.rows[row - props.first]
  if (!record) return
  if ((column?.id === 'message' || column?.id === 'info') && record.message !== '')
    props.onMessage(record, cell)
  else props.onOpen(record)
}

function HeaderWords({
  column,
  sort,
  order,
  onSort,
}: {
  column: Column
  sort: Sort
  order: Order | null
  onSort: (by: Sort) => void
}): ReactNode {
  const words = say(`grid.col.${column.id}`)
  if (column.id === 'info') return <span className="unseen">{words}</span>
  if (!column.sort) return <span>{words}</span>
  const { by, order: own } = column.sort
  const Arrow = (order ?? own) === 'ascending' ? IconArrowUp : IconArrowDown
  return (
    <button type="button" tabIndex={-1} className={css.sort} onClick={() => onSort(by)}>
      {words}
      {by === sort && <Arrow size={14} stroke={2} aria-hidden="true" />}
    </button>
  )
}

/** Keeps the same rows in sight when pages above them are dropped or come back. */
function useKeepPlace(
  box: { readonly current: HTMLDivElement | null },
  first: number,
  rowHeight: number,
): void {
  const before = useRef(first)
  useLayoutEffect(() => {
    const moved = before.current - first
    before.current = first
    if (moved !== 0 && box.current) box.current.scrollTop += moved * rowHeight
  }, [box, first, rowHeight])
}
