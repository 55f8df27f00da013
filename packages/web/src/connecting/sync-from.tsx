import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { estimateQuery } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { Pane } from '../parts/pane.tsx'
import { usePrefs } from '../prefs.ts'
import { now } from '../seams/clock.ts'
import { formatCount, formatDay } from '../words/format.ts'
import { say } from '../words/say.ts'
import { StepFooter } from './footer.tsx'
import type { StepProps } from './use-onboarding.ts'
import { typeName } from './what-syncs.tsx'

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text)
const TYPING_MS = 400

/** Step 5: the first day, with what it brings in; older open items are asked about. */
export function SyncFrom(steps: StepProps) {
  const { onboarding, submit, save } = steps
  const { earliestSyncFrom } = onboarding
  const { locale } = usePrefs()
  const [typed, setTyped] = useState<string | null>(onboarding.answers.syncFrom ?? null)
  const start = new Date(now()).toISOString().slice(0, 10)
  const proposal = useQuery({ ...estimateQuery(onboarding.company.id, start), enabled: typed === null })
  const proposed =
    proposal.data === undefined
      ? ''
      : later(proposal.data.earliestOpen ?? `${start.slice(0, 4)}-01-01`, earliestSyncFrom)
  const value = typed ?? proposed
  const isEarly = isDay(value) && value < earliestSyncFrom
  const [asked] = useDebouncedValue(isDay(value) && !isEarly ? value : '', TYPING_MS)
  const query = useQuery({ ...estimateQuery(onboarding.company.id, asked), enabled: asked !== '' })
  const oldest = query.data?.earliestOpen ?? null
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const day = formatDay(earliestSyncFrom, locale)
        if (!isDay(value)) submit.refuse({ syncFrom: say('syncFrom.missing') })
        else if (isEarly) submit.refuse({ syncFrom: say('syncFrom.early', { day }) })
        else void save({ syncFrom: value }, 'settings')
      }}
    >
      <h2>{say('syncFrom.title')}</h2>
      <p className="text">{say('syncFrom.lead')}</p>
      <FormErrors
        errors={submit.refused.errors}
        message={submit.refused.message}
        cure={submit.refused.cure}
      />
      <div className="stack form">
        <TextInput
          id="syncFrom"
          type="date"
          label={say('syncFrom.date')}
          description={say('syncFrom.hint', { day: formatDay(earliestSyncFrom, locale) })}
          error={submit.refused.errors['syncFrom']}
          min={earliestSyncFrom}
          value={value}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className="row">
          <Button size="xs" variant="default" onClick={() => setTyped(earliestSyncFrom)}>
            {say('syncFrom.everything', { day: formatDay(earliestSyncFrom, locale) })}
          </Button>
          {oldest !== null && oldest >= earliestSyncFrom && (
            <Button size="xs" variant="default" onClick={() => setTyped(oldest)}>
              {say('syncFrom.oldest', { day: formatDay(oldest, locale) })}
            </Button>
          )}
        </div>
      </div>
      {asked !== '' && (
        <Pane query={query} what={say('syncFrom.estimateWhat')} skeleton={[80]}>
          {(estimate) => (
            <section className="pane stack tight" aria-live="polite">
              <strong>{say('syncFrom.estimate', { n: estimate.records })}</strong>
              <span>
                {say('syncFrom.cost', {
                  units: formatCount(estimate.units, locale),
                  minutes: formatCount(estimate.minutes, locale),
                })}
              </span>
              <ul className="plain">
                {estimate.types.map(({ type, all, open }) => (
                  <li key={type}>
                    {say('syncFrom.of', { n: all, type: typeName(type) })}
                    {open > 0 && ` · ${say('syncFrom.openOf', { n: open })}`}
                  </li>
                ))}
              </ul>
              {estimate.olderOpen > 0 && estimate.earliestOpen !== null && (
                <div className="stack tight">
                  <strong>{say('syncFrom.older', { n: estimate.olderOpen })}</strong>
                  <span>{say('syncFrom.olderText')}</span>
                  <div>
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => setTyped(later(estimate.earliestOpen ?? '', earliestSyncFrom))}
                    >
                      {say('syncFrom.olderTake')}
                    </Button>
                  </div>
                </div>
              )}
              <span className="dimmed">{say('syncFrom.long')}</span>
            </section>
          )}
        </Pane>
      )}
      <StepFooter at="sync-from" steps={steps} />
    </form>
  )
}

function later(one: string, other: string): string {
  return one > other ? one : other
}
