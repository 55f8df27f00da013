import {
  IconAlertTriangle,
  IconApps,
  IconBuilding,
  IconDatabase,
  IconFileImport,
  IconHistory,
  IconKey,
  IconLayoutList,
  IconPlayerTrackNext,
  IconPlug,
  IconSettings,
  type Icon,
} from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { useCompany } from '../api/queries.ts'
import { say } from '../words/say.ts'
import css from './side-nav.module.css'

/** The pages: those of the whole workspace, and those of the chosen company. */
export function SideNav() {
  const { c } = useParams({ strict: false })
  return (
    <div className={css.nav}>
      <ul className="plain">
        <li>
          <Entry icon={IconBuilding} to="/" exact label={say('nav.overview')} />
        </li>
        <li>
          <Entry icon={IconAlertTriangle} to="/problems" exact label={say('nav.problems')} />
        </li>
      </ul>
      {c !== undefined && <CompanyPages c={c} />}
      <ul className={`plain ${css.last ?? ''}`}>
        <li>
          <Entry icon={IconKey} to="/access/users" label={say('nav.users')} />
        </li>
        <li>
          <Entry icon={IconHistory} to="/audit" label={say('nav.audit')} />
        </li>
      </ul>
    </div>
  )
}

function CompanyPages({ c }: { readonly c: string }) {
  const { company } = useCompany(c)
  const params = { c }
  return (
    <section aria-labelledby="nav-company" className={css.company}>
      <h2 id="nav-company" className={css.heading}>
        {company?.name ?? say('frame.company')}
      </h2>
      <ul className="plain">
        <li>
          <Entry icon={IconPlug} to="/c/$c" params={params} exact label={say('nav.connection')} />
        </li>
        <li>
          <Entry icon={IconApps} to="/c/$c/integrations" params={params} label={say('nav.integrations')} />
        </li>
        <li>
          <Entry
            icon={IconLayoutList}
            to="/c/$c/integration"
            params={params}
            label={say('nav.integration')}
          />
        </li>
        <li>
          <Entry icon={IconAlertTriangle} to="/c/$c/problems" params={params} label={say('nav.problems')} />
        </li>
        <li>
          <Entry icon={IconPlayerTrackNext} to="/c/$c/runs" params={params} label={say('nav.runs')} />
        </li>
        <li>
          <Entry icon={IconFileImport} to="/c/$c/imports" params={params} label={say('nav.imports')} />
        </li>
        <li>
          <Entry icon={IconDatabase} to="/c/$c/reference" params={params} label={say('nav.reference')} />
        </li>
        <li>
          <Entry icon={IconSettings} to="/c/$c/settings" params={params} label={say('nav.settings')} />
        </li>
      </ul>
    </section>
  )
}

interface EntryProps {
  readonly icon: Icon
  readonly label: string
  readonly to:
    | '/'
    | '/problems'
    | '/c/$c'
    | '/c/$c/integration'
    | '/c/$c/integrations'
    | '/c/$c/problems'
    | '/c/$c/runs'
    | '/c/$c/imports'
    | '/c/$c/reference'
    | '/c/$c/settings'
    | '/access/users'
    | '/audit'
  readonly params?: { readonly c: string }
  readonly exact?: boolean
}

function Entry({ icon: Sign, label, to, params, exact = false }: EntryProps) {
  return (
    <Link
      to={to}
      {...(params ? { params } : {})}
      activeOptions={{ exact, includeSearch: false }}
      className={css.entry ?? ''}
    >
      <Sign size={20} stroke={1.5} aria-hidden="true" />
      <span>{label}</span>
    </Link>
  )
}
