import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useLive } from '../api/live.ts'
import { runsQuery, useCompany } from '../api/queries.ts'
import type { Run } from '../api/types.ts'
import { ConnectedCompany } from '../parts/connected.tsx'
import { countNames } from '../parts/count-names.ts'
import { Moment } from '../parts/moment.tsx'
import { Count } from '../parts/money.tsx'
import { useNow } from '../parts/now.ts'
import { Empty, Pane } from '../parts/pane.tsx'
import { RunProgress, RunState, runName, runningWords } from '../parts/run.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { formatDuration } from '../words/format.ts'
import { say } from '../words/say.ts'

const PAGE = 50
const none = {}

export function Runs() {
  const { c } = useParams({ from: '/inside/c/$c/runs' })
  usePageTitle(say('runs.title'), useCompany(c).company?.name)
  return (
    <ConnectedCompany c={c} title={say('runs.title')}>
      {(_company, connection) => <Loaded key={connection} c={c} connection={connection} />}
    </ConnectedCompany>
  )
}

function Loaded({ c, connection }: { readonly c: string; readonly connection: string }) {
  const [limit, setLimit] = useState(PAGE)
  const query = useQuery(runsQuery(connection, limit))
  useLive(connection, true, none)
  return (
    <>
      <PageHead title={say('runs.title')} asOf={query.dataUpdatedAt}>
        {query.data && <Sentence runs={query.data.items} />}
      </PageHead>
      <Pane query={query} what={say('runs.what')} skeleton={[40, 40, 40, 40]}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={say('runs.empty')} text={say('runs.emptyText')} />
          ) : (
            <>
              <RunTable c={c} runs={items} />
              {next !== null && (
                <div>
                  <Button variant="default" onClick={() => setLimit(limit + PAGE)}>
                    {say('runs.older')}
                  </Button>
                </div>
              )}
            </>
          )
        }
      </Pane>
    </>
  )
}

/** What runs now, else how the last run went. */
function Sentence({ runs }: { readonly runs: readonly Run[] }) {
  const running = runs.find(({ state }) => state === 'running')
  const last = runs.find(({ state }) => state !== 'running')
  if (running) return runningWords(running)
  if (!last) return null
  return (
    <>
      {say('runs.last', { state: say(`runs.state.${last.state}`).toLowerCase() })}{' '}
      <Moment at={last.endedAt ?? last.startedAt} />
    </>
  )
}

function RunTable({ c, runs }: { readonly c: string; readonly runs: readonly Run[] }) {
  const nowMs = useNow()
  return (
    <div className="pane flush">
      <table className="list cards">
        <thead>
          <tr>
            <th scope="col">{say('runs.kind')}</th>
            <th scope="col">{say('runs.state')}</th>
            <th scope="col">{say('runs.started')}</th>
            <th scope="col">{say('runs.duration')}</th>
            {countNames.map((name) => (
              <th key={name} scope="col" className="right">
                {say(`runs.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <th scope="row">
                <Link to="/c/$c/runs/$run" params={{ c, run: run.id }}>
                  {runName(run)}
                </Link>
                {run.by !== null && <span className="dimmed"> · {run.by}</span>}
              </th>
              <td>
                {run.state === 'running' ? <RunProgress run={run} /> : <RunState state={run.state} />}
                {run.fault && <p>{run.fault.sentence}</p>}
              </td>
              <td data-label={say('runs.started')}>
                <Moment at={run.startedAt} stop={false} />
              </td>
              <td data-label={say('runs.duration')} className="figure nowrap">
                {formatDuration(
                  (run.endedAt === null ? nowMs : Date.parse(run.endedAt)) - Date.parse(run.startedAt),
                )}
              </td>
              {countNames.map((name) => (
                <td key={name} data-label={say(`runs.${name}`)} className="right">
                  <Count n={run.counts[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
