import { useCallback, useState } from 'react'
import { MatchingStep } from '../matching/matching-step.tsx'
import { accepted, type Refused } from '../parts/form.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { say } from '../words/say.ts'
import { StepFooter } from './footer.tsx'
import type { StepProps } from './use-onboarding.ts'

interface State {
  readonly done: boolean
  readonly blocked: string | null
}

/** Step 7, where both sides have data: what each of the app's is in Intacct. It leads on only when everything is decided. */
export function WizardMatching(steps: StepProps) {
  const { onboarding, submit, save } = steps
  // Null: not known yet, and what is not known is not decided.
  const [state, setState] = useState<State | null>(null)
  const [held, setHeld] = useState<Refused | null>(null)
  /** What is said at Continue is how it stood then: each decision takes it away, so that it neither grows old nor takes the focus again. */
  const look = useCallback((next: State): void => {
    setState(next)
    setHeld(null)
  }, [])
  const send = (): void => {
    if (state?.done === true) void save({}, 'confirm')
    else
      setHeld({
        errors: {},
        message: state?.blocked ?? say('wizardMatching.unknown'),
        cure: say('wizardMatching.cure'),
      })
  }
  const { errors, message, cure } = held ?? (state?.done === true ? submit.refused : accepted)
  return (
    <div className="stack">
      <h2>{say('wizardMatching.title')}</h2>
      <FormErrors errors={errors} message={message} cure={cure} />
      <MatchingStep connection={onboarding.connection ?? ''} onState={look} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <StepFooter at="matching" steps={steps} />
      </form>
    </div>
  )
}
