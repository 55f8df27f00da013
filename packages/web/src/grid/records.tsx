import { useMediaQuery } from '@mantine/hooks'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useMemo, useRef, useState } from 'react'
import type { ActionName, Company, RecordRow } from '../api/types.ts'
import { useKeys } from '../frame/keys.ts'
import { Pane } from '../parts/pane.tsx'
import { PageHead } from '../parts/title.tsx'
import { usePrefs } from '../prefs.ts'
import { stringifySearch } from '../search.ts'
import { rowHeights, widths } from '../theme/theme.ts'
import { FetchButton } from '../fetch/button.tsx'
import { say } from '../words/say.ts'
import { eligible } from './actions.ts'
import { BulkBar } from './bulk-bar.tsx'
import { Cards } from './cards.tsx'
import { ChooseColumns } from './choose-columns.tsx'
import { columnsOf, sortedBy } from './columns.tsx'
import { ConfirmAction } from './confirm.tsx'
import { ExportList } from './export.tsx'
import { FilterBar } from './filter-bar.tsx'
import { keyOf, knownTotal, orderOf, sortOf, withFilter, withoutFilters, type GridSearch } from './filter.ts'
import { Grid } from './grid.tsx'
import gridCss from './grid.module.css'
import { LiveBar } from './live-bar.tsx'
import { WholeMessage, type MessageAt } from './message.tsx'
import { NoRecords } from './no-records.tsx'
import css from './records.module.css'
import { rowsKey, useRows } from './rows.ts'
import { useSelection } from './selection.ts'
import { shownColumns } from './shown-columns.ts'
import { StatusTabs } from './status-tabs.tsx'
import { useAct } from './use-act.tsx'
import { useLiveRows } from './use-live-rows.ts'
import { Views } from './views.tsx'

interface Props {
  readonly company: Company
  readonly connection: string
  readonly search: GridSearch
  readonly onSearch: (search: GridSearch) => void
}

