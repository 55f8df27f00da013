import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { auditQuery } from '../api/queries.ts'
import type { AuditEntry } from '../api/types.ts'
import { Moment } from '../parts/moment.tsx'
import { Empty, Pane } from '../parts/pane.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { changesOf } from '../words/changes.ts'
import { say } from '../words/say.ts'

const PAGE = 100

/** Who did what, when, from where, before and after; newest first, nothing moves. */
export function Audit() {
  const [limit, setLimit] = useState(PAGE)
  const query = useQuery(auditQuery(limit))
  const { q = '' } = useSearch({ from: '/inside/audit' })
  const navigate = useNavigate()
  usePageTitle(say('audit.title'))
  const newest = query.data?.items[0]
  return (
    <>
      <PageHead title={say('audit.title')} asOf={query.dataUpdatedAt}>
        {newest && (
          <>
            {say('audit.last')} <Moment at={newest.at} />
          </>
        )}
      </PageHead>
      <Pane query={query} what={say('audit.what')} skeleton={[40, 40, 40, 40]}>
        {({ items, next }) => {
          if (items.length === 0) return <Empty title={say('audit.empty')} text={say('audit.emptyText')} />
          const shown = items.filter((entry) => wordsOf(entry).includes(q.toLowerCase()))
          return (
            <>
              <TextInput
                className="form"
                label={say('audit.filter')}
                value={q}
                onChange={(event) =>
                  void navigate({
                    to: '/audit',
                    search: event.currentTarget.value === '' ? {} : { q: event.currentTarget.value },
                    replace: true,
                  })
                }
              />
              {shown.length === 0 ? <Empty title={say('audit.filterNone')} /> : <Entries entries={shown} />}
              {next !== null && (
                <div>
                  <Button variant="default" onClick={() => setLimit(limit + PAGE)}>
                    {say('audit.older')}
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Pane>
    </>
  )
}

function wordsOf({ actor, action, target, ip }: AuditEntry): string {
  return [actor, action, target, ip ?? ''].join(' ').toLowerCase()
}

function Entries({ entries }: { readonly entries: readonly AuditEntry[] }) {
  return (
    <div className="pane flush">
      <table className="list cards">
        <thead>
          <tr>
            <th scope="col">{say('audit.when')}</th>
            <th scope="col">{say('audit.actor')}</th>
            <th scope="col">{say('audit.action')}</th>
            <th scope="col">{say('audit.target')}</th>
            <th scope="col">{say('audit.change')}</th>
            <th scope="col">{say('audit.from')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.seq}>
              <td className="nowrap">
                <Moment at={entry.at} as="clock" stop={false} />
              </td>
              <th scope="row">{entry.actor}</th>
              <td>{actionWords(entry.action)}</td>
              <td data-label={say('audit.target')}>{entry.target}</td>
              <td data-label={say('audit.change')}>
                <Changes before={entry.before} after={entry.after} />
              </td>
              <td className="figure" data-label={say('audit.from')}>
                {entry.ip ?? say('value.none')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** `records.force_synchronize` → `Records: force synchronize`. */
function actionWords(action: string): string {
  const [what = '', ...rest] = action.split('.')
  const words = [what, ...rest].map((part) => part.replaceAll('_', ' '))
  const text = words.join(': ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** What became of each setting or field, one a line. */
function Changes({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const changes = changesOf(before, after)
  if (changes.length === 0) return say('value.none')
  const both = before !== null && after !== null
  return (
    <ul className="plain">
      {changes.map((change) => (
        <li key={change.name}>
          <span className="dimmed">{change.name}</span>{' '}
          {before !== null && (
            <>
              <del>{change.before ?? say('audit.nothing')}</del>
              {both && ' → '}
            </>
          )}
          {after !== null && (change.after ?? say('audit.nothing'))}
        </li>
      ))}
    </ul>
  )
}
