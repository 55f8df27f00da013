import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'
import { before, type Step } from './steps.ts'
import type { StepProps } from './use-onboarding.ts'

interface Props {
  readonly at: Step
  readonly steps: Pick<StepProps, 'onboarding' | 'go' | 'submit'>
  /** What the button says that goes on. */
  readonly words?: string
  readonly busyWords?: string
}

/** The way on, back and out: the same on every step. The button that goes on sends the form around it. */
export function StepFooter({ at, steps: { onboarding, go, submit }, words, busyWords }: Props) {
  const navigate = useNavigate()
  const previous = before(at)
  return (
    <div className="stack tight">
      <div className="row">
        <Button type="submit">
          {submit.busy ? (busyWords ?? say('wizard.working')) : (words ?? say('wizard.continue'))}
        </Button>
        {previous !== null && (
          <Button variant="default" onClick={() => void go(previous)}>
            {say('wizard.back')}
          </Button>
        )}
        <Button
          variant="subtle"
          onClick={() => {
            toast(say('wizard.left'))
            void navigate({ to: '/c/$c/integrations', params: { c: onboarding.company.id } })
          }}
        >
          {say('wizard.leave')}
        </Button>
      </div>
      <p className="dimmed small">{say('wizard.nothingWritten')}</p>
    </div>
  )
}
