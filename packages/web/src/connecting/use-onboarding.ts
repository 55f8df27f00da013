import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { companiesQuery, onboardingQuery } from '../api/queries.ts'
import type { Onboarding } from '../api/types.ts'
import { useSubmit, type Submit } from '../parts/use-submit.ts'
import { further, type Step } from './steps.ts'

export interface StepProps {
  readonly onboarding: Onboarding
  readonly submit: Submit
  /** Keeps answers and goes on to a step. */
  readonly save: (answers: Readonly<Record<string, unknown>>, next: Step) => Promise<void>
  /** Keeps answers where the person stands. */
  readonly keep: (answers: Readonly<Record<string, unknown>>) => Promise<void>
  readonly go: (step: Step) => Promise<void>
}

/** What the steps of one company's connecting do with their answers. */
export function useSteps(onboarding: Onboarding): StepProps {
  const client = useQueryClient()
  const navigate = useNavigate()
  const submit = useSubmit()
  const c = onboarding.company.id
  const { queryKey } = onboardingQuery(c)
  const go = async (step: Step): Promise<void> => {
    await navigate({ to: '/c/$c/connect/$step', params: { c, step } })
  }
  const keepAt = async (answers: Readonly<Record<string, unknown>>, step: Step): Promise<void> => {
    const { version } = client.getQueryData(queryKey) ?? onboarding
    const saved = await api.call('saveOnboarding', {
      path: { company: c },
      body: { version, step: further(step, onboarding.step), answers },
    })
    client.setQueryData(queryKey, saved)
    void client.invalidateQueries({ queryKey: companiesQuery.queryKey })
    void client.invalidateQueries({ queryKey: ['integrations', c] })
  }
  return {
    onboarding,
    submit,
    go,
    keep: (answers) => submit.run(() => keepAt(answers, onboarding.step)),
    save: (answers, next) =>
      submit.run(async () => {
        await keepAt(answers, next)
        await go(next)
      }),
  }
}
