import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { api } from '../api/api.ts'
import { useAppName, useMay } from '../api/queries.ts'
import { refusedBy } from '../parts/form.ts'
import { Empty, Pane } from '../parts/pane.tsx'
import { toast } from '../parts/toasts.tsx'
import bars from '../grid/bars.module.css'
import { say } from '../words/say.ts'
import { Items } from './items.tsx'
import { matchingQuery, type KindName, type Matching, type MatchKind } from './queries.ts'
import { useDecide } from './use-decide.ts'

interface Props {
  readonly connection: string
  /** Told whenever it is known anew whether all is decided, and why not, so that a wizard can hold its Continue back. */
  readonly onState?: (state: { readonly done: boolean; readonly blocked: string | null }) => void
}

/** Matches what both sides have: a tab a kind, a row an item, each decided by a person or taken from a suggestion. */
export function MatchingStep({ connection, onState }: Props) {
  const query = useQuery(matchingQuery(connection))
  const app = useAppName()
  const done = query.data?.done
  const blocked = query.data?.blocked ?? null
  useEffect(() => {
    if (done !== undefined) onState?.({ done, blocked })
  }, [done, blocked, onState])
  return (
    <Pane query={query} what={say('matching.what')} skeleton={[40, 320]}>
      {(matching) =>
        matching.kinds.length === 0 ? (
          <Empty title={say('matching.none')} text={say('matching.noneText', { app })} />
        ) : (
          <Kinds connection={connection} matching={matching} />
        )
      }
    </Pane>
  )
}

function Kinds({ connection, matching }: { readonly connection: string; readonly matching: Matching }) {
  const [chosen, setChosen] = useState<KindName | null>(null)
  const act = useDecide(connection)
  const may = useMay('operator')
  const first = matching.kinds.find(({ open }) => open > 0) ?? matching.kinds[0]
  const [start] = useState(first?.kind)
  const kind = matching.kinds.find((each) => each.kind === (chosen ?? start)) ?? first
  useSuggestions(kind, may, act.look)
  if (kind === undefined) return null
  return (
    <div className="stack">
      <p className="text dimmed">{say('matching.intro')}</p>
      <nav aria-label={say('matching.tabs')} className={bars.tabs}>
        {matching.kinds.map((each) => (
          <button
            key={each.kind}
            type="button"
            className={bars.tab}
            aria-pressed={each.kind === kind.kind}
            onClick={() => setChosen(each.kind)}
          >
            {each.open === 0
              ? say('matching.tabDone', { title: each.title })
              : say('matching.tabOpen', { title: each.title, n: each.open })}
          </button>
        ))}
      </nav>
      <p role="status">
        <strong>{sentenceOf(kind)}</strong>
      </p>
      {kind.there === null && <Unread connection={connection} />}
      <Items key={kind.kind} connection={connection} kind={kind} act={act} />
      {matching.blocked !== null && <p className="dimmed">{matching.blocked}</p>}
    </div>
  )
}

function sentenceOf({ title, total, open }: MatchKind): string {
  const what = title.toLowerCase()
  return open === 0
    ? say('matching.sentenceDone', { total, what })
    : say('matching.sentence', { done: total - open, total, what, n: open })
}

/** Suggestions are made by themselves, once for each time that a list has changed. */
function useSuggestions(
  kind: MatchKind | undefined,
  may: boolean,
  look: (kind: KindName, quiet: boolean) => Promise<void>,
): void {
  const asked = useRef(new Set<KindName>())
  const name = kind?.kind
  const wanted = may && kind !== undefined && kind.stale && kind.there !== null && kind.open > 0
  useEffect(() => {
    if (!wanted || name === undefined || asked.current.has(name)) return
    asked.current.add(name)
    void look(name, true)
  }, [wanted, name, look])
}

function Unread({ connection }: { readonly connection: string }) {
  const refresh = async (): Promise<void> => {
    try {
      await api.call('refreshReference', { path: { connection }, body: { full: false } })
      toast(say('reference.started'))
    } catch (error) {
      toast(refusedBy(error).message ?? say('pane.noAnswer'), { done: false })
    }
  }
  return (
    <Empty title={say('matching.unread')} text={say('matching.unreadText')}>
      <Button onClick={() => void refresh()}>{say('matching.refresh')}</Button>
    </Empty>
  )
}
