import { Button, Checkbox, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { referenceListQuery } from '../api/queries.ts'
import type { ReferenceKind, ReferenceRecord } from '../api/types.ts'
import { Empty, Pane } from '../parts/pane.tsx'
import { say } from '../words/say.ts'
import { ReferenceUses } from './uses.tsx'

interface Props {
  readonly c: string
  readonly connection: string
  readonly kind: ReferenceKind
}

const step = 50
const most = 200
const typingMs = 150

/** The records of one kind, with a search; the chosen one with what uses it. */
export function ReferenceList({ c, connection, kind }: Props) {
  const { q = '', active = '', id } = useSearch({ from: '/inside/c/$c/reference' })
  const navigate = useNavigate()
  const [typed, setTyped] = useState(q)
  const [limit, setLimit] = useState(step)
  const [asked] = useDebouncedValue(typed, typingMs)
  const onlyActive = active === 'yes'
  const query = useQuery(referenceListQuery(connection, kind.type, { q: asked, active: onlyActive, limit }))
  const search = (more: Readonly<Record<string, string>>): void =>
    void navigate({
      to: '/c/$c/reference',
      params: { c },
      search: { kind: kind.type, q: typed, active, ...more },
      replace: true,
    })
  return (
    <section className="stack" aria-labelledby="kind">
      <div className="row">
        <Link to="/c/$c/reference" params={{ c }}>
          {say('reference.back')}
        </Link>
        <h2 id="kind">{kind.title}</h2>
      </div>
      <div className="row">
        <TextInput
          type="search"
          label={say('reference.search')}
          value={typed}
          autoComplete="off"
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            search({ q: event.currentTarget.value })
          }}
        />
        <Checkbox
          label={say('reference.onlyActive')}
          checked={onlyActive}
          onChange={(event) => search({ active: event.currentTarget.checked ? 'yes' : '' })}
        />
      </div>
      {id !== undefined && <ReferenceUses c={c} connection={connection} kind={kind} id={id} />}
      <Pane query={query} what={say('reference.what')} skeleton={[40, 40, 40]}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <Nothing kind={kind} q={asked} />
            ) : (
              <Records c={c} kind={kind} items={items} q={asked} />
            )}
            {next !== null && limit < most && (
              <div>
                <Button variant="default" onClick={() => setLimit(limit + step)}>
                  {say('reference.more')}
                </Button>
              </div>
            )}
            {((next !== null && limit >= most) || (asked !== '' && items.length >= limit)) && (
              <p className="dimmed">{say('reference.narrow')}</p>
            )}
          </>
        )}
      </Pane>
    </section>
  )
}

function Nothing({ kind, q }: { readonly kind: ReferenceKind; readonly q: string }) {
  if (q !== '')
    return <Empty title={say('reference.noneFound', { q })} text={say('reference.noneFoundText')} />
  if (kind.lastSuccessAt === null)
    return (
      <Empty title={say('reference.notRead')} text={kind.failure?.sentence ?? say('reference.unreadText')} />
    )
  return <Empty title={say('reference.none')} text={say('reference.noneText')} />
}

interface RecordsProps {
  readonly c: string
  readonly kind: ReferenceKind
  readonly items: readonly ReferenceRecord[]
  readonly q: string
}

function Records({ c, kind, items, q }: RecordsProps) {
  return (
    <div className="pane flush">
      <table className="list cards">
        <thead>
          <tr>
            <th scope="col">{say('reference.id')}</th>
            <th scope="col">{say('reference.name')}</th>
            <th scope="col">{say('reference.state')}</th>
            <th scope="col">{say('reference.under')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.key}>
              <th scope="row">
                <Link to="/c/$c/reference" params={{ c }} search={{ kind: kind.type, q, id: item.id }}>
                  {item.id}
                </Link>
              </th>
              <td data-label={say('reference.name')}>
                {item.name}
                {item.entity !== null && (
                  <span className="dimmed"> · {say('reference.entity', { entity: item.entity })}</span>
                )}
              </td>
              <td data-label={say('reference.state')}>
                {item.usable ? stateOf(item) : <strong>{stateOf(item)}</strong>}
              </td>
              <td data-label={say('reference.under')}>{item.parent ?? say('value.none')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Whether it can be used, in words. */
function stateOf({ presence, status }: ReferenceRecord): string {
  return say(`reference.state.${presence === 'present' ? status : presence}`)
}
