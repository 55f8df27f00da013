import { Button, Radio, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { TieoutError } from '@tieout/client/problem.ts'
import { api } from '../api/api.ts'
import { companiesQuery, entitiesQuery, onboardingQuery } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { Pane } from '../parts/pane.tsx'
import { say } from '../words/say.ts'
import { StepFooter } from './footer.tsx'
import type { StepProps } from './use-onboarding.ts'

const top = '(top)'

/** Step 4: top level or one entity, from the list as Intacct has it now. */
export function Entity(steps: StepProps) {
  const { onboarding, submit, go } = steps
  const c = onboarding.company.id
  const client = useQueryClient()
  const query = useQuery(entitiesQuery(c))
  const { entity } = onboarding.answers
  const [chosen, choose] = useState<string | null>(entity === undefined ? null : (entity ?? top))
  const [wasConnected, setWasConnected] = useState(false)
  const send = (): Promise<void> =>
    submit.run(async () => {
      setWasConnected(false)
      try {
        const value = chosen === null || chosen === '' || chosen === top ? null : chosen
        const next = await api.call('setOnboardingEntity', { path: { company: c }, body: { entity: value } })
        client.setQueryData(onboardingQuery(c).queryKey, next)
        await client.invalidateQueries({ queryKey: companiesQuery.queryKey })
        await go('sync-from')
      } catch (error) {
        if (error instanceof TieoutError && error.problem.code === 'was_connected') setWasConnected(true)
        throw error
      }
    })
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const isTyped = query.data?.entities === null
        if (chosen === null && !isTyped) submit.refuse({ entity: say('entity.choose') })
        else void send()
      }}
    >
      <h2>{say('entity.title')}</h2>
      <p className="text">{say('entity.lead')}</p>
      <FormErrors
        errors={onlyEntity(submit.refused.errors)}
        message={submit.refused.message}
        cure={submit.refused.cure}
      />
      {wasConnected && (
        <div className="row">
          <span>{say('entity.earlier')}</span>
          <Button
            variant="default"
            renderRoot={(props) => (
              <Link to="/c/$c/connect" params={{ c }} search={{ again: 'yes' }} {...props} />
            )}
          >
            {say('entity.reconnect')}
          </Button>
        </div>
      )}
      <Pane query={query} what={say('entity.what')} skeleton={[120]}>
        {({ entities, topTakenBy }) =>
          entities === null ? (
            <TextInput
              id="entity"
              className="form"
              label={say('entity.typed')}
              description={say('entity.typedHint')}
              value={chosen === null || chosen === top ? '' : chosen}
              onChange={(event) => choose(event.currentTarget.value.trim())}
            />
          ) : (
            <Radio.Group id="entity" aria-label={say('entity.title')} value={chosen} onChange={choose}>
              <div className="stack">
                <Radio
                  value={top}
                  label={entities.length > 0 ? say('entity.top') : say('entity.topOnly')}
                  description={
                    topTakenBy === null
                      ? entities.length > 0
                        ? say('entity.topText')
                        : undefined
                      : say('entity.taken', { company: topTakenBy })
                  }
                />
                {entities.map(({ id, name, currency, takenBy }) => (
                  <Radio
                    key={id}
                    value={id}
                    label={name}
                    description={
                      takenBy === null
                        ? say('entity.text', { id, currency: currency === '' ? '–' : currency })
                        : say('entity.taken', { company: takenBy })
                    }
                  />
                ))}
              </div>
            </Radio.Group>
          )
        }
      </Pane>
      <StepFooter at="entity" steps={steps} busyWords={say('entity.testing')} />
    </form>
  )
}

function onlyEntity(errors: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const words = errors['entity']
  return words === undefined ? {} : { entity: words }
}
