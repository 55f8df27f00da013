import { Button } from '@mantine/core'
import { IconCircleCheck, IconFlag, IconPlayerPause, IconPlugOff, IconProgress } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { integrationsQuery, useCompany } from '../api/queries.ts'
import type { Company } from '../api/types.ts'
import { Empty, NotFound, Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { Toned } from '../parts/status.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { told } from '../parts/told.ts'
import { say } from '../words/say.ts'
import { answered } from './steps.ts'
import css from './wizard.module.css'

const looks = {
  not_connected: { icon: IconPlugOff, tone: 'grey' },
  connecting: { icon: IconProgress, tone: 'pending' },
  connected: { icon: IconCircleCheck, tone: 'success' },
  needs_someone: { icon: IconFlag, tone: 'desynchronized' },
  paused: { icon: IconPlayerPause, tone: 'grey' },
} as const

/** Which connectors there are, how each stands, and who can connect. */
export function IntegrationsPage() {
  const { c } = useParams({ from: '/inside/c/$c/integrations' })
  const { query, company } = useCompany(c)
  usePageTitle(say('integrations.title'), company?.name)
  return (
    <Pane query={query} what={say('overview.what')} skeleton={[28, 160]}>
      {(companies) => {
        const found = companies.find(({ id }) => id === c)
        return found === undefined ? <NotFound /> : <Cards company={found} />
      }}
    </Pane>
  )
}

function Cards({ company }: { readonly company: Company }) {
  const client = useQueryClient()
  const query = useQuery(integrationsQuery(company.id))
  const c = company.id
  const show = async (connector: string, shown: boolean): Promise<void> => {
    await told(
      () => api.call('showIntegration', { path: { connector }, body: { shown } }),
      say(shown ? 'integrations.show' : 'integrations.hide'),
    )
    await client.invalidateQueries({ queryKey: ['integrations'] })
  }
  return (
    <>
      <PageHead title={say('integrations.title')} asOf={query.dataUpdatedAt}>
        {say('integrations.lead', { company: company.name })}
      </PageHead>
      <Pane query={query} what={say('integrations.what')} skeleton={[160]}>
        {({ items, mayConnect, owners }) => (
          <>
            {items.length === 0 && (
              <Empty title={say('integrations.none')} text={say('integrations.noneText')} />
            )}
            <div className={css.cards}>
              {items.map((card) => {
                const { connector, title, text, shown, state, sentence, step } = card
                const who = say('integrations.whoCan', { who: owners.join(', ') })
                const words =
                  state === 'connecting' && step !== null
                    ? say('integrations.state.connecting', {
                        step: say(`wizard.step.${step}`),
                        n: answered.indexOf(step) + 1,
                        of: answered.length,
                      })
                    : state === 'connecting'
                      ? say('wizard.step.what-syncs')
                      : say(`integrations.state.${state}`)
                return (
                  <section key={connector} className="pane stack" aria-labelledby={connector}>
                    <h2 id={connector}>{title}</h2>
                    <p>{text}</p>
                    <Toned {...looks[state]}>{words}</Toned>
                    {(state === 'connected' || state === 'needs_someone' || state === 'paused') && (
                      <p className="dimmed">{sentence}</p>
                    )}
                    <div className="row">
                      {state === 'not_connected' || state === 'connecting' ? (
                        <Restricted allowed={mayConnect} who={who}>
                          {(props) =>
                            mayConnect ? (
                              <Button
                                {...props}
                                renderRoot={(root) => <Link to="/c/$c/connect" params={{ c }} {...root} />}
                              >
                                {say(state === 'connecting' ? 'integrations.goOn' : 'integrations.connect')}
                              </Button>
                            ) : (
                              <Button {...props}>{say('integrations.connect')}</Button>
                            )
                          }
                        </Restricted>
                      ) : (
                        <Button
                          variant="default"
                          renderRoot={(root) => <Link to="/c/$c" params={{ c }} {...root} />}
                        >
                          {say('integrations.open')}
                        </Button>
                      )}
                      {mayConnect && (
                        <Button variant="subtle" onClick={() => void show(connector, !shown)}>
                          {say(shown ? 'integrations.hide' : 'integrations.show')}
                        </Button>
                      )}
                    </div>
                    {!shown && <p className="dimmed small">{say('integrations.hidden')}</p>}
                    {!mayConnect && <p className="dimmed small">{who}</p>}
                  </section>
                )
              })}
            </div>
          </>
        )}
      </Pane>
    </>
  )
}
