import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { signIn } from '../api/session.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { accepted, refusedBy, textOf } from '../parts/form.ts'
import { Mark } from '../parts/mark.tsx'
import { usePageTitle } from '../parts/title.tsx'
import { say } from '../words/say.ts'
import css from './sign-in.module.css'

const SHORTEST_PASSWORD = 10

/** The page behind the link of an invitation: a name and a password, then straight in. */
export function Join({ token }: { readonly token: string }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  const { errors, message, cure } = refused
  const failed = message !== null || Object.keys(errors).length > 0
  usePageTitle(failed ? say('form.errorTitle', { title: say('join.title') }) : say('join.title'))

  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const name = textOf(form, 'name').trim()
    const password = textOf(form, 'password')
    const missing: Record<string, string> = {}
    if (name === '') missing.name = say('setup.missing', { field: say('setup.name').toLowerCase() })
    if (password.length < SHORTEST_PASSWORD) missing.password = say('setup.passwordShort')
    setRefused({ ...accepted, errors: missing })
    if (Object.keys(missing).length > 0) return
    setBusy(true)
    try {
      const { email } = await api.call('acceptInvitation', { body: { token, name, password } })
      await signIn(email, password)
      client.clear()
      await navigate({ to: '/', replace: true })
    } catch (error) {
      setRefused(refusedBy(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main className={css.page}>
      <div className={css.box}>
        <div className="row">
          <Mark size={32} />
          <h1>{say('join.title')}</h1>
        </div>
        <p className="dimmed">{say('join.lead')}</p>
        <FormErrors errors={errors} message={message} cure={cure} />
        <form noValidate onSubmit={(event) => void submit(event)} className="stack">
          <TextInput
            id="name"
            name="name"
            autoComplete="name"
            label={say('setup.name')}
            error={errors.name}
          />
          <PasswordInput
            id="password"
            name="password"
            autoComplete="new-password"
            label={say('signIn.password')}
            description={say('setup.passwordHint')}
            error={errors.password}
            visibilityToggleButtonProps={{ 'aria-label': say('form.showPassword'), tabIndex: 0 }}
          />
          <Button type="submit" fullWidth>
            {busy ? say('join.going') : say('join.go')}
          </Button>
        </form>
        <Link to="/sign-in" search={{}}>
          {say('signIn.title')}
        </Link>
      </div>
    </main>
  )
}
