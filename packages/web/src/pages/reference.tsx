import { Button, Progress } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { referenceQuery, useCompany, useMay } from '../api/queries.ts'
import type { Reference, ReferenceKind } from '../api/types.ts'
import { ConnectedCompany } from '../parts/connected.tsx'
import { refusedBy } from '../parts/form.ts'
import { Moment } from '../parts/moment.tsx'
import { Count } from '../parts/money.tsx'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { toast } from '../parts/toasts.tsx'
import { ReferenceList } from '../reference/list.tsx'
import { say } from '../words/say.ts'

/** What Tieout knows of Intacct's lists: how many, how fresh, and each record of them. */
export function ReferencePage() {
  const { c } = useParams({ from: '/inside/c/$c/reference' })
  usePageTitle(say('reference.title'), useCompany(c).company?.name)
  return (
    <ConnectedCompany c={c} title={say('reference.title')}>
      {(_company, connection) => <Loaded key={connection} c={c} connection={connection} />}
    </ConnectedCompany>
  )
}

function Loaded({ c, connection }: { readonly c: string; readonly connection: string }) {
  const query = useQuery(referenceQuery(connection))
  const { kind } = useSearch({ from: '/inside/c/$c/reference' })
  return (
    <>
      <PageHead
        title={say('reference.title')}
        asOf={query.dataUpdatedAt}
        actions={<Refresh connection={connection} running={(query.data?.running ?? null) !== null} />}
      >
        {query.data && <Sentence cache={query.data} />}
      </PageHead>
      <Pane query={query} what={say('reference.what')} skeleton={[40, 320]}>
        {(cache) => {
          const chosen = cache.kinds.find(({ type }) => type === kind)
          return (
            <>
              <RefreshProgress cache={cache} />
              {chosen ? (
                <ReferenceList key={chosen.type} c={c} connection={connection} kind={chosen} />
              ) : (
                groups.map((group) => (
                  <KindTable
                    key={group}
                    c={c}
                    group={group}
                    kinds={cache.kinds.filter((each) => each.group === group)}
                  />
                ))
              )}
            </>
          )
        }}
      </Pane>
    </>
  )
}

const groups = ['ledger', 'banking', 'terms', 'dimensions', 'documents'] as const

function Sentence({ cache: { lastAt, lastFailure, lastFailureAt, nextAt } }: { readonly cache: Reference }) {
  return (
    <>
      {lastAt === null ? (
        say('reference.never')
      ) : (
        <>
          {say('reference.last')} <Moment at={lastAt} />
        </>
      )}
      {', '}
      {say('reference.next')} {nextAt === null ? say('reference.byHand') : <Moment at={nextAt} as="clock" />}
      {lastFailure !== null && (lastFailureAt ?? '') > (lastAt ?? '') && (
        <>
          {'. '}
          {say('reference.incomplete')} <Moment at={lastFailureAt} />: {lastFailure}
        </>
      )}
    </>
  )
}

function RefreshProgress({ cache: { running } }: { readonly cache: Reference }) {
  if (running === null) return null
  const { done, of, title } = running
  const words =
    of === null ? say('reference.refreshingSoon') : say('reference.refreshing', { done, of, title })
  return (
    <section className="pane stack tight" aria-label={say('reference.refreshingSoon')}>
      <span className="figure">{words}</span>
      <Progress value={of === null ? 0 : (100 * done) / of} size="sm" aria-label={words} />
    </section>
  )
}

function Refresh({ connection, running }: { readonly connection: string; readonly running: boolean }) {
  const client = useQueryClient()
  const may = useMay('operator')
  const start = async (full: boolean): Promise<void> => {
    try {
      await api.call('refreshReference', { path: { connection }, body: { full } })
      toast(say('reference.started'))
    } catch (error) {
      const { message, cure } = refusedBy(error)
      toast([message, cure].filter((part) => part !== null && part !== '').join(' '), { done: false })
    }
    await client.invalidateQueries({ queryKey: ['reference', connection] })
  }
  const who = may ? say('reference.refreshingSoon') : say('pane.whoOperator')
  return (
    <>
      <Restricted allowed={may && !running} who={who}>
        {(props, guard) => (
          <Button {...props} onClick={guard(() => void start(false))}>
            {say('reference.refresh')}
          </Button>
        )}
      </Restricted>
      <Restricted allowed={may && !running} who={who}>
        {(props, guard) => (
          <Button variant="default" {...props} onClick={guard(() => void start(true))}>
            {say('reference.refreshAll')}
          </Button>
        )}
      </Restricted>
    </>
  )
}

/** Columns of all tables stand under one another. */
const widths = ['36%', '10%', '10%', '16%', '28%'] as const

interface KindTableProps {
  readonly c: string
  readonly group: (typeof groups)[number]
  readonly kinds: readonly ReferenceKind[]
}

function KindTable({ c, group, kinds }: KindTableProps) {
  return (
    <section className="stack tight" aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>{say(`reference.group.${group}`)}</h2>
      <div className="pane flush">
        <table className="list cards">
          <colgroup>
            {widths.map((width, index) => (
              <col key={index} style={{ width }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{say('reference.kind')}</th>
              <th scope="col" className="right">
                {say('reference.active')}
              </th>
              <th scope="col" className="right">
                {say('reference.all')}
              </th>
              <th scope="col">{say('reference.read')}</th>
              <th scope="col">{say('reference.note')}</th>
            </tr>
          </thead>
          <tbody>
            {kinds.map((kind) => (
              <tr key={kind.type}>
                <th scope="row">
                  <Link to="/c/$c/reference" params={{ c }} search={{ kind: kind.type }}>
                    {kind.title}
                  </Link>
                </th>
                <td data-label={say('reference.active')} className="right">
                  <Count n={kind.usable} />
                </td>
                <td data-label={say('reference.all')} className="right">
                  <Count n={kind.records} />
                </td>
                <td data-label={say('reference.read')}>
                  <Moment at={kind.lastSuccessAt} stop={false} />
                </td>
                <td data-label={say('reference.note')}>{noteOf(kind)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** Why it could not be read; nothing where all is well. */
function noteOf({ failure, lastAttemptAt }: ReferenceKind): string {
  if (failure !== null) return `${failure.sentence} ${failure.cure}`
  return lastAttemptAt === null ? say('reference.notRead') : say('value.none')
}
