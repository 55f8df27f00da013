import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { api } from '../api/api.ts'
import { companiesQuery, onboardingQuery } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { usePrefs } from '../prefs.ts'
import { say } from '../words/say.ts'

/** Before the first step: what is ahead, and whose settings to begin with. */
export function Begin({ c }: { readonly c: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const submit = useSubmit()
  const { zone } = usePrefs()
  const [from, setFrom] = useState('')
  const others = (useQuery(companiesQuery).data ?? []).filter(
    ({ id, connection }) => id !== c && connection !== null,
  )
  const begin = (): Promise<void> =>
    submit.run(async () => {
      const body = { zone, ...(from === '' ? {} : { copyFrom: from }) }
      const begun = await api.call('beginOnboarding', { path: { company: c }, body })
      client.setQueryData(onboardingQuery(c).queryKey, begun)
      await navigate({ to: '/c/$c/connect/$step', params: { c, step: begun.step }, replace: true })
    })
  return (
    <form
      noValidate
      className="stack form"
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <FormErrors
        errors={submit.refused.errors}
        message={submit.refused.message}
        cure={submit.refused.cure}
      />
      <p className="text">{say('wizard.beginText')}</p>
      {others.length > 0 && (
        <NativeSelect
          label={say('wizard.copyFrom')}
          value={from}
          data={[
            { value: '', label: say('wizard.copyNone') },
            ...others.map(({ name, connection }) => ({
              value: connection?.id ?? '',
              label: say('wizard.copyOf', { company: name }),
            })),
          ]}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      )}
      <div className="row">
        <Button type="submit">{say('wizard.begin')}</Button>
      </div>
    </form>
  )
}
