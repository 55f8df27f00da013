import { Button, Modal, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAppName } from '../api/queries.ts'
import { Pane } from '../parts/pane.tsx'
import { say } from '../words/say.ts'
import css from './matching.module.css'
import { wordOf } from './match-rows.tsx'
import { candidatesQuery, type MatchDecision, type MatchItem, type MatchKind } from './queries.ts'

interface Props {
  readonly connection: string
  readonly kind: MatchKind
  readonly item: MatchItem
  readonly onDecide: (decision: MatchDecision) => void
  readonly onClose: () => void
}

const typingMs = 150

/** What one item is in Intacct: found by typing, or created, archived or left for later. */
export function Picker({ connection, kind, item, onDecide, onClose }: Props) {
  const app = useAppName()
  const [typed, setTyped] = useState(item.proposal?.id ?? item.name.split(' ')[0] ?? '')
  const [q] = useDebouncedValue(typed, typingMs)
  const query = useQuery(candidatesQuery(connection, kind.kind, q))
  const decide = (decision: MatchDecision): void => {
    onDecide(decision)
    onClose()
  }
  const { id } = item
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('matching.pick.title', { name: item.name })}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <div className="stack">
        <TextInput
          data-autofocus
          type="search"
          label={say('matching.pick.search')}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Pane query={query} what={say('matching.pick.results')} skeleton={[44, 44, 44]}>
          {({ items }) =>
            items.length === 0 ? (
              <p>{say('matching.pick.none', { q })}</p>
            ) : (
              <ul className={css.results} aria-label={say('matching.pick.results')}>
                {items.map((found) => (
                  <li key={`${found.type}:${found.key}`} className={css.result}>
                    <span className={css.two}>
                      <strong>{found.name}</strong>
                      <span className="dimmed figure">
                        {[
                          found.id,
                          found.email,
                          found.usedFor === null ? null : say('matching.pick.used', { name: found.usedFor }),
                        ]
                          .filter((part) => part !== null && part !== '')
                          .join(' · ')}
                      </span>
                    </span>
                    {found.usedFor === null && (
                      <Button
                        size="xs"
                        variant="default"
                        aria-label={say('matching.pick.matchName', { id: found.id, name: found.name })}
                        onClick={() =>
                          decide({ decision: 'match', items: [{ id, type: found.type, key: found.key }] })
                        }
                      >
                        {say('matching.pick.match')}
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Pane>
        <div className={css.bar}>
          {kind.createAs.map((as) => (
            <Button
              key={as}
              variant="default"
              onClick={() =>
                decide({ decision: 'create', ids: [id], as: as === 'vendor' ? 'vendor' : 'customer' })
              }
            >
              {say('matching.pick.createAs', { as: wordOf(as) })}
            </Button>
          ))}
          {item.state !== 'archived' && (
            <Button variant="default" onClick={() => decide({ decision: 'archive', ids: [id] })}>
              {say('matching.pick.archive', { app })}
            </Button>
          )}
          {item.state !== 'open' && (
            <Button variant="default" onClick={() => decide({ decision: 'reopen', ids: [id] })}>
              {say('matching.pick.reopen')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  )
}
