import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAppName, useMay } from '../api/queries.ts'
import { Empty, Pane } from '../parts/pane.tsx'
import { say } from '../words/say.ts'
import { BulkActions } from './bulk-actions.tsx'
import css from './matching.module.css'
import { MatchRows } from './match-rows.tsx'
import { Picker } from './picker.tsx'
import { matchItemsQuery, shows, type MatchItem, type MatchKind, type Show } from './queries.ts'
import type { Decide } from './use-decide.ts'

interface Props {
  readonly connection: string
  readonly kind: MatchKind
  readonly act: Decide
}

const typingMs = 200

/** The items of one kind: what is shown, what is done with many, and the rows. */
export function Items({ connection, kind, act }: Props) {
  const may = useMay('operator')
  const app = useAppName()
  const [show, setShow] = useState<Show>(kind.open > 0 ? 'open' : 'all')
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.trim(), typingMs)
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const [picking, setPicking] = useState<MatchItem | null>(null)
  const query = useInfiniteQuery(matchItemsQuery(connection, kind.kind, show, q))
  const items = query.data?.pages.flatMap((page) => page.items) ?? []
  const chosen = items.filter(({ id }) => selected.has(id))
  const select = (ids: readonly string[], on: boolean): void =>
    setSelected((before) => {
      const next = new Set(before)
      for (const id of ids)
        if (on) next.add(id)
        else next.delete(id)
      return next
    })
  return (
    <section className="stack tight" aria-label={kind.title}>
      <div className="row">
        <NativeSelect
          label={say('matching.show')}
          value={show}
          data={shows.map((value) => ({ value, label: say(`matching.show.${value}`) }))}
          onChange={(event) => {
            const next = shows.find((each) => each === event.currentTarget.value)
            if (next) setShow(next)
          }}
        />
        <TextInput
          type="search"
          label={say('matching.search')}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <BulkActions kind={kind} selected={chosen} act={act} may={may} onClear={() => setSelected(new Set())} />
      <Pane query={query} what={say('matching.what')} skeleton={[40, 52, 52, 52]}>
        {() =>
          items.length === 0 ? (
            <Empty
              title={show === 'open' && q === '' ? say('matching.emptyOpen') : say('matching.empty')}
              text={say('matching.emptyText')}
            />
          ) : (
            <>
              <MatchRows
                items={items}
                kind={kind}
                app={app}
                may={may && !act.busy}
                selected={selected}
                header={
                  <Checkbox
                    size="xs"
                    checked={chosen.length === items.length}
                    indeterminate={chosen.length > 0 && chosen.length < items.length}
                    onChange={(event) =>
                      select(
                        items.map(({ id }) => id),
                        event.currentTarget.checked,
                      )
                    }
                    aria-label={say('matching.selectAll')}
                  />
                }
                onSelect={select}
                onAccept={({ id }) => void act.decide(kind.kind, { decision: 'accept', ids: [id] })}
                onPick={setPicking}
                onEnd={() => {
                  if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
                }}
              />
              {query.hasNextPage && (
                <div className={css.bar}>
                  <Button variant="default" onClick={() => void query.fetchNextPage()}>
                    {say('matching.more')}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Pane>
      {picking && (
        <Picker
          connection={connection}
          kind={kind}
          item={picking}
          onDecide={(decision) => void act.decide(kind.kind, decision)}
          onClose={() => setPicking(null)}
        />
      )}
    </section>
  )
}
