import { ActionIcon, Checkbox } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { RecordRow } from '../api/types.ts'
import { Day, Moment, NotSet } from '../parts/moment.tsx'
import { Figure } from '../parts/money.tsx'
import { StackedStatus, statusWords } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import { orderOf, sortOf, type GridSearch, type Order, type Sort } from './filter.ts'
import css from './grid.module.css'

/** What a cell needs besides its row. */
export interface CellContext {
  readonly company: string
  /** The list in the URL, carried to the record so that J and K know their neighbours. */
  readonly list: string
  readonly selected: boolean
  readonly left: boolean
  readonly onSelect: (selected: boolean) => void
  readonly onMessage: (anchor: HTMLElement) => void
}

export interface Column {
  readonly id:
    | 'select'
    | 'key'
    | 'type'
    | 'party'
    | 'date'
    | 'amount'
    | 'currency'
    | 'version'
    | 'status'
    | 'message'
    | 'changed'
    | 'info'
  /** A CSS grid track. */
  readonly width: string
  readonly right?: true
  readonly sort?: { readonly by: Sort; readonly order: Order }
  readonly cell: (row: RecordRow, context: CellContext) => ReactNode
}

const columns: readonly Column[] = [
  {
    id: 'select',
    width: '40px',
    cell: (row, { selected, onSelect }) => (
      <Checkbox
        size="xs"
        tabIndex={-1}
        checked={selected}
        onChange={(event) => onSelect(event.currentTarget.checked)}
        aria-label={say('grid.selectRow', { key: row.number })}
        classNames={{ body: css.box ?? '' }}
      />
    ),
  },
  {
    id: 'key',
    width: 'minmax(88px, 0.7fr)',
    sort: { by: 'key', order: 'ascending' },
    cell: (row, { company, list }) => (
      <Link
        to="/c/$c/records/$type/$id"
        params={{ c: company, type: row.type, id: row.id }}
        search={list === '' ? {} : { list }}
        tabIndex={-1}
        className="figure"
        title={row.number}
        data-truncates
      >
        {row.number}
      </Link>
    ),
  },
  { id: 'type', width: '76px', cell: (row) => row.typeLabel },
  {
    id: 'party',
    width: 'minmax(130px, 1.3fr)',
    cell: (row) => (row.party === '' ? <NotSet /> : <span title={row.party}>{row.party}</span>),
  },
  {
    id: 'date',
    width: '100px',
    sort: { by: 'date', order: 'descending' },
    cell: (row) => <Day day={row.date} />,
  },
  {
    id: 'amount',
    width: 'minmax(94px, 0.7fr)',
    right: true,
    sort: { by: 'amount', order: 'descending' },
    cell: (row) => <Figure amount={row.amount} currency={row.currency} />,
  },
  { id: 'currency', width: '46px', cell: (row) => row.currency ?? <NotSet /> },
  {
    id: 'version',
    width: '44px',
    cell: (row) => (row.version === null ? <NotSet /> : <span className="figure">v{row.version}</span>),
  },
  {
    id: 'status',
    width: 'minmax(194px, 1.2fr)',
    cell: (row) => (
      <span title={statusWords(row)}>
        <StackedStatus row={row} />
      </span>
    ),
  },
  {
    id: 'message',
    width: 'minmax(150px, 2.2fr)',
    cell: (row, { left }) =>
      left ? (
        <em title={say('grid.noMatch')}>{say('grid.noMatch')}</em>
      ) : (
        <span title={row.message}>{row.message}</span>
      ),
  },
  {
    id: 'changed',
    width: '100px',
    sort: { by: 'changed', order: 'descending' },
    cell: (row) => <Moment at={row.changedAt} stop={false} />,
  },
  {
    id: 'info',
    width: '40px',
    cell: (row, { onMessage }) =>
      row.message === '' ? null : (
        <ActionIcon
          variant="subtle"
          size={24}
          tabIndex={-1}
          aria-label={say('grid.openMessage', { key: row.number })}
          onClick={(event) => onMessage(event.currentTarget)}
        >
          <IconInfoCircle size={16} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      ),
  },
]

/** The columns of these names, in their order. */
export function columnsOf(names: readonly string[]): readonly Column[] {
  return names.flatMap((name) => columns.filter(({ id }) => id === name))
}

/** The sort that a click on a column's header asks for: by that column, and turned around when it is the one already. */
export function sortedBy(search: GridSearch, by: Sort): Readonly<Record<'sort' | 'direction', string>> {
  const sort = by === 'changed' ? '' : by
  if (by !== sortOf(search) || orderOf(search) !== null) return { sort, direction: '' }
  const own = columns.find((column) => column.sort?.by === by)?.sort?.order
  return { sort, direction: own === 'ascending' ? 'desc' : 'asc' }
}
