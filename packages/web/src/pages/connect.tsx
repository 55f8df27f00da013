import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { TieoutError } from '@tieout/client/problem.ts'
import { api } from '../api/api.ts'
import { connectionQuery, useCompany, useMay } from '../api/queries.ts'
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

/** Replacing credentials starts from what is set; secrets never come back. Without a connection, the steps of connecting go on. */
function WithConnection({ company }: { readonly company: Company }) {
  const { again } = useSearch({ from: '/inside/c/$c/connect' })
  const { connection } = company
  const isLive =
    connection !== null &&
    (connection.state === 'active' || connection.state === 'paused' || connection.state === 'verify_first')
  const isTaken = isLive || (connection?.state === 'disconnected' && again !== undefined)
  const query = useQuery({ ...connectionQuery(connection?.id ?? ''), enabled: isTaken })
  if (!isTaken) return <Navigate to="/c/$c/connect/$step" params={{ c: company.id, step: 'next' }} replace />
  return (
    <Pane query={query} what={say('connection.what')} skeleton={[28, 320]}>
      {(data) => <ConnectForm key={data.id} company={company} connection={data} />}
    </Pane>
  )
}

interface FormProps {
  readonly company: Company
  readonly connection: Connection
}

const required = ['companyId', 'userId', 'password'] as const
const advanced = ['senderId', 'senderPassword', 'endpoint'] as const
const optional = ['entity', ...advanced] as const
type FieldName = (typeof required)[number] | (typeof optional)[number]

function ConnectForm({ company, connection }: FormProps) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  const [wrongTries, setWrongTries] = useState(0)
  const title = say(connection.state === 'disconnected' ? 'disconnect.again' : 'connect.updateTitle')
  const failed = refused.message !== null || Object.keys(refused.errors).length > 0
  usePageTitle(failed ? say('form.errorTitle', { title }) : title, company.name)

  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const entered = Object.fromEntries(
      [...required, ...optional].map((name) => [name, pasted(form, name)]),
    ) as Record<FieldName, string>
    const missing: FieldErrors = Object.fromEntries(
      required
        .filter((name) => entered[name] === '')
        .map((name) => [name, say('connect.missing', { field: say(`connect.${name}`) })]),
    )
    setRefused({ ...accepted, errors: missing })
    if (Object.keys(missing).length > 0) return
    const { companyId, userId, password, ...rest } = entered
    const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
    const credentials = { companyId, userId, password, entity: null, ...filled }
    setBusy(true)
    try {
      await api.call('setCredentials', { path: { connection: connection.id }, body: credentials })
      await client.invalidateQueries()
      toast(say('connect.saved'))
      await navigate({ to: '/c/$c', params: { c: company.id } })
    } catch (error) {
      if (error instanceof TieoutError && error.problem.code === 'credentials_refused')
        setWrongTries((n) => n + 1)
      setRefused(refusedBy(error))
    } finally {
      setBusy(false)
    }
  }
  // What Intacct refused is told once, on top: its checks are no fields.
  const errors = Object.fromEntries(
    [...required, ...optional].flatMap((name) => {
      const words = refused.errors[name]
      return words === undefined ? [] : [[name, words]]
    }),
  )
  const shared = { errors }
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
        <Line name="companyId" hint {...shared} value={connection.intacctCompany} />
        <Line name="userId" hint {...shared} value={connection.user} />
        <Secret name="password" hint {...shared} />
        <Line name="entity" hint {...shared} value={connection.entity ?? ''} />
        <details open={advanced.some((name) => errors[name] !== undefined) || undefined}>
          <summary>{say('connect.advanced')}</summary>
          <div className="stack">
            <Line name="senderId" hint {...shared} />
            <Secret name="senderPassword" {...shared} />
            <Line name="endpoint" hint {...shared} value={connection.endpoint} />
          </div>
        </details>
        <div className="row">
          <Button type="submit">{busy ? say('connect.testing') : say('connect.save')}</Button>
          <Button variant="default" onClick={() => void navigate({ to: '/c/$c', params: { c: company.id } })}>
            {say('connect.back')}
          </Button>
        </div>
      </form>
    </>
  )
}

interface LineProps {
  readonly name: FieldName
  /** What to type stands above the field. */
  readonly hint?: boolean
  readonly value?: string | undefined
  readonly errors: FieldErrors
}

function given({ name, hint = false, errors }: LineProps) {
  return {
    id: name,
    name,
    autoComplete: 'off',
    label: say(`connect.${name}`),
    description: hint && name !== 'senderPassword' ? say(`connect.${name}Hint`) : undefined,
    error: errors[name],
  }
}

function Line(props: LineProps) {
  return (
    <TextInput
      {...given(props)}
      type={props.name === 'endpoint' ? 'url' : 'text'}
      defaultValue={props.value}
    />
  )
}

function Secret(props: LineProps) {
  return (
    <PasswordInput
      {...given(props)}
      visibilityToggleButtonProps={{ 'aria-label': say('form.showPassword'), tabIndex: 0 }}
    />
  )
}

/** Spaces around pasted ids are dropped; a password keeps its own. */
function pasted(form: FormData, name: string): string {
  const value = textOf(form, name)
  return name.toLowerCase().endsWith('password') ? value : value.trim()
}
