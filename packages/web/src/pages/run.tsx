import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { useLive } from '../api/live.ts'
import { runQuery, useAppName, useCompany, useMay } from '../api/queries.ts'
import type { Run } from '../api/types.ts'
import { Ask } from '../parts/ask.tsx'
import { ConnectedCompany } from '../parts/connected.tsx'
import { Moment } from '../parts/moment.tsx'
import { useNow } from '../parts/now.ts'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { RunCounts } from '../parts/run-counts.tsx'
import { RunHead } from '../parts/run-head.tsx'
import { RunProgress, runName } from '../parts/run.tsx'
import { Said } from '../parts/said.tsx'
import { usePageTitle } from '../parts/title.tsx'
import { told } from '../parts/told.ts'
import { useProgressWords } from '../parts/progress-words.ts'
import { formatDuration } from '../words/format.ts'
import { say, sayIfKnown } from '../words/say.ts'

const none = {}

export function RunPage() {
  const { c, run } = useParams({ from: '/inside/c/$c/runs/$run' })
  usePageTitle(say('runs.title'), useCompany(c).company?.name)
  return (
    <ConnectedCompany c={c} title={say('runs.title')}>
      {(_company, connection) => <Loaded key={run} c={c} connection={connection} id={run} />}
    </ConnectedCompany>
  )
}

interface LoadedProps {
  readonly c: string
  readonly connection: string
  readonly id: string
}

function Loaded({ c, connection, id }: LoadedProps) {
  const query = useQuery(runQuery(connection, id))
  useLive(connection, true, none)
  useProgressWords(query.data)
  return (
    <>
      <RunHead
        back={
          <Link to="/c/$c/runs" params={{ c }}>
            {say('connection.allRuns')}
          </Link>
        }
        title={query.data ? runName(query.data) : say('runs.kind')}
        state={query.data?.state}
        asOf={query.dataUpdatedAt}
        actions={
          query.data?.state === 'running' &&
          query.data.kind !== 'push' && <Cancel connection={connection} id={id} />
        }
      />
      <Pane query={query} what={say('runs.oneWhat')} skeleton={[24, 160]}>
        {(run) => (
          <>
            {run.about !== null && <p className="text">{run.about}.</p>}
            {run.state === 'running' && <RunProgress run={run} />}
            {run.state === 'running' && run.kind === 'fetch' && (
              <p className="dimmed">{say('runs.fetchLeave')}</p>
            )}
            {run.fault && (
              <section className="pane stack" aria-labelledby="fault">
                <h2 id="fault">{say('runs.fault')}</h2>
                <p className="text">{run.fault.sentence}</p>
                <p className="text">{run.fault.cure}</p>
                <p>{say('record.who', { who: sayIfKnown(`who.${run.fault.who}`, run.fault.who) })}</p>
                <Said text={run.fault.said} />
              </section>
            )}
            <Facts run={run} />
            <RunCounts run={run} />
            <p>
              <Link to="/c/$c/integration" params={{ c }} search={{ run: run.id }}>
                {say('runs.showRecords')}
              </Link>
            </p>
          </>
        )}
      </Pane>
    </>
  )
}

/** Nobody by name started it: the schedule did, the connecting, or the app’s own changes. */
function byWhom({ by, kind }: Run, app: string): string {
  if (by !== null) return by
  if (kind === 'push') return say('runs.byApp', { app })
  return say(kind === 'initial' ? 'runs.byConnecting' : 'runs.byItself')
}

function Facts({ run }: { readonly run: Run }) {
  const nowMs = useNow()
  const app = useAppName()
  return (
    <section className="pane">
      <dl className="facts">
        <dt>{say('runs.by')}</dt>
        <dd>{byWhom(run, app)}</dd>
        <dt>{say('runs.started')}</dt>
        <dd>
          <Moment at={run.startedAt} />
        </dd>
        <dt>{say('runs.duration')}</dt>
        <dd className="figure">
          {formatDuration(
            (run.endedAt === null ? nowMs : Date.parse(run.endedAt)) - Date.parse(run.startedAt),
          )}
        </dd>
      </dl>
    </section>
  )
}

function Cancel({ connection, id }: { readonly connection: string; readonly id: string }) {
  const may = useMay('operator')
  const client = useQueryClient()
  const [asking, ask] = useDisclosure(false)
  const cancel = async (): Promise<void> => {
    const words = say('runs.cancelled')
    await told(() => api.call('cancelRun', { path: { connection, run: id } }), words)
    await client.invalidateQueries({ queryKey: ['run', connection, id] })
  }
  return (
    <>
      <Restricted allowed={may} who={say('pane.whoOperator')}>
        {(props, guard) => (
          <Button variant="default" {...props} onClick={guard(ask.open)}>
            {say('runs.cancel')}
          </Button>
        )}
      </Restricted>
      {asking && (
        <Ask
          title={say('runs.cancelTitle')}
          text={say('runs.cancelText')}
          go={say('runs.cancel')}
          keep={say('runs.keep')}
          onGo={cancel}
          onClose={ask.close}
        />
      )}
    </>
  )
}
