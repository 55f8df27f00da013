import { ActionIcon, Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { useMay, useMe, usersQuery } from '../api/queries.ts'
import type { Role, User } from '../api/types.ts'
import { AccessTabs } from '../parts/access-tabs.tsx'
import { Ask } from '../parts/ask.tsx'
import { FormErrors } from '../parts/form-errors.tsx'
import { textOf } from '../parts/form.ts'
import { Moment, NotSet } from '../parts/moment.tsx'
import { Once } from '../parts/once.tsx'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { told } from '../parts/told.ts'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'

export const roleNames = ['owner', 'operator', 'viewer'] as const satisfies Role[]
/** The role that a person chose; the lowest if it is none of them. */
export function roleOf(chosen: string): Role {
  return roleNames.find((name) => name === chosen) ?? 'viewer'
}
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
  const at = { path: { id: user.id } }
  const change = async (work: () => Promise<unknown>, words: string): Promise<void> => {
    await told(work, words)
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
              const role = roleOf(event.currentTarget.value)
              const words = say('access.roleChanged', { name: user.name, role: role.toLowerCase() })
              void change(() => api.call('changeUser', { ...at, body: { role } }), words)
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
            onGo={() => change(() => api.call('removeUser', at), say('access.removed', { name: user.name }))}
            onClose={ask.close}
          />
        )}
      </td>
    </tr>
  )
}

interface Invited {
  readonly email: string
  readonly link: string
}

function Invite({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const { refused, refuse, run } = useSubmit()
  const [done, setDone] = useState<Invited | null>(null)
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const email = textOf(form, 'email').trim()
    if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
      refuse({ email: say('access.emailMissing') })
      return
    }
    const name = textOf(form, 'name').trim()
    await run(async () => {
      const role = roleOf(textOf(form, 'role'))
      const { link } = await api.call('inviteUser', {
        body: { email, role, ...(name === '' ? {} : { name }) },
      })
      setDone({ email, link: new URL(link, window.location.origin).href })
      await client.invalidateQueries({ queryKey: usersQuery.queryKey })
    })
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
          <Once
            words={say('access.linkOnce')}
            secret={done.link}
            copy={say('access.copyLink')}
            onClose={onClose}
          />
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