/** Sentence, tabs, filters, bulk bar and the rows below them. */
export function Records({ company, connection, search, onSearch }: Props) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { density } = usePrefs()
  const narrow = useMediaQuery(`(max-width: ${widths.cards - 1}px)`, undefined, {
    getInitialValueInEffect: false,
  })
  const touch = useMediaQuery('(pointer: coarse)', undefined, { getInitialValueInEffect: false })
  const [livePaused, setLivePaused] = useState(false)
  const [asking, setAsking] = useState<ActionName | null>(null)
  const [message, setMessage] = useState<MessageAt | null>(null)
  const keyField = useRef<HTMLInputElement>(null)
  const { query, rows, first } = useRows(connection, search)
  const list = stringifySearch(search).slice(1)
  const shown = useMemo(() => columnsOf(shownColumns(search.cols)), [search.cols])
  const selection = useSelection(connection, search, list)
  const live = useLiveRows(connection, search, !livePaused, selection.refresh)
  const act = useAct(company.id, connection, live.live.on && !livePaused)

  const counts = query.data?.pages.at(-1)?.counts
  const ended = query.data !== undefined && !query.hasNextPage
  const total = knownTotal(search, counts) ?? (ended ? first + rows.length : null)
  const { fetchNextPage, fetchPreviousPage, hasNextPage, hasPreviousPage, isFetching } = query
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const onStart = useCallback(() => {
    if (hasPreviousPage && !isFetching) void fetchPreviousPage()
  }, [hasPreviousPage, isFetching, fetchPreviousPage])
  const refresh = (): void => {
    live.clear()
    client.setQueryData(rowsKey(connection, search), firstPageOnly)
    void client.invalidateQueries({ queryKey: rowsKey(connection, search) })
  }
  const change = (filter: Readonly<Record<string, string>>): void => {
    live.clear()
    onSearch(withFilter(search, filter))
  }
  const open = (row: RecordRow): void =>
    void navigate({
      to: '/c/$c/records/$type/$id',
      params: { c: company.id, type: row.type, id: row.id },
      search: list === '' ? {} : { list },
    })
  const chosen = [...selection.rows.values()]
  const onAct = (action: ActionName): void => {
    const going = eligible(action, chosen)
    if (chosen.length > 1) setAsking(action)
    else void act(action, going)
  }
  useKeys({
    '/': () => keyField.current?.focus(),
    '.': refresh,
    Escape: () => selection.clear(),
  })

  const shownKeys = new Set(rows.map(keyOf))
  const hidden = selection.all ? 0 : chosen.filter((row) => !shownKeys.has(keyOf(row))).length
  const common = {
    label: say('grid.label', { company: company.name }),
    company: company.id,
    list,
    rows,
    selection,
  }
  return (
    <div className={css.page}>
      <PageHead
        title={say('grid.title')}
        asOf={query.dataUpdatedAt}
        actions={
          <>
            <FetchButton company={company.id} connection={connection} />
            <Views search={search} onSearch={onSearch} />
            {!narrow && <ChooseColumns cols={search.cols} onChange={(cols) => change({ cols })} />}
            <ExportList connection={connection} search={search} total={total} />
            <LiveBar
              live={live.live}
              paused={livePaused}
              onPause={() => setLivePaused(!livePaused)}
              onRefresh={refresh}
              busy={isFetching}
            />
          </>
        }
      >
        {counts === undefined
          ? null
          : counts.needsSomeone === 0
            ? say('grid.sentenceNone', { total: counts.total })
            : say('grid.sentence', { n: counts.needsSomeone, total: counts.total })}
      </PageHead>
      <StatusTabs search={search} counts={counts} onPick={(status) => change({ status, needs: '' })} />
      <FilterBar
        search={search}
        keyField={keyField}
        onChange={change}
        onClear={() => onSearch(withoutFilters(search))}
      />
      <BulkBar selection={selection} hidden={hidden} total={total} loaded={rows.length} onAct={onAct} />
      <Pane query={query} what={say('grid.what')} skeleton={Array<number>(8).fill(32)}>
        {() =>
          rows.length === 0 ? (
            <NoRecords search={search} counts={counts} onClear={() => onSearch(withoutFilters(search))} />
          ) : narrow ? (
            <Cards {...common} more={hasNextPage} onEnd={onEnd} />
          ) : (
            <div className={gridCss.frame}>
              <Grid
                {...common}
                columns={shown}
                first={first}
                total={total}
                rowHeight={touch ? rowHeights.touch : rowHeights[density]}
                sort={sortOf(search)}
                order={orderOf(search)}
                changed={live.changed}
                left={live.left}
                onSort={(sort) => change(sortedBy(search, sort))}
                onOpen={open}
                onMessage={(row, anchor) => setMessage({ row, anchor })}
                onEnd={onEnd}
                onStart={onStart}
              />
              <div className={gridCss.foot}>
                <span className="figure small dimmed">
                  {query.isFetchingNextPage
                    ? say('grid.rowsLoading')
                    : say('grid.rows', {
                        from: first + 1,
                        to: first + rows.length,
                        total: total ?? say('grid.unknownTotal'),
                      })}
                </span>
                <NewRows count={live.waiting} onShow={refresh} />
              </div>
            </div>
          )
        }
      </Pane>
      {narrow && <NewRows count={live.waiting} onShow={refresh} />}
      {message && <WholeMessage at={message} onClose={() => setMessage(null)} />}
      {asking && (
        <ConfirmAction
          connection={connection}
          action={asking}
          rows={chosen}
          onClose={() => setAsking(null)}
          onGo={async (going) => {
            await act(asking, going)
            setAsking(null)
            selection.clear()
          }}
        />
      )}
    </div>
  )
}

/** What came, moved or left waits here until a person wants it. */
function NewRows({ count, onShow }: { readonly count: number; readonly onShow: () => void }) {
  if (count === 0) return null
  return (
    <span className="row">
      <span className="figure">
        <span aria-hidden="true">▲ </span>
        {say('grid.new', { n: count })}
      </span>
      <button type="button" className={css.show} onClick={onShow}>
        {say('grid.showNew')}
      </button>
    </span>
  )
}

function firstPageOnly<T extends { pages: unknown[]; pageParams: unknown[] }>(
  data: T | undefined,
): T | undefined {
  return data && { ...data, pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) }
}
