import { Button, Modal, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { alertsQuery } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { refusedBy, textOf } from '../parts/form.ts'
import { NotSet } from '../parts/moment.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'

interface Props {
  readonly connection: string
  readonly company: string
  readonly may: boolean
}

/** Who is told by mail when a scheduled sync fails or is missed, or Intacct refuses the sign-in. */
export function AlertList({ connection, company, may }: Props) {
  const { data } = useQuery(alertsQuery(connection))
  const [changing, change] = useDisclosure(false)
  if (data === undefined) return <NotSet />
  const test = async (): Promise<void> => {
    try {
      const { ok, text } = await api.call('testAlerts', { path: { connection } })
      toast(text, { done: ok })
    } catch (error) {
      const { message, cure } = refusedBy(error)
      toast([message, cure].filter(Boolean).join(' '), { done: false })
    }
  }
  return (
    <div className="stack">
      <span>{data.addresses.length === 0 ? say('alerts.nobody') : data.addresses.join(', ')}</span>
      {data.addresses.length > 0 && !data.canMail && (
        <span>
          {say('alerts.noServer')} <Link to="/access/mail">{say('alerts.setServer')}</Link>
        </span>
      )}
      <div className="row">
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button variant="default" size="xs" {...props} onClick={guard(change.open)}>
              {say('alerts.change')}
            </Button>
          )}
        </Restricted>
        {data.addresses.length > 0 && data.canMail && (
          <Restricted allowed={may} who={say('pane.whoOperator')}>
            {(props, guard) => (
              <Button variant="default" size="xs" {...props} onClick={guard(() => void test())}>
                {say('alerts.test')}
              </Button>
            )}
          </Restricted>
        )}
      </div>
      {changing && (
        <Change connection={connection} company={company} addresses={data.addresses} onClose={change.close} />
      )}
    </div>
  )
}

interface ChangeProps {
  readonly connection: string
  readonly company: string
  readonly addresses: readonly string[]
  readonly onClose: () => void
}

function Change({ connection, company, addresses, onClose }: ChangeProps) {
  const client = useQueryClient()
  const { refused, busy, refuse, run } = useSubmit()
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const given = textOf(new FormData(event.currentTarget), 'addresses')
      .split(/[\s,;]+/)
      .filter((address) => address !== '')
    const wrong = given.find((address) => !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(address))
    if (wrong !== undefined) {
      refuse({ addresses: say('alerts.wrong', { address: wrong }) })
      return
    }
    await run(async () => {
      await api.call('setAlerts', { path: { connection }, body: { addresses: given } })
      toast(say('alerts.saved', { n: given.length, company }))
      await client.invalidateQueries({ queryKey: alertsQuery(connection).queryKey })
      onClose()
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('alerts.title', { company })}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <form noValidate className="stack" onSubmit={(event) => void submit(event)}>
        <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
        <p className="text">{say('alerts.text')}</p>
        <Textarea
          id="addresses"
          name="addresses"
          label={say('alerts.addresses')}
          description={say('alerts.addressesHint')}
          defaultValue={addresses.join('\n')}
          rows={4}
          data-autofocus
          error={refused.errors.addresses}
        />
        <div className="row">
          <Button type="submit">{say(busy ? 'alerts.saving' : 'alerts.save')}</Button>
          <Button variant="default" onClick={onClose}>
            {say('alerts.keep')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
