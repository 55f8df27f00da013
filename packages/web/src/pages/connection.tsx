import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { useLive } from '../api/live.ts'
import { companiesQuery, connectionQuery, useMay } from '../api/queries.ts'
import type { Company, Connection } from '../api/types.ts'
import { Disconnect, Disconnected } from '../connecting/disconnect.tsx'
import { SetUpCheck } from '../connecting/set-up-check.tsx'
import { Ask } from '../parts/ask.tsx'
import { ConnectedCompany } from '../parts/connected.tsx'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { ConnectionMark } from '../parts/status.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { toast } from '../parts/toasts.tsx'
import { refusedBy } from '../parts/form.ts'
import { say } from '../words/say.ts'
import { ConnectionFacts } from './connection-facts.tsx'
import { FaultBanner } from './fault-banner.tsx'
import { LastRuns } from './last-runs.tsx'
import { StatusCounts } from './status-counts.tsx'
import { TestPanel, useConnectionTest } from './test-panel.tsx'

export function ConnectionPage() {
  const { c } = useParams({ from: '/inside/c/$c' })
  usePageTitle(say('connection.title'), useQuery(companiesQuery).data?.find(({ id }) => id === c)?.name)
  return (
    <ConnectedCompany c={c} title={say('connection.title')}>
      {(company, connection) => <Loaded key={connection} company={company} id={connection} />}
    </ConnectedCompany>
  )
}

const none = {}

function Loaded({ company, id }: { readonly company: Company; readonly id: string }) {
  const query = useQuery(connectionQuery(id))
  useLive(id, true, none)
  const may = useMay('operator')
  const test = useConnectionTest(id)
  return (
    <>
      <PageHead
        title={say('connection.title')}
        asOf={query.dataUpdatedAt}
        actions={
          query.data &&
          query.data.state !== 'disconnected' && (
            <Actions company={company} connection={query.data} may={may} />
          )
        }
      >
        {query.data && (
          <ConnectionMark
            state={query.data.state}
            broken={query.data.fault !== null}
            text={sentenceOf(query.data)}
          />
        )}
      </PageHead>
      <Pane query={query} what={say('connection.what')} skeleton={[40, 280, 160]}>
        {(connection) => (
          <>
            {connection.fault && (
              <FaultBanner company={company} connection={connection} fault={connection.fault} />
            )}
            {connection.state === 'disconnected' && (
              <Disconnected company={company} connection={connection} />
            )}
            <StatusCounts c={company.id} counts={connection.counts} />
            <TestPanel test={test} />
            <div className="columns">
              <ConnectionFacts company={company} connection={connection} may={may} test={test} />
              <LastRuns c={company.id} connection={id} />
            </div>
            {connection.state !== 'disconnected' && (
              <>
                <SetUpCheck connection={id} company={company.name} />
                <Disconnect company={company} connection={connection} />
              </>
            )}
          </>
        )}
      </Pane>
    </>
  )
}

/** What needs someone stands in the counts below; here only how the connection itself does. */
function sentenceOf({ state, fault, lastSyncAt, sentence }: Connection): string {
  if (fault !== null) return say('health.not_working')
  return state === 'active' && lastSyncAt !== null ? say('connection.working') : sentence
}

interface ActionsProps {
  readonly company: Company
  readonly connection: Connection
  readonly may: boolean
}

function Actions({ company, connection, may }: ActionsProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [pausing, pause] = useDisclosure(false)
  const { id } = connection
  const paused = connection.state === 'paused'
  const done = (): Promise<unknown> =>
    Promise.all([
      client.invalidateQueries({ queryKey: ['connection', id] }),
      client.invalidateQueries({ queryKey: ['runs', id] }),
      client.invalidateQueries({ queryKey: companiesQuery.queryKey }),
    ])
  const told = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (error) {
      const { message, cure } = refusedBy(error)
      toast([message, cure].filter((part) => part !== null && part !== '').join(' '), { done: false })
    }
    await done()
  }
  const syncNow = (): Promise<void> =>
    told(async () => {
      const run = await api.call('syncNow', { path: { connection: id } })
      const open = (): void =>
        void navigate({ to: '/c/$c/runs/$run', params: { c: company.id, run: run.id } })
      const words = run.queued === true ? 'syncQueued' : run.already === true ? 'syncAlready' : 'syncStarted'
      toast(say(`connection.${words}`), {
        action: { label: say('connection.showRun'), run: open },
      })
    })
  const resume = (): Promise<void> =>
    told(async () => {
      await api.call('resumeConnection', { path: { connection: id } })
      toast(say('connection.resumed', { company: company.name }))
    })
  return (
    <>
      <Restricted allowed={may && !paused} who={may ? say('connection.syncPaused') : say('pane.whoOperator')}>
        {(props, guard) => (
          <Button variant={paused ? 'default' : 'filled'} {...props} onClick={guard(() => void syncNow())}>
            {say('connection.syncNow')}
          </Button>
        )}
      </Restricted>
      <Restricted allowed={may} who={say('pane.whoOperator')}>
        {(props, guard) =>
          paused ? (
            <Button {...props} onClick={guard(() => void resume())}>
              {say('connection.resume')}
            </Button>
          ) : (
            <Button variant="default" {...props} onClick={guard(pause.open)}>
              {say('connection.pause')}
            </Button>
          )
        }
      </Restricted>
      {pausing && (
        <Ask
          title={say('connection.pauseTitle', { company: company.name })}
          text={say('connection.pauseText')}
          go={say('connection.pauseGo', { company: company.name })}
          keep={say('connection.keepGoing')}
          onClose={pause.close}
          onGo={() =>
            told(async () => {
              await api.call('pauseConnection', { path: { connection: id } })
              toast(say('connection.paused', { company: company.name }))
            })
          }
        />
      )}
    </>
  )
}
