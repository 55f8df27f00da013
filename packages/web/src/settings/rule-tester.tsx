import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/api.ts'
import type { AccountTest } from '../api/types.ts'
import { Pane } from '../parts/pane.tsx'
import { say } from '../words/say.ts'
import { columnsOf, entriesOf, inputId, meant, situationColumns } from './columns.ts'
import type { Entry } from './columns.ts'
import { EntryInput } from './entry-input.tsx'
import css from './settings.module.css'

const typingMs = 200

function testQuery(connection: string, asked: Entry, rules: string) {
  const { use = 'deposit', ...given } = asked
  const conditions = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ''))
  return queryOptions({
    queryKey: ['account-rules', connection, asked, rules],
    queryFn: ({ signal }) =>
      api.call(
        'testAccountRules',
        { path: { connection }, body: { use, ...conditions, rules: entriesOf(rules) } as AccountTest },
        signal,
      ),
    placeholderData: keepPreviousData,
  })
}

interface Props {
  readonly connection: string
  /** The rules as they are in the form, saved or not. */
  readonly rules: string
}

/** Which account a payment or document would get by these rules, and because of which one. */
export function RuleTester({ connection, rules }: Props) {
  const [asked, setAsked] = useState<Entry>({ use: 'deposit' })
  const [settled] = useDebouncedValue(asked, typingMs)
  const [written] = useDebouncedValue(rules, typingMs)
  const isWhole = entriesOf(written).every((entry) => (entry['account'] ?? '') !== '')
  const query = useQuery({ ...testQuery(connection, settled, written), enabled: isWhole })
  return (
    <section className="pane stack" aria-labelledby="rule-tester">
      <h2 id="rule-tester">{say('settings.tester')}</h2>
      <p className="dimmed text">{say('settings.testerText')}</p>
      <div className={css.columns}>
        {columnsOf(situationColumns, asked).map((column) => (
          <EntryInput
            key={column.name}
            id={inputId('tester', 0, column)}
            column={{
              ...column,
              ...(column.any === undefined ? {} : { any: 'settings.testerAny' as const }),
            }}
            entry={asked}
            error={undefined}
            readOnly={false}
            connection={connection}
            onChange={(value) =>
              setAsked((before) => meant(situationColumns, { ...before, [column.name]: value }))
            }
          />
        ))}
      </div>
      {!isWhole && <p role="status">{say('settings.testerIncomplete')}</p>}
      {isWhole && (
        <Pane query={query} what={say('settings.testerWhat')} skeleton={[24, 60]}>
          {(answer) => (
            <div className="stack">
              <p role="status" className={css.answer}>
                {answer.sentence}
              </p>
              {answer.rules.length > 0 && (
                <table className="list">
                  <thead>
                    <tr>
                      <th scope="col">{say('settings.testerRule')}</th>
                      <th scope="col">{say('settings.rule.account')}</th>
                      <th scope="col">{say('settings.testerWhy')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {answer.rules.map((each) => (
                      <tr key={each.rule}>
                        <th scope="row">{say('settings.rule.one', { n: each.rule })}</th>
                        <td className="figure">{each.account}</td>
                        <td>{each.sentence}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              {answer.ties.length > 0 && (
                <div className="stack tight">
                  <h3>{say('settings.ties', { n: answer.ties.length })}</h3>
                  <ul>
                    {answer.ties.map((tie) => (
                      <li key={tie.rules.join('-')}>{tie.sentence}</li>
                    ))}
                  </ul>
                </div>
              )}
            </div>
          )}
        </Pane>
      )}
    </section>
  )
}
