import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { importQuery, useCompany } from '../api/queries.ts'
import type { ImportDetail } from '../api/types.ts'
import { ConnectedCompany } from '../parts/connected.tsx'
import { Moment } from '../parts/moment.tsx'
import { Count } from '../parts/money.tsx'
import { Pane } from '../parts/pane.tsx'
import { RunHead } from '../parts/run-head.tsx'
import { usePageTitle } from '../parts/title.tsx'
import { say } from '../words/say.ts'
import { importCounts, importName } from './imports.tsx'

/** One import: what became of its rows, and why some were refused. */
export function ImportPage() {
  const { c, import: id } = useParams({ from: '/inside/c/$c/imports/$import' })
  usePageTitle(say('imports.title'), useCompany(c).company?.name)
  return (
    <ConnectedCompany c={c} title={say('imports.title')}>
      {(_company, connection) => <Loaded key={id} c={c} connection={connection} id={id} />}
    </ConnectedCompany>
  )
}

interface LoadedProps {
  readonly c: string
  readonly connection: string
  readonly id: string
}

function Loaded({ c, connection, id }: LoadedProps) {
  const query = useQuery(importQuery(connection, id))
  return (
    <>
      <RunHead
        back={
          <Link to="/c/$c/imports" params={{ c }}>
            {say('imports.all')}
          </Link>
        }
        title={query.data ? importName(query.data) : say('imports.one')}
        state={query.data?.state}
        asOf={query.dataUpdatedAt}
      />
      <Pane query={query} what={say('imports.oneWhat')} skeleton={[120, 120]}>
        {(data) => (
          <>
            <Facts data={data} />
            <Refusals data={data} />
          </>
        )}
      </Pane>
    </>
  )
}

function Facts({ data }: { readonly data: ImportDetail }) {
  return (
    <section className="pane">
      <dl className="facts">
        <dt>{say('imports.by')}</dt>
        <dd>{data.by ?? say('value.none')}</dd>
        <dt>{say('runs.started')}</dt>
        <dd>
          <Moment at={data.startedAt} />
        </dd>
        {importCounts.map((name) => (
          <Fact key={name} name={name} n={data.counts[name]} />
        ))}
      </dl>
    </section>
  )
}

function Fact({ name, n }: { readonly name: (typeof importCounts)[number]; readonly n: number }) {
  return (
    <>
      <dt>{say(`imports.${name}`)}</dt>
      <dd>
        <Count n={n} /> <span className="dimmed small">{say(`imports.${name}Text`)}</span>
      </dd>
    </>
  )
}

function Refusals({ data: { refusals, counts } }: { readonly data: ImportDetail }) {
  if (refusals.length === 0) return null
  return (
    <section className="pane flush" aria-labelledby="refusals">
      <h2 id="refusals" className="inset">
        {say('imports.refusals', { n: counts.refused })}
      </h2>
      {refusals.length < counts.refused && (
        <p className="inset dimmed">{say('imports.first', { n: refusals.length })}</p>
      )}
      <table className="list cards">
        <thead>
          <tr>
            <th scope="col">{say('imports.line')}</th>
            <th scope="col">{say('imports.record')}</th>
            <th scope="col">{say('imports.why')}</th>
            <th scope="col">{say('imports.cure')}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map(({ line, type, id, reason, cure }) => (
            <tr key={`${String(line)} ${type ?? ''} ${reason}`}>
              <th scope="row">{say('imports.lineN', { n: line })}</th>
              <td data-label={say('imports.record')}>
                {id === null ? say('value.none') : `${type ?? ''} ${id}`.trim()}
              </td>
              <td data-label={say('imports.why')}>{reason}</td>
              <td data-label={say('imports.cure')}>{cure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
