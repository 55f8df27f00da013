import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { api } from '../api/api.ts'
import { companiesQuery, estimateQuery, onboardingQuery } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { usePrefs } from '../prefs.ts'
import { formatCount, formatDay } from '../words/format.ts'
import { say, sayIfKnown } from '../words/say.ts'
import { Findings } from './findings.tsx'
import { StepFooter } from './footer.tsx'
import type { Step } from './steps.ts'
import type { StepProps } from './use-onboarding.ts'
import { typeName } from './what-syncs.tsx'
import css from './wizard.module.css'

/** The last step before the first sync: everything once more, each with the way back to it. */
export function ConfirmStep(steps: StepProps) {
  const { onboarding, submit, go } = steps
  const { answers, credentials, findings, company } = onboarding
  const client = useQueryClient()
  const { locale } = usePrefs()
  const from = answers.syncFrom ?? ''
  const estimate = useQuery({ ...estimateQuery(company.id, from), enabled: from !== '' })
  const start = (): Promise<void> =>
    submit.run(async () => {
      const next = await api.call('confirmOnboarding', { path: { company: company.id } })
      client.setQueryData(onboardingQuery(company.id).queryKey, next)
      await client.invalidateQueries({ queryKey: companiesQuery.queryKey })
      await go('first-sync')
    })
  const accounts = Object.entries(answers.settings.accounts ?? {}).map(([name, account]) =>
    sayIfKnown(`confirmStep.account.${name}`, account, { account }),
  )
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      <h2>{say('confirmStep.title')}</h2>
      <p className="text">{say('confirmStep.lead')}</p>
      <FormErrors
        errors={submit.refused.errors}
        message={submit.refused.message}
        cure={submit.refused.cure}
      />
      <dl className="facts">
        <Line c={company.id} name={say('confirmStep.company')} step="entity">
          {[
            credentials?.companyName ?? credentials?.companyId ?? '',
            answers.entity === undefined || answers.entity === null
              ? say('connection.topLevel')
              : say('connection.entity', { entity: answers.entity }),
            say('connection.user', { user: credentials?.userId ?? '' }),
          ].join(' · ')}
        </Line>
        <Line c={company.id} name={say('confirmStep.directions')} step="what-syncs">
          <ul className="plain">
            {Object.entries(answers.directions).map(([type, way]) => (
              <li key={type}>
                {typeName(type)}: {say(`settings.direction.${way}`).toLowerCase()}
              </li>
            ))}
          </ul>
        </Line>
        <Line c={company.id} name={say('confirmStep.from')} step="sync-from">
          {from === '' ? '–' : formatDay(from, locale)}
          {estimate.data !== undefined && (
            <span className="dimmed">
              {' '}
              · {say('syncFrom.estimate', { n: estimate.data.records })} ·{' '}
              {say('syncFrom.cost', {
                units: formatCount(estimate.data.units, locale),
                minutes: formatCount(estimate.data.minutes, locale),
              })}
            </span>
          )}
        </Line>
        <Line c={company.id} name={say('confirmStep.accounts')} step="settings">
          {accounts.length === 0 ? say('confirmStep.noAccounts') : accounts.join(' · ')}
        </Line>
        <Line c={company.id} name={say('confirmStep.posting')} step="settings">
          {say(`settings.post.${answers.settings.postAs?.invoice ?? 'submitted'}`)}
        </Line>
      </dl>
      {findings !== null && findings.some(({ state }) => state === 'blocked') && (
        <>
          <Findings company={company.name} findings={findings} />
          <p className="text">{say('confirmStep.blocked')}</p>
        </>
      )}
      <p className="text">{say('syncFrom.long')}</p>
      <StepFooter
        at="confirm"
        steps={steps}
        words={say('confirmStep.start')}
        busyWords={say('confirmStep.starting')}
      />
    </form>
  )
}

interface LineProps {
  readonly c: string
  readonly name: string
  readonly step: Step
  readonly children: ReactNode
}

function Line({ c, name, step, children }: LineProps) {
  return (
    <>
      <dt>{name}</dt>
      <dd className={css.line}>
        <span>{children}</span>
        <Button
          size="xs"
          variant="default"
          aria-label={`${say('confirmStep.change')}: ${name}`}
          renderRoot={(props) => <Link to="/c/$c/connect/$step" params={{ c, step }} {...props} />}
        >
          {say('confirmStep.change')}
        </Button>
      </dd>
    </>
  )
}
