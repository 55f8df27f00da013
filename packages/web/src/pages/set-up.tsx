import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
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
const fields = ['code', 'workspace', 'app', 'name', 'email', 'password'] as const
const labels = {
  code: say('setup.code'),
  workspace: say('setup.workspace'),
  app: say('setup.app'),
  name: say('setup.name'),
  email: say('signIn.email'),
  password: say('signIn.password'),
} as const

/** The first start of an installation: makes the workspace and its owner, with the code that the server printed. */
export function SetUp() {
  const navigate = useNavigate()
  const client = useQueryClient()
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  const failed = refused.message !== null || Object.keys(refused.errors).length > 0
  usePageTitle(failed ? say('form.errorTitle', { title: say('setup.title') }) : say('setup.title'))

  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const entered = Object.fromEntries(
      fields.map((field) => [field, field === 'password' ? textOf(form, field) : textOf(form, field).trim()]),
    ) as Record<(typeof fields)[number], string>
    const errors: Record<string, string> = {}
    for (const field of fields) {
      if (entered[field] === '') errors[field] = say('setup.missing', { field: labels[field].toLowerCase() })
    }
    if (errors.password === undefined && entered.password.length < SHORTEST_PASSWORD)
      errors.password = say('setup.passwordShort')
    setRefused({ ...accepted, errors })
    if (Object.keys(errors).length > 0) return
    setBusy(true)
    try {
      await api.call('setup', { body: entered })
      await signIn(entered.email, entered.password)
      client.clear()
      await navigate({ to: '/', replace: true })
    } catch (error) {
      setRefused(refusedBy(error))
    } finally {
      setBusy(false)
    }
  }
  const { errors } = refused
  return (
    <main className={css.page}>
      <div className={css.box}>
        <div className="row">
          <Mark size={32} />
          <h1>{say('setup.title')}</h1>
        </div>
        <p className="dimmed">{say('setup.lead')}</p>
        <FormErrors errors={errors} message={refused.message} cure={refused.cure} />
        <form noValidate onSubmit={(event) => void submit(event)} className="stack">
          <TextInput
            id="code"
            name="code"
            autoComplete="off"
            label={labels.code}
            description={say('setup.codeHint')}
            error={errors.code}
          />
          <TextInput
            id="workspace"
            name="workspace"
            autoComplete="organization"
            label={labels.workspace}
            description={say('setup.workspaceHint')}
            error={errors.workspace}
          />
          <TextInput
            id="app"
            name="app"
            autoComplete="off"
            label={labels.app}
            description={say('setup.appHint')}
            error={errors.app}
          />
          <TextInput id="name" name="name" autoComplete="name" label={labels.name} error={errors.name} />
          <TextInput
            id="email"
            name="email"
            type="email"
            autoComplete="username"
            label={labels.email}
            error={errors.email}
          />
          <PasswordInput
            id="password"
            name="password"
            autoComplete="new-password"
            label={labels.password}
            description={say('setup.passwordHint')}
            error={errors.password}
            visibilityToggleButtonProps={{ 'aria-label': say('form.showPassword'), tabIndex: 0 }}
          />
          <Button type="submit" fullWidth>
            {busy ? say('setup.going') : say('setup.go')}
          </Button>
        </form>
      </div>
    </main>
  )
}
