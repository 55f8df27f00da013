import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { exchangesQuery, useMay } from '../api/queries.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Moment } from '../parts/moment.tsx'
import { Failed } from '../parts/pane.tsx'
import { say } from '../words/say.ts'

interface Props {
  readonly connection: string
  readonly type: string
  readonly id: string
}

/** What was asked of Intacct and what it answered, for owners and their support; read only when it is opened. */
export function Exchanges({ connection, type, id }: Props) {
  const owner = useMay('owner')
  const [open, setOpen] = useState(false)
  const query = useQuery({ ...exchangesQuery(connection, type, id), enabled: owner && open })
  if (!owner) return null
  return (
    <details className="pane" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('exchanges.title')}</summary>
      <div className="stack">
        <p className="dimmed small">{say('exchanges.text')}</p>
        {query.error !== null && (
          <Failed what={say('exchanges.title')} error={query.error} retry={() => void query.refetch()} />
        )}
        {query.data?.length === 0 && <p>{say('exchanges.none')}</p>}
        {query.data?.map((each) => {
          const text = `${each.request}\n\n${each.answer}`
          return (
            <section key={`${each.at} ${each.controlId}`} className="stack tight">
              <div className="row">
                <strong>{each.function}</strong>
                <span>{say(`exchanges.${each.outcome}`)}</span>
                <span className="dimmed">
                  <Moment at={each.at} as="clock" /> · {say('exchanges.took', { n: each.ms })}
                </span>
              </div>
              <pre className="said" tabIndex={0}>
                {text}
              </pre>
              <div>
                <CopyButton text={text} label={say('exchanges.copy', { what: each.function })} />
              </div>
            </section>
          )
        })}
      </div>
    </details>
  )
}
