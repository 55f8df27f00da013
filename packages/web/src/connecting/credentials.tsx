import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { onboardingQuery } from '../api/queries.ts'
import type { Preflight } from '../api/types.ts'
import { announce } from '../parts/announce.tsx'
import { FormErrors, type FieldErrors } from '../parts/form-errors.tsx'
import { textOf } from '../parts/form.ts'
import { Moment } from '../parts/moment.tsx'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'
import { Findings } from './findings.tsx'
import { StepFooter } from './footer.tsx'
import type { StepProps } from './use-onboarding.ts'

const names = ['companyId', 'userId', 'password', 'entity', 'senderId', 'senderPassword', 'endpoint'] as const
/** Fields that most people never need: folded away, and shown for good once one of them is to be mended. */
const own = ['entity', 'senderId', 'senderPassword', 'endpoint'] as const
const WARN_FROM_TRY = 2

/** Step 3: who signs in. What Intacct does not let in is not kept; what it lets in is, with what was found. */
export function Credentials(steps: StepProps) {
  const { onboarding, submit, save } = steps
  const client = useQueryClient()
  const { credentials, company } = onboarding
  const [result, setResult] = useState<Preflight | null>(null)
  const [wrongTries, setWrongTries] = useState(0)
  const isSet = credentials !== null
  const [wasShown, showOwn] = useState(false)

  const test = async (form: HTMLFormElement, goOn: boolean): Promise<void> => {
    const data = new FormData(form)
    const given = Object.fromEntries(names.map((name) => [name, pasted(data, name)]))
    const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
    const missing: FieldErrors = Object.fromEntries(
      (['companyId', 'userId', ...(isSet ? [] : (['password'] as const))] as const)
        .filter((name) => given[name] === '')
        .map((name) => [name, say('connect.missing', { field: say(`connect.${name}`) })]),
    )
    submit.refuse(missing)
    if (Object.keys(missing).length > 0) return
    let found: Preflight | null = null
    await submit.run(async () => {
      found = await api.call('setOnboardingCredentials', {
        path: { company: company.id },
        body: { companyId: given['companyId'] ?? '', userId: given['userId'] ?? '', ...filled },
      })
      setResult(found)
      await client.invalidateQueries({ queryKey: onboardingQuery(company.id).queryKey })
    })
    told(found)
    if (goOn && isIn(found)) await save({}, 'entity')
  }
  const told = (found: Preflight | null): void => {
    if (found === null) return
    if (!found.signedIn) {
      setWrongTries((n) => n + 1)
      announce(say('credentials.refused'))
      return
    }
    setWrongTries(0)
    const name = { company: found.companyName ?? say('app.remoteSide') }
    toast(say(found.ok ? 'credentials.works' : 'credentials.worksBut', name), { done: found.ok })
  }
  const errors = Object.fromEntries(
    names.flatMap((name) => {
      const words = submit.refused.errors[name]
      return words === undefined ? [] : [[name, words]]
    }),
  )
  const isOwnShown = wasShown || own.some((name) => name in errors)
  const line = (name: (typeof names)[number], hint: string | undefined, value = '') => ({
    id: name,
    name,
    autoComplete: 'off',
    label: say(`connect.${name}`),
    description: hint,
    error: errors[name],
    defaultValue: value,
  })
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event: SyntheticEvent<HTMLFormElement>) => {
        event.preventDefault()
        void test(event.currentTarget, true)
      }}
    >
      <h2>{say('credentials.title')}</h2>
      <p className="text">{say('credentials.lead')}</p>
      {isSet && (
        <p>
          {say('credentials.signedIn', {
            company: credentials.companyName ?? credentials.companyId,
            user: credentials.userId,
            time: '',
          })}{' '}
          <Moment at={onboarding.checkedAt} />
        </p>
      )}
      <FormErrors errors={errors} message={submit.refused.message} cure={submit.refused.cure} />
      {wrongTries >= WARN_FROM_TRY && <p className="text">{say('connect.lockout')}</p>}
      {result !== null && <Findings company={company.name} findings={result.findings} />}
      <div className="stack form">
        <TextInput {...line('companyId', say('connect.companyIdHint'), credentials?.companyId)} />
        <details>
          <summary>{say('credentials.where')}</summary>
          <p className="text">{say('credentials.whereText')}</p>
        </details>
        <TextInput {...line('userId', say('connect.userIdHint'), credentials?.userId)} />
        <PasswordInput
          {...line('password', isSet ? say('credentials.keep') : say('connect.passwordHint'))}
          visibilityToggleButtonProps={{ 'aria-label': say('form.showPassword'), tabIndex: 0 }}
        />
        <details open={isOwnShown} onToggle={(event) => showOwn(event.currentTarget.open)}>
          <summary>{say('connect.advanced')}</summary>
          <div className="stack">
            <TextInput {...line('entity', say('credentials.entityHint'))} />
            <TextInput {...line('senderId', say('connect.senderIdHint'))} />
            <PasswordInput
              {...line('senderPassword', undefined)}
              visibilityToggleButtonProps={{ 'aria-label': say('form.showPassword'), tabIndex: 0 }}
            />
            <TextInput {...line('endpoint', say('connect.endpointHint'), credentials?.endpoint)} type="url" />
          </div>
        </details>
        <div className="row">
          <Button
            variant="default"
            onClick={(event) => {
              const { form } = event.currentTarget
              if (form !== null) void test(form, false)
            }}
          >
            {submit.busy ? say('credentials.testing') : say('credentials.test')}
          </Button>
        </div>
      </div>
      {result === null && onboarding.findings !== null && (
        <Findings company={company.name} findings={onboarding.findings} />
      )}
      <StepFooter at="credentials" steps={steps} busyWords={say('credentials.testing')} />
    </form>
  )
}

function isIn(found: Preflight | null): boolean {
  return found?.signedIn ?? false
}

/** Spaces around pasted ids are dropped; a password keeps its own. */
function pasted(form: FormData, name: string): string {
  const value = textOf(form, name)
  return name.toLowerCase().endsWith('password') ? value : value.trim()
}
