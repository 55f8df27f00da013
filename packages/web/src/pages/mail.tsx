import { Button, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { mailQuery, useMe, useMay } from '../api/queries.ts'
import type { MailRelay } from '../api/types.ts'
import { AccessTabs } from '../parts/access-tabs.tsx'
import { FormErrors, type FieldErrors } from '../parts/form-errors.tsx'
import { textOf } from '../parts/form.ts'
import { Moment } from '../parts/moment.tsx'
import { Pane } from '../parts/pane.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'

type Security = 'tls' | 'starttls' | 'none'

const securities: readonly Security[] = ['tls', 'starttls', 'none']
/** The port that nearly every server of that kind listens at. */
const usualPort: Readonly<Record<Security, number>> = { tls: 465, starttls: 587, none: 25 }

/** The mail server that alerts go out by. */
export function MailPage() {
  const owner = useMay('owner')
  const query = useQuery({ ...mailQuery, enabled: owner })
  usePageTitle(say('mail.title'))
  return (
    <>
      <PageHead title={say('access.title')} asOf={query.dataUpdatedAt}>
        {query.data && <Sentence mail={query.data} />}
      </PageHead>
      <AccessTabs />
      {owner ? (
        <Pane query={query} what={say('mail.what')} skeleton={[320]}>
          {(mail) => <Loaded mail={mail} />}
        </Pane>
      ) : (
        <p className="pane text">{say('mail.ownersOnly')}</p>
      )}
    </>
  )
}

function Sentence({ mail }: { readonly mail: MailRelay }) {
  if (mail.relay !== null) return say('mail.sentence', { host: mail.relay.host })
  return say(mail.installationHasOne ? 'mail.sentenceInstallation' : 'mail.sentenceNone')
}

function Loaded({ mail }: { readonly mail: MailRelay }) {
  return (
    <>
      {mail.lastFailure !== null && (
        <p className="pane text" role="status">
          {say('mail.lastFailure', { text: mail.lastFailure })}
        </p>
      )}
      <Relay key={mail.relay?.changedAt ?? ''} mail={mail} />
      {(mail.relay !== null || mail.installationHasOne) && <TestMail />}
    </>
  )
}

function Relay({ mail: { relay, lastSentAt } }: { readonly mail: MailRelay }) {
  const client = useQueryClient()
  const { refused, busy, refuse, run } = useSubmit()
  const [security, setSecurity] = useState<Security>(relay?.security ?? 'starttls')
  const [port, setPort] = useState<number | string>(relay?.port ?? usualPort.starttls)
  const chooseSecurity = (chosen: string | null): void => {
    const next = securities.find((each) => each === chosen)
    if (next === undefined) return
    if (Number(port) === usualPort[security]) setPort(usualPort[next])
    setSecurity(next)
  }
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const host = textOf(form, 'host').trim()
    const sender = textOf(form, 'sender').trim()
    const user = textOf(form, 'user').trim()
    const password = textOf(form, 'password')
    const missing: FieldErrors = {
      ...(host === '' ? { host: say('mail.hostMissing') } : {}),
      ...(sender === '' ? { sender: say('mail.senderMissing') } : {}),
    }
    if (Object.keys(missing).length > 0) {
      refuse(missing)
      return
    }
    await run(async () => {
      const body = { host, port: Number(port), security, user: user === '' ? null : user, sender }
      await api.call('setMail', { body: password === '' ? body : { ...body, password } })
      toast(say('mail.saved'))
      await client.invalidateQueries({ queryKey: mailQuery.queryKey })
    })
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="pane stack form">
      <h2>{say('mail.server')}</h2>
      <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
      <TextInput
        id="host"
        name="host"
        label={say('mail.host')}
        description={say('mail.hostHint')}
        defaultValue={relay?.host}
        autoComplete="off"
        error={refused.errors.host}
      />
      <Select
        id="security"
        label={say('mail.security')}
        data={securities.map((value) => ({ value, label: say(`mail.security.${value}`) }))}
        value={security}
        onChange={chooseSecurity}
        allowDeselect={false}
        error={refused.errors.security}
      />
      <NumberInput
        id="port"
        name="port"
        label={say('mail.port')}
        value={port}
        onChange={setPort}
        min={1}
        max={65_535}
        hideControls
        error={refused.errors.port}
      />
      <TextInput
        id="user"
        name="user"
        label={say('mail.user')}
        description={say('mail.userHint')}
        defaultValue={relay?.user ?? ''}
        autoComplete="off"
        error={refused.errors.user}
      />
      <PasswordInput
        id="password"
        name="password"
        label={say('mail.password')}
        description={relay?.passwordSet === true ? say('mail.passwordKept') : null}
        autoComplete="new-password"
        error={refused.errors.password}
      />
      <TextInput
        id="sender"
        name="sender"
        label={say('mail.sender')}
        description={say('mail.senderHint')}
        defaultValue={relay?.sender}
        autoComplete="off"
        error={refused.errors.sender}
      />
      <div className="row">
        <Button type="submit">{say(busy ? 'mail.saving' : 'mail.save')}</Button>
        {lastSentAt !== null && (
          <span className="muted">
            {say('mail.lastSent')} <Moment at={lastSentAt} />
          </span>
        )}
      </div>
    </form>
  )
}

function TestMail() {
  const me = useMe()
  const { refused, busy, run } = useSubmit()
  const [said, setSaid] = useState<string | null>(null)
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const to = textOf(new FormData(event.currentTarget), 'to').trim()
    setSaid(null)
    await run(async () => {
      const { text } = await api.call('testMail', { body: { to } })
      setSaid(text)
    })
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="pane stack form">
      <h2>{say('mail.test')}</h2>
      <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
      <TextInput
        id="to"
        name="to"
        type="email"
        label={say('mail.testTo')}
        defaultValue={me?.user.email ?? ''}
        error={refused.errors.to}
      />
      <div className="row">
        <Button type="submit" variant="default">
          {say(busy ? 'mail.testing' : 'mail.testSend')}
        </Button>
      </div>
      <p role="status" className="text">
        {said}
      </p>
    </form>
  )
}
