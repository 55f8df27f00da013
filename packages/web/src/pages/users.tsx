import { ActionIcon, Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { call, post } from '../api/call.ts'
import { useMay, useMe, usersQuery } from '../api/queries.ts'
import type { Role, User } from '../api/types.ts'
import { AccessTabs } from '../parts/access-tabs.tsx'
import { Ask } from '../parts/ask.tsx'
import { CopyButton } from '../parts/copy.tsx'
import { FormErrors } from '../parts/form-errors.tsx'
import { accepted, refusedBy, textOf } from '../parts/form.ts'
import { Moment, NotSet } from '../parts/moment.tsx'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'

export const roleNames = ['owner', 'operator', 'viewer'] as const satisfies Role[]
export const roleChoices = roleNames.map((value) => ({
  value,
  label: `${say(`access.role.${value}`)}: ${say(`access.roleText.${value}`).toLowerCase()}`,
}))

/** Who may do what. */
export function Users() {
  const query = useQuery(usersQuery)
  const owner = useMay('owner')
  const [inviting, invite] = useDisclosure(false)
  usePageTitle(say('access.users'))
  return (
    <>
      <PageHead
        title={say('access.title')}
        asOf={query.dataUpdatedAt}
        actions={
          <Restricted allowed={owner} who={say('pane.whoOwner')}>
            {(props, guard) => (
              <Button {...props} onClick={guard(invite.open)}>
                {say('access.invite')}
              </Button>
            )}
          </Restricted>
        }
      >
        {query.data && say('access.usersSentence', { n: query.data.length })}
      </PageHead>
      <AccessTabs />
      <Pane query={query} what={say('access.usersWhat')} skeleton={[40, 40, 40]}>
        {(users) => (
          <div className="pane flush">
            <table className="list cards middle">
              <thead>
                <tr>
                  <th scope="col">{say('access.name')}</th>
                  <th scope="col">{say('access.email')}</th>
                  <th scope="col">{say('access.role')}</th>
                  <th scope="col">{say('access.since')}</th>
                  <th scope="col">
                    <span className="unseen">{say('access.actions')}</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {users.map((user) => (
                  <UserRow key={user.id} user={user} users={users} owner={owner} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Pane>
      {inviting && <Invite onClose={invite.close} />}
    </>
  )
}

interface RowProps {
  readonly user: User
  readonly users: readonly User[]
  readonly owner: boolean
}

function UserRow({ user, users, owner }: RowProps) {
  const client = useQueryClient()
  const me = useMe()
  const [asking, ask] = useDisclosure(false)
  const lastOwner = user.role === 'owner' && users.filter(({ role }) => role === 'owner').length === 1
  const at = `/api/v1/users/${encodeURIComponent(user.id)}`
  const change = async (work: () => Promise<unknown>, words: string): Promise<void> => {
    try {
      await work()
      toast(words)
    } catch (error) {
      toast(refusedBy(error).message ?? say('pane.noAnswer'), { done: false })
    }
    await client.invalidateQueries({ queryKey: usersQuery.queryKey })
  }
  return (
    <tr>
      <th scope="row">
        {user.name === '' ? <NotSet /> : user.name}
        {user.id === me?.user.id && <span className="dimmed"> · {say('access.you')}</span>}
      </th>
      <td>{user.email ?? <NotSet />}</td>
      <td data-label={say('access.role')}>
        {owner && !lastOwner ? (
          <NativeSelect
            aria-label={say('access.roleOf', { name: user.name })}
            value={user.role}
            data={roleNames.map((value) => ({ value, label: say(`access.role.${value}`) }))}
            onChange={(event) => {
              const role = event.currentTarget.value
              const words = say('access.roleChanged', { name: user.name, role: role.toLowerCase() })
              void change(() => call('PATCH', at, { role }), words)
            }}
          />
        ) : (
          say(`access.role.${user.role}`)
        )}
      </td>
      <td data-label={say('access.since')}>
        {user.state === 'invited' && `${say('access.stateInvited')} `}
        <Moment at={user.since} stop={false} />
      </td>
      <td>
        {owner && (
          <Restricted allowed={!lastOwner} who={say('access.lastOwner')}>
            {(props, guard) => (
              <ActionIcon
                variant="subtle"
                color="danger"
                size={28}
                aria-label={say('access.remove', { name: user.name })}
                {...props}
                onClick={guard(ask.open)}
              >
                <IconTrash size={16} stroke={1.5} aria-hidden="true" />
              </ActionIcon>
            )}
          </Restricted>
        )}
        {asking && (
          <Ask
            title={say('access.removeTitle', { name: user.name })}
            text={say('access.removeText', { name: user.name })}
            go={say('access.remove', { name: user.name })}
            keep={say('access.keepUser', { name: user.name })}
            danger
            onGo={() => change(() => call('DELETE', at), say('access.removed', { name: user.name }))}
            onClose={ask.close}
          />
        )}
      </td>
    </tr>
  )
}

interface Invited {
  readonly email: string
  readonly link: string | null
}

function Invite({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  const [done, setDone] = useState<Invited | null>(null)
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const form = new FormData(event.currentTarget)
    const email = textOf(form, 'email').trim()
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
      setRefused({ ...accepted, errors: { email: say('access.emailMissing') } })
      return
    }
    const name = textOf(form, 'name').trim()
    setBusy(true)
    try {
      const role = textOf(form, 'role')
      const { link, ...answer } = await post<Invited>('/users/invite', {
        email,
        role,
        ...(name === '' ? {} : { name }),
      })
      setDone({ ...answer, link: link === null ? null : new URL(link, window.location.origin).href })
      setRefused(accepted)
      await client.invalidateQueries({ queryKey: usersQuery.queryKey })
    } catch (error) {
      setRefused(refusedBy(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('access.inviteTitle')}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      {done ? (
        <div className="stack">
          <p>{say('access.invited', { email: done.email })}</p>
          {done.link !== null && (
            <>
              <p className="text">{say('access.linkOnce')}</p>
              <pre className="said" tabIndex={0}>
                {done.link}
              </pre>
              <div className="row">
                <CopyButton text={done.link} label={say('access.copyLink')} />
              </div>
            </>
          )}
          <div>
            <Button variant="default" onClick={onClose}>
              {say('access.keyDone')}
            </Button>
          </div>
        </div>
      ) : (
        <form noValidate onSubmit={(event) => void submit(event)} className="stack">
          <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
          <TextInput
            id="email"
            name="email"
            type="email"
            autoComplete="off"
            data-autofocus
            label={say('access.email')}
            error={refused.errors.email}
          />
          <TextInput
            id="name"
            name="name"
            autoComplete="off"
            label={say('access.name')}
            error={refused.errors.name}
          />
          <NativeSelect
            id="role"
            name="role"
            label={say('access.role')}
            defaultValue="viewer"
            data={roleChoices}
          />
          <div className="row">
            <Button type="submit">{say('access.invite')}</Button>
            <Button variant="default" onClick={onClose}>
              {say('confirm.cancel')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  )
}
