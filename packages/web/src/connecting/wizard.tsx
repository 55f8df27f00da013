import { IconCircle, IconCircleCheck, IconCircleDot } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { integrationsQuery, onboardingQuery, useCompany, useMay } from '../api/queries.ts'
import type { Company, Onboarding } from '../api/types.ts'
import { Moment } from '../parts/moment.tsx'
import { NotAllowed, NotFound, Pane } from '../parts/pane.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { say } from '../words/say.ts'
import { Begin } from './begin.tsx'
import { ConfirmStep } from './confirm.tsx'
import { Credentials } from './credentials.tsx'
import { Entity } from './entity.tsx'
import { FirstSync } from './first-sync.tsx'
import { Prepare } from './prepare.tsx'
import { WizardSettings } from './settings.tsx'
import { answered, isStep, steps, type Step } from './steps.ts'
import { SyncFrom } from './sync-from.tsx'
import { useSteps, type StepProps } from './use-onboarding.ts'
import { WhatSyncs } from './what-syncs.tsx'
import css from './wizard.module.css'

const pages: Readonly<Partial<Record<Step, ComponentType<StepProps>>>> = {
  'what-syncs': WhatSyncs,
  prepare: Prepare,
  credentials: Credentials,
  entity: Entity,
  'sync-from': SyncFrom,
  settings: WizardSettings,
  confirm: ConfirmStep,
}

/** Connecting a company, one idea a screen; every answer is kept, for whoever goes on with it. */
export function Wizard() {
  const { c, step } = useParams({ from: '/inside/c/$c/connect/$step' })
  const { query } = useCompany(c)
  return (
    <Pane query={query} what={say('overview.what')} skeleton={[28, 320]}>
      {(companies) => {
        const company = companies.find(({ id }) => id === c)
        return company === undefined ? <NotFound /> : <Loaded company={company} step={step} />
      }}
    </Pane>
  )
}

function Loaded({ company, step }: { readonly company: Company; readonly step: string }) {
  const may = useMay('owner')
  const query = useQuery(onboardingQuery(company.id))
  const owners = useQuery({ ...integrationsQuery(company.id), enabled: !may }).data?.owners ?? []
  const title = say('wizard.title', { company: company.name })
  usePageTitle(title, company.name)
  return (
    <Pane query={query} what={say('wizard.what')} skeleton={[28, 48, 320]}>
      {(onboarding) => {
        const at = placeOf(onboarding, step)
        return (
          <div className={`${css.narrow ?? ''} stack wide`}>
            <PageHead title={title}>
              {onboarding.savedAt !== null && <Saved onboarding={onboarding} />}
            </PageHead>
            <Progress onboarding={onboarding} at={at} />
            {at === 'first-sync' ? (
              <FirstSync onboarding={onboarding} />
            ) : !may ? (
              <NotAllowed who={owners} />
            ) : at === null ? (
              <Begin c={company.id} />
            ) : (
              <Answer key={at} onboarding={onboarding} at={at} />
            )}
          </div>
        )
      }}
    </Pane>
  )
}

/** Where the address leads: never past what is answered, never back behind the start of the first sync. Null: not begun. */
function placeOf({ state, step }: Onboarding, wanted: string): Step | null {
  if (state === 'not_begun') return null
  if (state === 'confirmed') return 'first-sync'
  if (!isStep(wanted)) return step
  return steps.indexOf(wanted) > steps.indexOf(step) ? step : wanted
}

function Answer({ onboarding, at }: { readonly onboarding: Onboarding; readonly at: Step }) {
  const props = useSteps(onboarding)
  const Page = pages[at]
  return Page === undefined ? null : <Page {...props} />
}

function Saved({ onboarding }: { readonly onboarding: Onboarding }) {
  return (
    <>
      {say('wizard.saved', { time: '', who: onboarding.savedBy ?? '' }).replace('  ', ' ')} ·{' '}
      <Moment at={onboarding.savedAt} />
    </>
  )
}

const signs = { done: IconCircleCheck, now: IconCircleDot, open: IconCircle } as const

/** Which steps there are, which are done, which is this one. Those that are done lead back to themselves. */
function Progress({ onboarding, at }: { readonly onboarding: Onboarding; readonly at: Step | null }) {
  const reached = onboarding.state === 'not_begun' ? -1 : answered.indexOf(onboarding.step)
  const isOver = onboarding.state === 'confirmed'
  return (
    <nav aria-label={say('wizard.steps')}>
      <ol className={css.steps}>
        {answered.map((step, index) => {
          const look = step === at ? 'now' : isOver || index < reached ? 'done' : 'open'
          const Sign = signs[look]
          const words = (
            <>
              <Sign size={16} stroke={1.5} aria-hidden="true" />
              <span>{say(`wizard.step.${step}`)}</span>
              <span className="unseen">({say(`wizard.${look}`)})</span>
            </>
          )
          return (
            <li key={step}>
              {!isOver && index <= reached && step !== at ? (
                <Link
                  to="/c/$c/connect/$step"
                  params={{ c: onboarding.company.id, step }}
                  className={css.step ?? ''}
                >
                  {words}
                </Link>
              ) : (
                <span className={css.step} {...(step === at ? { 'aria-current': 'step' } : {})}>
                  {words}
                </span>
              )}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
