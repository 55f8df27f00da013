import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { ApiError, call, post } from '../api/call.ts'
import { connectionQuery, path, useCompany, useMay } from '../api/queries.ts'
import type { Company, Connection } from '../api/types.ts'
import { FormErrors, type FieldErrors } from '../parts/form-errors.tsx'
import { accepted, refusedBy, textOf } from '../parts/form.ts'
import { NotAllowed, NotFound, Pane } from '../parts/pane.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'

const WARN_FROM_TRY = 2

export function Connect() {
  const { c } = useParams({ from: '/inside/c/$c/connect' })
  const { query } = useCompany(c)
  const may = useMay('owner')
  return (
    <Pane query={query} what={say('overview.what')} skeleton={[28, 320]}>
      {(companies) => {
        const company = companies.find(({ id }) => id === c)
        if (!company) return <NotFound />
        return may ? <WithConnection company={company} /> : <NotAllowed who={[]} />
      }}
    </Pane>
  )
}

/** Replacing credentials starts from what is set; secrets never come back. */
function WithConnection({ company }: { readonly company: Company }) {
  const id = company.connection?.id
  const query = useQuery({ ...connectionQuery(id ?? ''), enabled: id !== undefined })
  if (id === undefined) return <ConnectForm company={company} connection={null} />
  return (
    <Pane query={query} what={say('connection.what')} skeleton={[28, 320]}>
      {(connection) => <ConnectForm key={id} company={company} connection={connection} />}
    </Pane>
  )
}

interface FormProps {
  readonly company: Company
  readonly connection: Connection | null
}

const required = ['companyId', 'userId', 'password'] as const
const advanced = ['senderId', 'senderPassword', 'endpoint'] as const
const optional = ['entity', ...advanced] as const

function ConnectForm({ company, connection }: FormProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  const [wrongTries, setWrongTries] = useState(0)
  const title = connection ? say('connect.updateTitle') : say('connect.title', { company: company.name })
  const failed = refused.message !== null || Object.keys(refused.errors).length > 0
  usePageTitle(failed ? say('form.errorTitle', { title }) : title, company.name)

  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const entered = Object.fromEntries([...required, ...optional].map((name) => [name, pasted(form, name)]))
    const missing: FieldErrors = Object.fromEntries(
      required
        .filter((name) => entered[name] === '')
        .map((name) => [name, say('connect.missing', { field: say(`connect.${name}`) })]),
    )
    setRefused({ ...accepted, errors: missing })
    if (Object.keys(missing).length > 0) return
    const filled = Object.fromEntries(Object.entries(entered).filter(([, value]) => value !== ''))
    const credentials = { ...filled, entity: filled.entity ?? null }
    setBusy(true)
    try {
      if (connection) await call('PUT', `/api/v1${path(connection.id)}/credentials`, credentials)
      else {
        await post(`/companies/${encodeURIComponent(company.id)}/connections`, {
          connector: 'intacct',
          ...credentials,
        })
      }
      await client.invalidateQueries()
      toast(connection ? say('connect.saved') : say('connect.done', { company: company.name }))
      await navigate({ to: '/c/$c', params: { c: company.id } })
    } catch (error) {
      if (error instanceof ApiError && error.problem.code === 'credentials_refused')
        setWrongTries((n) => n + 1)
      setRefused(refusedBy(error))
    } finally {
      setBusy(false)
    }
  }
  const { errors } = refused
  const secret = { visibilityToggleButtonProps: { 'aria-label': say('form.showPassword'), tabIndex: 0 } }
  return (
    <>
      <PageHead title={title}>{say('connect.lead')}</PageHead>
      <form noValidate onSubmit={(event) => void submit(event)} className="pane stack form">
        <FormErrors
          errors={errors}
          message={refused.message === null ? null : `${say('connect.notSaved')} ${refused.message}`}
          cure={refused.cure}
        />
        {wrongTries >= WARN_FROM_TRY && <p className="text">{say('connect.lockout')}</p>}
        <TextInput
          id="companyId"
          name="companyId"
          autoComplete="off"
          label={say('connect.companyId')}
          description={say('connect.companyIdHint')}
          defaultValue={connection?.intacctCompany}
          error={errors.companyId}
        />
        <TextInput
          id="userId"
          name="userId"
          autoComplete="off"
          label={say('connect.userId')}
          description={say('connect.userIdHint')}
          defaultValue={connection?.user}
          error={errors.userId}
        />
        <PasswordInput
          id="password"
          name="password"
          autoComplete="off"
          label={say('connect.password')}
          description={say('connect.passwordHint')}
          error={errors.password}
          {...secret}
        />
        <TextInput
          id="entity"
          name="entity"
          autoComplete="off"
          label={say('connect.entity')}
          description={say('connect.entityHint')}
          defaultValue={connection?.entity ?? ''}
          error={errors.entity}
        />
        <details open={advanced.some((name) => errors[name] !== undefined) || undefined}>
          <summary>{say('connect.advanced')}</summary>
          <div className="stack">
            <TextInput
              id="senderId"
              name="senderId"
              autoComplete="off"
              label={say('connect.senderId')}
              description={say('connect.senderHint')}
              error={errors.senderId}
            />
            <PasswordInput
              id="senderPassword"
              name="senderPassword"
              autoComplete="off"
              label={say('connect.senderPassword')}
              error={errors.senderPassword}
              {...secret}
            />
            <TextInput
              id="endpoint"
              name="endpoint"
              type="url"
              autoComplete="off"
              label={say('connect.endpoint')}
              description={say('connect.endpointHint')}
              defaultValue={connection?.endpoint}
              error={errors.endpoint}
            />
          </div>
        </details>
        <div className="row">
          <Button type="submit">
            {busy ? say('connect.testing') : say(connection ? 'connect.save' : 'connect.go')}
          </Button>
          <Button variant="default" onClick={() => void navigate({ to: '/c/$c', params: { c: company.id } })}>
            {say('connect.back')}
          </Button>
        </div>
      </form>
    </>
  )
}

/** Spaces around pasted ids are dropped; a password keeps its own. */
function pasted(form: FormData, name: string): string {
  const value = textOf(form, name)
  return name.toLowerCase().endsWith('password') ? value : value.trim()
}
