import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAppName } from '../api/queries.ts'
import { Ask } from '../parts/ask.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { say } from '../words/say.ts'
import css from './matching.module.css'
import { wordOf } from './match-rows.tsx'
import type { MatchDecision, MatchItem, MatchKind } from './queries.ts'
import type { Decide } from './use-decide.ts'

interface Props {
  readonly kind: MatchKind
  readonly selected: readonly MatchItem[]
  readonly act: Decide
  readonly may: boolean
  readonly onClear: () => void
}

interface Bulk {
  readonly label: string
  readonly n: number
  readonly decision: MatchDecision
  readonly main?: boolean
  /** What is asked first. Absent: it is done at once, with a way back. */
  readonly ask?: { readonly title: string; readonly text: string }
}

/** What is done with many at once: with those selected, else with all that are left. Each button says with how many. */
export function BulkActions({ kind, selected, act, may, onClear }: Props) {
  const app = useAppName()
  const [asking, setAsking] = useState<Bulk | null>(null)
  const actions = selected.length > 0 ? forSelected(kind, selected) : forTheRest(kind, app)
  const run = async ({ decision }: Bulk): Promise<void> => {
    await act.decide(kind.kind, decision)
    onClear()
  }
  if (actions.length === 0 && selected.length === 0) return null
  return (
    <div className={css.bar}>
      {selected.length > 0 && <span>{say('matching.selected', { n: selected.length })}</span>}
      {actions.map((bulk) => (
        <Restricted key={bulk.label} allowed={may && !act.busy} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button
              {...props}
              variant={bulk.main ? 'filled' : 'default'}
              onClick={guard(() => {
                if (bulk.ask) setAsking(bulk)
                else void run(bulk)
              })}
            >
              {bulk.label}
            </Button>
          )}
        </Restricted>
      ))}
      {selected.length > 0 && (
        <Button variant="subtle" onClick={onClear}>
          {say('matching.clear')}
        </Button>
      )}
      {asking?.ask && (
        <Ask
          title={asking.ask.title}
          text={asking.ask.text}
          go={asking.label}
          keep={say('matching.ask.keep')}
          onGo={() => run(asking)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  )
}

function forSelected(kind: MatchKind, selected: readonly MatchItem[]): readonly Bulk[] {
  const ids = selected.map(({ id }) => id)
  const suggested = selected.filter(({ state, proposal }) => state === 'open' && proposal !== null)
  return [
    ...(suggested.length === 0
      ? []
      : [
          {
            label: say('matching.acceptSelected', { n: suggested.length }),
            n: suggested.length,
            decision: { decision: 'accept' as const, ids: suggested.map(({ id }) => id) },
            main: true,
          },
        ]),
    ...kind.createAs.map((as): Bulk => {
      const decision = {
        decision: 'create' as const,
        ids,
        as: as === 'vendor' ? ('vendor' as const) : ('customer' as const),
      }
      return {
        label: say('matching.createSelected', { n: ids.length, as: wordOf(as) }),
        n: ids.length,
        decision,
      }
    }),
    {
      label: say('matching.archiveSelected', { n: ids.length }),
      n: ids.length,
      decision: { decision: 'archive', ids },
    },
  ]
}

function forTheRest(kind: MatchKind, app: string): readonly Bulk[] {
  const { open: n, sure, suggested } = kind
  const fresh = n - suggested
  const what = n === 1 ? kind.one : kind.title.toLowerCase()
  if (n === 0) return []
  return [
    ...(sure === 0
      ? []
      : [
          {
            label: say('matching.acceptSure', { n: sure }),
            n: sure,
            decision: { decision: 'accept' as const, ids: 'sure' as const },
            main: true,
          },
        ]),
    ...(fresh === 0 ? [] : kind.createAs).map((as): Bulk => {
      const decision = {
        decision: 'create' as const,
        ids: 'unsuggested' as const,
        as: as === 'vendor' ? ('vendor' as const) : ('customer' as const),
      }
      return {
        label: say('matching.createRest', { n: fresh, as: wordOf(as) }),
        n: fresh,
        decision,
        ask: {
          title: say('matching.ask.create', { n: fresh, what, as: wordOf(as) }),
          text: say('matching.ask.createText'),
        },
      }
    }),
    {
      label: say('matching.archiveRest', { n }),
      n,
      decision: { decision: 'archive', ids: 'open' },
      ask: {
        title: say('matching.ask.archive', { n, what }),
        text: say('matching.ask.archiveText', { app, suggested }),
      },
    },
  ]
}
