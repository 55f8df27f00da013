import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { companiesQuery, useMay } from '../api/queries.ts'
import type { Company, Health } from '../api/types.ts'
import bars from '../grid/bars.module.css'
import { Moment, NotSet } from '../parts/moment.tsx'
import { Count, Moneys } from '../parts/money.tsx'
import { Empty, Pane } from '../parts/pane.tsx'
import { healthLook, HealthMark } from '../parts/status.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { sumByCurrency } from '../words/format.ts'
import { say } from '../words/say.ts'
import { AddCompany } from './add-company.tsx'

/** Worst first. */
const order: readonly Health[] = [
  'not_working',
  'needs_someone',
  'working',
  'not_connected',
  'paused',
  'agrees',
]

export function Overview() {
  const query = useQuery(companiesQuery)
  const mayAdd = useMay('owner')
  const [adding, add] = useDisclosure(false)
  usePageTitle(say('overview.title'))
  const companies = query.data ?? []
  const needy = companies.filter(needsSomeone)
  const worst = [...needy].sort(byHarm)[0]
  const addButton = mayAdd && (
    <Button variant={worst ? 'default' : 'filled'} onClick={add.open}>
      {say('overview.add')}
    </Button>
  )
  return (
    <>
      <PageHead
        title={say('overview.title')}
        asOf={query.dataUpdatedAt}
        actions={
          <>
            {worst && (
              <Button renderRoot={(props) => <Link to="/c/$c" params={{ c: worst.id }} {...props} />}>
                {say('overview.openWorst', { company: worst.name })}
              </Button>
            )}
            {companies.length > 0 && addButton}
          </>
        }
      >
        {companies.length > 0 &&
          (needy.length === 0
            ? say('overview.sentenceNone', { n: companies.length })
            : companies.length === 1
              ? say('overview.sentenceOnly')
              : say('overview.sentence', { n: needy.length, total: companies.length }))}
      </PageHead>
      <Pane query={query} what={say('overview.what')} skeleton={[32, 240]}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={say('overview.empty')} text={say('overview.emptyText')}>
              {mayAdd ? addButton : <p>{say('pane.whoOwner')}</p>}
            </Empty>
          ) : (
            <Companies companies={all} />
          )
        }
      </Pane>
      {adding && <AddCompany onClose={add.close} />}
    </>
  )
}

function needsSomeone({ health }: Company): boolean {
  return health === 'not_working' || health === 'needs_someone'
}

function byHarm(a: Company, b: Company): number {
  return (
    order.indexOf(a.health) - order.indexOf(b.health) ||
    b.counts.open - a.counts.open ||
    a.name.localeCompare(b.name)
  )
}

function Companies({ companies }: { readonly companies: readonly Company[] }) {
  const search = useSearch({ from: '/inside/' })
  const navigate = useNavigate()
  const wanted = order.find((health) => health === search.health)
  const shown = companies.filter(({ health }) => wanted === undefined || health === wanted).sort(byHarm)
  const pick = (health: string): void =>
    void navigate({ to: '/', search: health === '' ? {} : { health }, replace: true })
  const sums = sumByCurrency(companies.flatMap(({ amounts }) => amounts))
  return (
    <div className="stack wide">
      {sums.length > 0 && (
        <p>
          {say('overview.money')} <Moneys sums={sums} />
        </p>
      )}
      <div role="group" aria-label={say('overview.health')} className={bars.tabs}>
        <button
          type="button"
          className={bars.tab}
          aria-pressed={wanted === undefined}
          onClick={() => pick('')}
        >
          {say('overview.filterAll')} <Count n={companies.length} />
        </button>
        {order.map((health) => (
          <HealthTab
            key={health}
            health={health}
            companies={companies}
            picked={health === wanted}
            onPick={pick}
          />
        ))}
      </div>
      {shown.length === 0 ? (
        <Empty title={say('overview.filterNone', { n: companies.length })}>
          <Button variant="default" onClick={() => pick('')}>
            {say('grid.clear')}
          </Button>
        </Empty>
      ) : (
        <div className="pane flush">
          <table className="list cards">
            <thead>
              <tr>
                <th scope="col">{say('overview.company')}</th>
                <th scope="col">{say('overview.health')}</th>
                <th scope="col" className="right">
                  {say('overview.open')}
                </th>
                <th scope="col" className="right">
                  {say('overview.total')}
                </th>
                <th scope="col">{say('overview.notInAgreement')}</th>
                <th scope="col">{say('overview.lastSync')}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((company) => (
                <CompanyRow key={company.id} company={company} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  )
}

interface TabProps {
  readonly health: Health
  readonly companies: readonly Company[]
  readonly picked: boolean
  readonly onPick: (health: string) => void
}

function HealthTab({ health, companies, picked, onPick }: TabProps) {
  const n = companies.filter((company) => company.health === health).length
  if (n === 0 && !picked) return null
  const { icon: Sign, tone } = healthLook(health)
  return (
    <button type="button" className={bars.tab} aria-pressed={picked} onClick={() => onPick(health)}>
      <Sign size={16} stroke={1.5} color={`var(--tone-${tone})`} aria-hidden="true" />
      {say(`health.${health}`)} <Count n={n} />
    </button>
  )
}

function CompanyRow({ company }: { readonly company: Company }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/c/$c" params={{ c: company.id }}>
          {company.name}
        </Link>
      </th>
      <td>
        <HealthMark health={company.health} text={company.healthText} />
      </td>
      <td className="right" data-label={say('overview.open')}>
        <Count n={company.counts.open} />
      </td>
      <td className="right" data-label={say('overview.total')}>
        <Count n={company.counts.total} />
      </td>
      <td data-label={say('overview.notInAgreement')}>
        {company.health === 'not_connected' ? (
          <NotSet />
        ) : company.amounts.length === 0 ? (
          '0'
        ) : (
          <Moneys sums={company.amounts} />
        )}
      </td>
      <td data-label={say('overview.lastSync')}>
        <Moment at={company.lastSyncAt} stop={false} />
      </td>
    </tr>
  )
}
