import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { TieoutError } from '@tieout/client/problem.ts'
import { api } from '../api/api.ts'
import { signIn } from '../api/session.ts'
import { textOf } from '../parts/form.ts'
import { FormErrors, type FieldErrors } from '../parts/form-errors.tsx'
import { Mark } from '../parts/mark.tsx'
import { usePageTitle } from '../parts/title.tsx'
import { prefs } from '../prefs.ts'
import { now } from '../seams/clock.ts'
import { formatClock } from '../words/format.ts'
import { say } from '../words/say.ts'
import { Join } from './join.tsx'
import css from './sign-in.module.css'

const DEFAULT_WAIT_S = 60

/** One message for a wrong e-mail or password, and the same words for every address after too many tries. */
function refusal(error: unknown): string {
  if (!(error instanceof TieoutError) || error.status === 0 || error.status >= 500) return say('signIn.away')
  if (error.status !== 429) return say('signIn.wrong')
  const at = now() + (error.retryAfterSeconds ?? DEFAULT_WAIT_S) * 1000
  return say('signIn.tooMany', { time: formatClock(at, now(), prefs().locale, prefs().zone) })
}

/** Only a path of this site: what follows the sign-in must not lead elsewhere. */
function safeTarget(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])/.test(to) ? to : '/'
}

export function SignIn() {
  const { invitation } = useSearch({ from: '/sign-in' })
  return invitation === undefined ? <SignInForm /> : <Join token={invitation} />
}

function SignInForm() {
  const search = useSearch({ from: '/sign-in' })
  const navigate = useNavigate()
  const client = useQueryClient()
  const [errors, setErrors] = useState<FieldErrors>({})
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  const failed = refused !== null || Object.keys(errors).length > 0
  usePageTitle(failed ? say('form.errorTitle', { title: say('signIn.title') }) : say('signIn.title'))

  useEffect(() => {
    const leave = new AbortController()
    api.call('getSetup', {}, leave.signal).then(
      ({ needed }) => {
        if (needed) void navigate({ to: '/set-up', replace: true })
      },
      () => undefined, // An installation that has its first owner need not answer.
    )
    return () => leave.abort()
  }, [navigate])

  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const entered = new FormData(event.currentTarget)
    const email = textOf(entered, 'email').trim()
    const password = textOf(entered, 'password')
    const missing: Record<string, string> = {}
    if (email === '') missing.email = say('signIn.emailMissing')
    if (password === '') missing.password = say('signIn.passwordMissing')
    setErrors(missing)
    setRefused(null)
    if (Object.keys(missing).length > 0) return
    setBusy(true)
    try {
      await signIn(email, password)
      client.clear()
      await navigate({ href: safeTarget(search.to), replace: true })
    } catch (error) {
      setRefused(refusal(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className={css.page}>
      <div className={css.box}>
        <div className="row">
          <Mark size={32} />
          <span className={css.name}>{say('app.name')}</span>
        </div>
        <p className="dimmed">{say('signIn.lead')}</p>
        <p className="small dimmed">
          {say('signIn.address')} <span className="mono">{window.location.host}</span>
        </p>
        <h1>{say('signIn.title')}</h1>
        <FormErrors errors={errors} message={refused} />
        <form noValidate ref={form} onSubmit={(event) => void submit(event)} className="stack">
          <TextInput
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            label={say('signIn.email')}
            error={errors.email}
          />
          <PasswordInput
            id="password"
            name="password"
            autoComplete="current-password"
            label={say('signIn.password')}
            error={errors.password}
            visibilityToggleButtonProps={{ 'aria-label': say('form.showPassword'), tabIndex: 0 }}
          />
          <Button type="submit" fullWidth>
            {busy ? say('signIn.going') : say('signIn.go')}
          </Button>
        </form>
      </div>
    </main>
  )
}
