import { Button, TextInput } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { companiesQuery } from '../api/queries.ts'
import type { Company } from '../api/types.ts'
import item from '../parts/panel-item.module.css'
import { Panel } from '../parts/panel.tsx'
import { healthLook } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import css from './company-switcher.module.css'

const SEARCH_FROM = 8
const SHOWN = 50

/** Chooses the company whose pages are shown. */
export function CompanySwitcher() {
  const { data = [] } = useQuery(companiesQuery)
  const { c } = useParams({ strict: false })
  const current = data.find((company) => company.id === c)
  return (
    <Panel
      label={say('frame.chooseCompany')}
      width={300}
      position="bottom-start"
      button={(_open, toggle) => (
        <Button
          variant="default"
          className={css.button ?? ''}
          onClick={toggle}
          rightSection={<IconChevronDown size={16} stroke={1.5} aria-hidden="true" />}
        >
          <span className="unseen">{say('frame.company')}: </span>
          <span className={css.name} data-truncates title={current?.name}>
            {current?.name ?? say('frame.allCompanies')}
          </span>
        </Button>
      )}
    >
      {(close) => <Choices companies={data} current={c} close={close} />}
    </Panel>
  )
}

interface ChoicesProps {
  readonly companies: readonly Company[]
  readonly current: string | undefined
  readonly close: () => void
}

function Choices({ companies, current, close }: ChoicesProps) {
  const [wanted, setWanted] = useState('')
  const found = companies.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()))
  return (
    <>
      {companies.length > SEARCH_FROM && (
        <TextInput
          data-autofocus
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          label={say('frame.chooseCompany')}
          mb={8}
        />
      )}
      <Link to="/" onClick={close} className={item.item ?? ''}>
        {say('frame.allCompanies')}
      </Link>
      <div className={item.line} />
      <ul className="plain">
        {found.slice(0, SHOWN).map((company) => {
          const look = healthLook(company.health)
          const Sign = look.icon
          return (
            <li key={company.id}>
              <Link
                to="/c/$c"
                params={{ c: company.id }}
                onClick={close}
                aria-current={company.id === current ? 'true' : undefined}
                className={item.item ?? ''}
              >
                <Sign size={16} stroke={1.5} color={`var(--tone-${look.tone})`} aria-hidden="true" />
                <span>
                  {company.name}
                  <span className="unseen">, {say(`health.${company.health}`)}</span>
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}
