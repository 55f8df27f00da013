import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { useLive } from '../api/live.ts'
import { recordQuery, useCompany, useMay } from '../api/queries.ts'
import type { RecordDetail } from '../api/types.ts'
import { actionNames } from '../grid/actions.ts'
import { useAct } from '../grid/use-act.tsx'
import { ConnectedCompany } from '../parts/connected.tsx'
import { Day } from '../parts/moment.tsx'
import { Money } from '../parts/money.tsx'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { StatusMark } from '../parts/status.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { told } from '../parts/told.ts'
import { Choices } from '../record/choices.tsx'
import { Neighbours } from '../record/neighbours.tsx'
import { Exchanges } from '../record/exchanges.tsx'
import { RecordProblem } from '../record/problem.tsx'
import { Sides } from '../record/sides.tsx'
import { Evidence, Gates, Links, Timeline } from '../record/story.tsx'
import { parseSearch } from '../search.ts'
import { say } from '../words/say.ts'

const none = {}

/** Is it the same on both sides? If not, why, and what next. */
export function RecordPage() {
  const { c } = useParams({ from: '/inside/c/$c/records/$type/$id' })
  return (
    <ConnectedCompany c={c} title={say('record.what')}>
      {(_company, connection) => <Loaded c={c} connection={connection} />}
    </ConnectedCompany>
  )
}

function Loaded({ c, connection }: { readonly c: string; readonly connection: string }) {
  const { type, id } = useParams({ from: '/inside/c/$c/records/$type/$id' })
  const { list = '' } = useSearch({ from: '/inside/c/$c/records/$type/$id' })
  const query = useQuery(recordQuery(connection, type, id))
  const { company } = useCompany(c)
  useLive(connection, true, none)
  const row = query.data?.record
  usePageTitle(row ? `${row.number}, ${row.statusLabel}` : say('record.what'), company?.name)
  return (
    <>
      <div className="row apart">
        <Link to="/c/$c/integration" params={{ c }} search={parseSearch(list)}>
          {say('record.back')}
        </Link>
        <Neighbours c={c} connection={connection} record={{ type, id }} list={list} />
      </div>
      <PageHead
        title={row ? titleOf(row) : say('record.what')}
        asOf={query.dataUpdatedAt}
        actions={query.data && <Actions c={c} connection={connection} detail={query.data} />}
      >
        {query.data && <Answer detail={query.data} />}
      </PageHead>
      <Pane query={query} what={say('record.what')} skeleton={[32, 240, 160]}>
        {(detail) => (
          <div className="columns">
            <div className="stack wide">
              {detail.problem && <RecordProblem problem={detail.problem} />}
              <Choices
                key={`${type} ${id} ${detail.record.reason}`}
                connection={connection}
                detail={detail}
              />
              <Sides key={`${type} ${id}`} detail={detail} />
              <Evidence text={detail.evidence} />
              <Exchanges key={`${type} ${id}`} connection={connection} type={type} id={id} />
            </div>
            <div className="stack wide">
              <Gates gates={detail.gates} />
              <Links c={c} detail={detail} />
              <Timeline key={`${type} ${id}`} entries={detail.timeline} />
            </div>
          </div>
        )}
      </Pane>
    </>
  )
}

function titleOf(row: RecordDetail['record']): string {
  return [`${row.typeLabel} ${row.number}`, row.party].filter((part) => part !== '').join(', ')
}

function Answer({ detail }: { readonly detail: RecordDetail }) {
  const { record, differences, remote } = detail
  const sentence =
    differences.length > 0
      ? say('record.differs', { n: differences.length })
      : remote === null
        ? say('record.notInIntacct')
        : remote.presence === 'gone'
          ? say('record.goneThere')
          : record.status === 'success'
            ? say('record.same')
            : ''
  return (
    <span className="stack tight">
      <span className="row">
        <StatusMark row={record} size={20} />
        {record.amount !== null && record.currency !== null && (
          <Money amount={record.amount} currency={record.currency} />
        )}
        {record.date !== null && <Day day={record.date} />}
      </span>
      <span>
        {[sentence, detail.problem === null ? record.message : ''].filter((part) => part !== '').join(' ')}
      </span>
    </span>
  )
}

/** What stands among the choices, with what comes of it, has no button of its own; nor has trying again what waits for a choice. */
function isOffered({ choices }: RecordDetail, action: string): boolean {
  return choices.some(({ choice }) => choice === action || action === 'synchronize')
}

interface ActionsProps {
  readonly c: string
  readonly connection: string
  readonly detail: RecordDetail
}

/** The cures by name; what the person may not use stays and says who may. */
function Actions({ c, connection, detail }: ActionsProps) {
  const { record, remote } = detail
  const may = useMay('operator')
  const act = useAct(c, connection)
  return (
    <>
      {actionNames
        .filter((action) => record.actions.includes(action) && !isOffered(detail, action))
        .map((action) => (
          <Restricted key={action} allowed={may} who={say('pane.whoOperator')}>
            {(props, guard) => (
              <Button
                variant={action === 'synchronize' || action === 'force_synchronize' ? 'filled' : 'default'}
                {...props}
                onClick={guard(() => void act(action, [record]))}
              >
                {say(`record.${action}`, { key: record.number })}
              </Button>
            )}
          </Restricted>
        ))}
      {record.status !== 'success' && detail.gates.length > 0 && (
        <Button
          variant="default"
          onClick={() => {
            const gates = document.getElementById('gates')
            gates?.scrollIntoView({ block: 'start' })
            gates?.focus()
          }}
        >
          {say('record.whyNot')}
        </Button>
      )}
      {remote !== null && (
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button variant="default" {...props} onClick={guard(() => void readAgain(connection, record))}>
              {say('record.readAgain')}
            </Button>
          )}
        </Restricted>
      )}
      {typeof remote?.url === 'string' && (
        <Button
          variant="default"
          component="a"
          href={remote.url}
          target="_blank"
          rel="noreferrer"
          rightSection={<IconExternalLink size={16} stroke={1.5} aria-hidden="true" />}
        >
          {say('record.openInIntacct')}
          <span className="unseen">, {say('record.newTab')}</span>
        </Button>
      )}
    </>
  )
}

/** Asks Intacct for this one record; the page follows by itself when it has changed. */
async function readAgain(connection: string, { type, id, number }: RecordDetail['record']): Promise<void> {
  const path = { connection, type, id }
  await told(() => api.call('readAgain', { path }), say('record.readAgainDone', { key: number }))
}
