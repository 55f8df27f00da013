import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { importsQuery, useCompany } from '../api/queries.ts'
import type { Company, Import } from '../api/types.ts'
import { ConnectedCompany } from '../parts/connected.tsx'
import { CopyButton } from '../parts/copy.tsx'
import { Moment } from '../parts/moment.tsx'
import { Count } from '../parts/money.tsx'
import { Empty, Pane } from '../parts/pane.tsx'
import { RunState } from '../parts/run.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { say } from '../words/say.ts'

const PAGE = 50
export const importCounts = ['stored', 'unchanged', 'refused'] as const

/** What was brought in by file or in bulk, by whom, and what was not. */
export function Imports() {
  const { c } = useParams({ from: '/inside/c/$c/imports' })
  usePageTitle(say('imports.title'), useCompany(c).company?.name)
  return (
    <ConnectedCompany c={c} title={say('imports.title')}>
      {(company, connection) => <Loaded key={connection} company={company} connection={connection} />}
    </ConnectedCompany>
  )
}

function Loaded({ company, connection }: { readonly company: Company; readonly connection: string }) {
  const [limit, setLimit] = useState(PAGE)
  const query = useQuery(importsQuery(connection, limit))
  const last = query.data?.items[0]
  return (
    <>
      <PageHead title={say('imports.title')} asOf={query.dataUpdatedAt}>
        {last && (
          <>
            {say('imports.last', { by: last.by ?? say('value.none') })} <Moment at={last.startedAt} />
          </>
        )}
      </PageHead>
      <Pane query={query} what={say('imports.what')} skeleton={[40, 40, 40]}>
        {({ items, next }) => (
          <>
            {items.length === 0 ? (
              <Empty title={say('imports.empty')} text={say('imports.emptyText')} />
            ) : (
              <ImportTable c={company.id} items={items} />
            )}
            {next !== null && (
              <div>
                <Button variant="default" onClick={() => setLimit(limit + PAGE)}>
                  {say('imports.older')}
                </Button>
              </div>
            )}
            <HowTo company={company.name} />
          </>
        )}
      </Pane>
    </>
  )
}

function ImportTable({ c, items }: { readonly c: string; readonly items: readonly Import[] }) {
  return (
    <div className="pane flush">
      <table className="list cards">
        <thead>
          <tr>
            <th scope="col">{say('imports.name')}</th>
            <th scope="col">{say('runs.state')}</th>
            <th scope="col">{say('imports.by')}</th>
            <th scope="col">{say('runs.started')}</th>
            {importCounts.map((name) => (
              <th key={name} scope="col" className="right">
                {say(`imports.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <th scope="row">
                <Link to="/c/$c/imports/$import" params={{ c, import: item.id }}>
                  {importName(item)}
                </Link>
              </th>
              <td>
                <RunState state={item.state} />
              </td>
              <td data-label={say('imports.by')}>{item.by ?? say('value.none')}</td>
              <td data-label={say('runs.started')}>
                <Moment at={item.startedAt} stop={false} />
              </td>
              {importCounts.map((name) => (
                <td key={name} data-label={say(`imports.${name}`)} className="right">
                  <Count n={item.counts[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The name of the file; a delivery over the API has none. */
export function importName({ name }: Import): string {
  return name === '' ? say('imports.unnamed') : name
}

/** Files come in by the command line: a CSV of any length is read where it lies. */
function HowTo({ company }: { readonly company: string }) {
  const command = `npx tieout import invoices.csv --company "${company.replaceAll('"', '\\"')}" --round none`
  return (
    <section className="pane stack" aria-labelledby="how">
      <h2 id="how">{say('imports.how')}</h2>
      <p className="text">{say('imports.howText')}</p>
      <pre className="said" tabIndex={0}>
        {command}
      </pre>
      <div>
        <CopyButton text={command} label={say('imports.copy')} />
      </div>
    </section>
  )
}
