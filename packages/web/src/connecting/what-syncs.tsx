import { NativeSelect } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconArrowsLeftRight, IconMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAppName } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { say, sayIfKnown } from '../words/say.ts'
import { StepFooter } from './footer.tsx'
import type { StepProps } from './use-onboarding.ts'
import css from './wizard.module.css'

const ways = ['both', 'in', 'out', 'off'] as const
type Way = (typeof ways)[number]

const arrows = {
  both: IconArrowsLeftRight,
  in: IconArrowLeft,
  out: IconArrowRight,
  off: IconMinus,
} as const

/** A kind of record by its name; one that has no words of its own yet by its id. */
export function typeName(type: string): string {
  const words = type.replaceAll('_', ' ')
  return sayIfKnown(`settings.direction.${type}`, words.charAt(0).toUpperCase() + words.slice(1))
}

/** Step 1: a picture of the directions, and the choice. */
export function WhatSyncs(steps: StepProps) {
  const { onboarding, submit, save } = steps
  const app = useAppName()
  const [chosen, choose] = useState<Readonly<Record<string, Way>>>(onboarding.answers.directions)
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        void save({ directions: chosen }, 'prepare')
      }}
    >
      <h2>{say('whatSyncs.title')}</h2>
      <p className="text">{say('whatSyncs.lead')}</p>
      <FormErrors
        errors={submit.refused.errors}
        message={submit.refused.message}
        cure={submit.refused.cure}
      />
      <div>
        {Object.entries(chosen).map(([type, way]) => (
          <div key={type} className={css.way}>
            <div className="stack tight">
              <strong>{typeName(type)}</strong>
              <span className="dimmed">{sayIfKnown(`whatSyncs.${type}`, say('whatSyncs.other'))}</span>
              <Picture app={app} way={way} />
            </div>
            <NativeSelect
              aria-label={say('whatSyncs.way', { type: typeName(type).toLowerCase() })}
              value={way}
              data={ways.map((value) => ({ value, label: say(`settings.direction.${value}`) }))}
              onChange={(event) => {
                const next = ways.find((each) => each === event.currentTarget.value)
                if (next) choose((before) => ({ ...before, [type]: next }))
              }}
            />
          </div>
        ))}
      </div>
      <StepFooter at="what-syncs" steps={steps} />
    </form>
  )
}

/** The app on the left, Intacct on the right, and the arrow between them. */
function Picture({ app, way }: { readonly app: string; readonly way: Way }) {
  const Sign = arrows[way]
  return (
    <span className={css.picture} role="img" aria-label={say(`whatSyncs.${way}.picture`, { app })}>
      <span className={css.side} aria-hidden="true">
        {app}
      </span>
      <Sign size={20} stroke={1.5} aria-hidden="true" />
      <span className={css.side} aria-hidden="true">
        {say('app.remoteSide')}
      </span>
    </span>
  )
}
