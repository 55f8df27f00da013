import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { runsQuery } from '../api/queries.ts'
import { Moment } from '../parts/moment.tsx'
import { Pane } from '../parts/pane.tsx'
import { RunProgress, RunState, runName } from '../parts/run.tsx'
import { say } from '../words/say.ts'

const SHOWN = 5

/** The newest runs beside the connection's facts. */
export function LastRuns({ c, connection }: { readonly c: string; readonly connection: string }) {
  const query = useQuery(runsQuery(connection, SHOWN))
  return (
    <section className="pane stack" aria-labelledby="last-runs">
      <div className="row apart">
        <h2 id="last-runs">{say('connection.recentRuns')}</h2>
        <Link to="/c/$c/runs" params={{ c }}>
          {say('connection.allRuns')}
        </Link>
      </div>
      <Pane query={query} what={say('runs.what')} skeleton={[32, 32, 32]}>
        {({ items }) =>
          items.length === 0 ? (
            <p>{say('runs.empty')}</p>
          ) : (
            <ul className="plain stack">
              {items.slice(0, SHOWN).map((run) => (
                <li key={run.id} className="stack tight">
                  <span className="row apart">
                    <Link to="/c/$c/runs/$run" params={{ c, run: run.id }}>
                      {runName(run)}
                    </Link>
                    <Moment at={run.startedAt} stop={false} />
                  </span>
                  {run.state === 'running' ? <RunProgress run={run} /> : <RunState state={run.state} />}
                </li>
              ))}
            </ul>
          )
        }
      </Pane>
    </section>
  )
}
