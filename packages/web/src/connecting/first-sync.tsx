import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { useLive } from '../api/live.ts'
import { connectionQuery, runQuery, useMay, useMe } from '../api/queries.ts'
import type { Connection, Onboarding, Run } from '../api/types.ts'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { RunCounts } from '../parts/run-counts.tsx'
import { RunProgress, RunState } from '../parts/run.tsx'
import { told } from '../parts/told.ts'
import { say } from '../words/say.ts'

const none = {}

/** The first sync while it runs, and its report when it has ended. It can be left at any time. */
export function FirstSync({ onboarding }: { readonly onboarding: Onboarding }) {
  const { connection, run, company } = onboarding
  useLive(connection ?? undefined, connection !== null, none)
  const query = useQuery({
    ...runQuery(connection ?? '', run ?? ''),
    enabled: run !== null && connection !== null,
  })
  const state = useQuery({ ...connectionQuery(connection ?? ''), enabled: connection !== null })
  const mail = useMe()?.user.email ?? ''
  return (
    <div className="stack">
      <h2>{say('firstSync.title', { company: company.name })}</h2>
      {run === null || connection === null ? (
        <p role="status">{say('firstSync.waiting')}</p>
      ) : (
        <Pane query={query} what={say('firstSync.report')} skeleton={[40, 160]}>
          {(data) =>
            data.state === 'running' ? (
              <Running run={data} connection={connection} state={state.data} hasMail={mail !== ''} />
            ) : (
              <Report run={data} c={company.id} state={state.data} />
            )
          }
        </Pane>
      )}
    </div>
  )
}

interface RunningProps {
  readonly run: Run
  readonly connection: string
  readonly state: Connection | undefined
  readonly hasMail: boolean
}

function Running({ run, connection, state, hasMail }: RunningProps) {
  const client = useQueryClient()
  const may = useMay('operator')
  const isPaused = state?.state === 'paused'
  const act = async (name: 'pauseConnection' | 'resumeConnection', words: string): Promise<void> => {
    await told(() => api.call(name, { path: { connection } }), words)
    await client.invalidateQueries({ queryKey: ['connection', connection] })
  }
  const cancel = async (): Promise<void> => {
    await told(() => api.call('cancelRun', { path: { connection, run: run.id } }), say('firstSync.cancelled'))
    await client.invalidateQueries({ queryKey: ['run', connection, run.id] })
  }
  return (
    <section className="pane stack">
      {isPaused ? <p>{say('firstSync.paused')}</p> : <RunProgress run={run} />}
      <p className="text">{say(hasMail ? 'firstSync.leave' : 'firstSync.leaveNoMail')}</p>
      <div className="row">
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) =>
            isPaused ? (
              <Button
                {...props}
                onClick={guard(
                  () =>
                    void act('resumeConnection', say('connection.resumed', { company: state.company.name })),
                )}
              >
                {say('firstSync.resume')}
              </Button>
            ) : (
              <Button
                variant="default"
                {...props}
                onClick={guard(() => void act('pauseConnection', say('firstSync.paused')))}
              >
                {say('firstSync.pause')}
              </Button>
            )
          }
        </Restricted>
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button variant="default" {...props} onClick={guard(() => void cancel())}>
              {say('firstSync.cancel')}
            </Button>
          )}
        </Restricted>
      </div>
    </section>
  )
}

function Report({
  run,
  c,
  state,
}: {
  readonly run: Run
  readonly c: string
  readonly state: Connection | undefined
}) {
  const needs = state?.counts.needsSomeone ?? 0
  return (
    <div className="stack">
      <p className="row">
        <RunState state={run.state} />
        <strong>{say(run.state === 'done' ? 'firstSync.done' : 'firstSync.ended')}</strong>
      </p>
      {run.fault !== null && (
        <p className="text">
          {run.fault.sentence} {run.fault.cure}
        </p>
      )}
      <RunCounts run={run} />
      {state !== undefined && (
        <p>{needs > 0 ? say('firstSync.needs', { n: needs }) : say('firstSync.noneNeeds')}</p>
      )}
      <div className="row">
        {needs > 0 && (
          <Button renderRoot={(props) => <Link to="/c/$c/problems" params={{ c }} {...props} />}>
            {say('firstSync.toProblems')}
          </Button>
        )}
        <Button
          variant={needs > 0 ? 'default' : 'filled'}
          renderRoot={(props) => <Link to="/c/$c/integration" params={{ c }} {...props} />}
        >
          {say('firstSync.toGrid')}
        </Button>
        <Button variant="default" renderRoot={(props) => <Link to="/c/$c" params={{ c }} {...props} />}>
          {say('firstSync.toConnection')}
        </Button>
      </div>
    </div>
  )
}
