import { Button } from '@mantine/core'
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useLive } from '../api/live.ts'
import { companiesQuery, problemsQuery, useCompany } from '../api/queries.ts'
import type { Company, ProblemCard } from '../api/types.ts'
import { ConnectedCompany } from '../parts/connected.tsx'
import { Empty, Failed, Pane, Waiting } from '../parts/pane.tsx'
import { ProblemPane } from '../parts/problem-pane.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { say } from '../words/say.ts'

const none = {}

function total(cards: readonly ProblemCard[]): number {
  return cards.reduce((sum, { records }) => sum + records, 0)
}

function Sentence({ cards }: { readonly cards: readonly ProblemCard[] }) {
  if (cards.length === 0) return say('problems.none')
  return say('problems.sentence', { n: cards.length, records: say('problems.records', { n: total(cards) }) })
}

export function CompanyProblems() {
  const { c } = useParams({ from: '/inside/c/$c/problems' })
  usePageTitle(say('problems.title'), useCompany(c).company?.name)
  return (
    <ConnectedCompany c={c} title={say('problems.title')}>
      {(company, connection) => <OfCompany key={connection} company={company} connection={connection} />}
    </ConnectedCompany>
  )
}

function OfCompany({ company, connection }: { readonly company: Company; readonly connection: string }) {
  const query = useQuery(problemsQuery(connection))
  useLive(connection, true, none)
  return (
    <>
      <PageHead title={say('problems.title')} asOf={query.dataUpdatedAt}>
        {query.data && <Sentence cards={query.data.items} />}
      </PageHead>
      <Pane query={query} what={say('problems.what')} skeleton={[160, 160]}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty title={say('problems.none')} text={say('problems.noneText')} />
          ) : (
            items.map((card) => (
              <ProblemPane
                key={`${card.cause} ${card.about}`}
                company={company}
                connection={connection}
                card={card}
              />
            ))
          )
        }
      </Pane>
    </>
  )
}

/** The causes of every company, company by company; one that cannot be read says so for itself. */
export function AllProblems() {
  const companies = useQuery(companiesQuery)
  const connected = (companies.data ?? []).filter(
    ({ connection, counts }) => connection !== null && counts.open > 0,
  )
  const answers = useQueries({
    queries: connected.map(({ connection }) => problemsQuery(connection?.id ?? '')),
  })
  const cards = answers.flatMap(({ data }) => data?.items ?? [])
  const complete = companies.data !== undefined && answers.every(({ data }) => data !== undefined)
  usePageTitle(say('problems.title'))
  return (
    <>
      <PageHead title={say('problems.title')} asOf={complete ? companies.dataUpdatedAt : 0}>
        {complete && <Sentence cards={cards} />}
      </PageHead>
      <Pane query={companies} what={say('overview.what')} skeleton={[160, 160]}>
        {() =>
          complete && cards.length === 0 ? (
            <Empty title={say('problems.none')} text={say('problems.noneText')} />
          ) : (
            connected.map((company, index) => {
              const answer = answers[index]
              if (!answer || company.connection === null) return null
              const { id } = company.connection
              if (answer.data?.items.length === 0) return null
              return (
                <section key={company.id} className="stack" aria-labelledby={`of-${company.id}`}>
                  <div className="row">
                    <h2 id={`of-${company.id}`}>{company.name}</h2>
                    <Button
                      size="xs"
                      variant="default"
                      renderRoot={(props) => (
                        <Link to="/c/$c/problems" params={{ c: company.id }} {...props} />
                      )}
                    >
                      {say('overview.openWorst', { company: company.name })}
                    </Button>
                  </div>
                  {answer.data?.items.map((card) => (
                    <ProblemPane
                      key={`${card.cause} ${card.about}`}
                      company={company}
                      connection={id}
                      card={card}
                    />
                  ))}
                  {!answer.data && answer.error && (
                    <Failed
                      what={say('problems.what')}
                      error={answer.error}
                      retry={() => void answer.refetch()}
                    />
                  )}
                  {!answer.data && !answer.error && <Waiting what={say('problems.what')} skeleton={[160]} />}
                </section>
              )
            })
          )
        }
      </Pane>
    </>
  )
}
