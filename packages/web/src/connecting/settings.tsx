import { NativeSelect, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { guessesQuery, referenceQuery } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { ReferencePicker } from '../parts/reference-picker.tsx'
import { sections, type Field } from '../settings/sections.ts'
import { usePrefs } from '../prefs.ts'
import { say } from '../words/say.ts'
import { StepFooter } from './footer.tsx'
import type { StepProps } from './use-onboarding.ts'

/** What a new company needs and no more: the accounts, the currency, terms, and how invoices go in. */
const fields: readonly Field[] = [
  ...sections.accounts.filter(({ id }) => id !== 'accounts-bank'),
  ...sections.defaults,
]

/** Step 6: accounts and defaults, with a beginning made from what Intacct has. */
export function WizardSettings(steps: StepProps) {
  const { onboarding, submit, save } = steps
  const { zone } = usePrefs()
  const connection = onboarding.connection ?? ''
  const { settings } = onboarding.answers
  const reference = useQuery({ ...referenceQuery(connection), enabled: connection !== '' })
  const isFilling = reference.data !== undefined && reference.data.lastAt === null
  const guesses = useQuery({
    ...guessesQuery(onboarding.company.id),
    refetchInterval: isFilling ? 1_000 : false,
  })
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const guessOf = (field: Field) =>
    guesses.data?.items.find(({ setting }) => setting === field.path.join('.'))
  const valueOf = (field: Field): string =>
    typed[field.id] ?? (answerOf(settings, field) || (guessOf(field)?.value ?? ''))
  const send = (): void => {
    const sales = fields.find(({ id }) => id === 'accounts-sales')
    const currency = fields.find(({ id }) => id === 'baseCurrency')
    const code = currency === undefined ? '' : valueOf(currency)
    const errors = {
      ...(sales !== undefined && valueOf(sales) === ''
        ? { 'accounts-sales': say('wizardSettings.missing') }
        : {}),
      ...(/^[A-Z]{3}$/.test(code) ? {} : { baseCurrency: say('wizardSettings.currency') }),
    }
    submit.refuse(errors)
    if (Object.keys(errors).length > 0) return
    const of = (group: string) =>
      Object.fromEntries(
        fields
          .filter(({ path }) => path[0] === group && path.length === 2)
          .map((field) => [field.path[1] ?? '', valueOf(field) === '' ? null : valueOf(field)]),
      )
    const answers = {
      settings: {
        baseCurrency: code,
        accounts: of('accounts'),
        defaults: of('defaults'),
        postAs: { invoice: typed['postAs'] ?? settings.postAs?.invoice ?? 'submitted' },
        zone: settings.zone ?? zone,
      },
    }
    void save(answers, 'confirm')
  }
  const { errors, message, cure } = submit.refused
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <h2>{say('wizardSettings.title')}</h2>
      <p className="text">{say('wizardSettings.lead')}</p>
      {isFilling && <p role="status">{say('wizardSettings.filling')}</p>}
      <FormErrors errors={errors} message={message} cure={cure} />
      <div className="stack form">
        {fields.map((field) => {
          const guess = guessOf(field)
          const isGuess = guess !== undefined && valueOf(field) === guess.value
          const hint = field.hint ? say(field.hint) : ''
          const common = {
            id: field.id,
            label: say(field.label),
            description: isGuess ? say('wizardSettings.guess', { because: guess.because }) : hint,
            error: errors[field.id],
            value: valueOf(field),
          }
          const change = (value: string): void => setTyped((before) => ({ ...before, [field.id]: value }))
          return field.reference === undefined ? (
            <TextInput
              key={field.id}
              {...common}
              onChange={(event) => change(event.currentTarget.value.trim().toUpperCase())}
            />
          ) : (
            <ReferencePicker
              key={field.id}
              {...common}
              connection={connection}
              type={field.reference}
              readOnly={false}
              onChange={change}
            />
          )
        })}
        <NativeSelect
          id="postAs"
          label={say('confirmStep.posting')}
          value={typed['postAs'] ?? settings.postAs?.invoice ?? 'submitted'}
          data={(['submitted', 'draft'] as const).map((value) => ({
            value,
            label: say(`settings.post.${value}`),
          }))}
          onChange={(event) => {
            const { value } = event.currentTarget
            setTyped((before) => ({ ...before, postAs: value }))
          }}
        />
      </div>
      <StepFooter at="settings" steps={steps} />
    </form>
  )
}

function answerOf(
  settings: StepProps['onboarding']['answers']['settings'],
  { path: [group, name] }: Field,
): string {
  if (group === 'baseCurrency') return settings.baseCurrency ?? ''
  const part = group === 'accounts' ? settings.accounts : settings.defaults
  const value = Object.entries(part ?? {}).find(([key]) => key === name)?.[1]
  return value ?? ''
}
