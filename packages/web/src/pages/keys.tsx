import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { keysQuery, useMay } from '../api/queries.ts'
import type { Key } from '../api/types.ts'
import { AccessTabs } from '../parts/access-tabs.tsx'
import { Ask } from '../parts/ask.tsx'
import { FormErrors } from '../parts/form-errors.tsx'
import { textOf } from '../parts/form.ts'
import { Moment } from '../parts/moment.tsx'
import { Once } from '../parts/once.tsx'
import { Empty, Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { told } from '../parts/told.ts'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'
import { roleChoices, roleOf } from './users.tsx'

/** Which keys can use the API, and when each was last used. */
export function Keys() {
  const query = useQuery(keysQuery)
  const owner = useMay('owner')
  const [creating, create] = useDisclosure(false)
  usePageTitle(say('access.keys'))
  const inUse = query.data?.filter(({ revokedAt }) => revokedAt === null)
  return (
    <>
      <PageHead
        title={say('access.title')}
        asOf={query.dataUpdatedAt}
        actions={
          <Restricted allowed={owner} who={say('pane.whoOwner')}>
            {(props, guard) => (
              <Button {...props} onClick={guard(create.open)}>
                {say('access.createKey')}
              </Button>
            )}
          </Restricted>
        }
      >
        {inUse && inUse.length > 0 && say('access.keysSentence', { n: inUse.length })}
      </PageHead>
      <AccessTabs />
      <Pane query={query} what={say('access.keysWhat')} skeleton={[40, 40]}>
        {() =>
          inUse === undefined || inUse.length === 0 ? (
            <Empty title={say('access.keysEmpty')} text={say('access.keysEmptyText')} />
          ) : (
            <div className="pane flush">
              <table className="list cards middle">
                <thead>
                  <tr>
                    <th scope="col">{say('access.keyName')}</th>
                    <th scope="col">{say('access.role')}</th>
                    <th scope="col">{say('access.key')}</th>
                    <th scope="col">{say('access.created')}</th>
                    <th scope="col">{say('access.lastUsed')}</th>
                    <th scope="col">
                      <span className="unseen">{say('access.actions')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {inUse.map((key) => (
                    <KeyRow key={key.id} entry={key} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Pane>
      {creating && <CreateKey onClose={create.close} />}
    </>
  )
}

function KeyRow({ entry }: { readonly entry: Key }) {
  const client = useQueryClient()
  const [asking, ask] = useDisclosure(false)
  const remove = async (): Promise<void> => {
    const words = say('access.deleted', { name: entry.name })
    await told(() => api.call('revokeKey', { path: { id: entry.id } }), words)
    await client.invalidateQueries({ queryKey: keysQuery.queryKey })
  }
  return (
    <tr>
      <th scope="row">{entry.name}</th>
      <td data-label={say('access.role')}>{say(`access.role.${entry.role}`)}</td>
      <td className="mono" data-label={say('access.key')}>
        {entry.prefix}…
      </td>
      <td data-label={say('access.created')}>
        <Moment at={entry.createdAt} stop={false} /> · {entry.createdBy}
      </td>
      <td data-label={say('access.lastUsed')}>
        <Moment at={entry.lastUsedAt} stop={false} />
      </td>
      <td>
        <Button size="xs" variant="default" onClick={ask.open}>
          {say('access.deleteKey', { name: entry.name })}
        </Button>
        {asking && (
          <Ask
            title={say('access.deleteTitle', { name: entry.name })}
            text={say('access.deleteText')}
            go={say('access.deleteKey', { name: entry.name })}
            keep={say('access.keepKey')}
            typed={{ label: say('access.typeName', { name: entry.name }), value: entry.name }}
            danger
            onGo={remove}
            onClose={ask.close}
          />
        )}
      </td>
    </tr>
  )
}

function CreateKey({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const { refused, refuse, run } = useSubmit()
  const [made, setMade] = useState<string | null>(null)
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const name = textOf(form, 'name').trim()
    if (name === '') {
      refuse({ name: say('access.keyNameMissing') })
      return
    }
    await run(async () => {
      const { key } = await api.call('createKey', { body: { name, role: roleOf(textOf(form, 'role')) } })
      setMade(key)
      await client.invalidateQueries({ queryKey: keysQuery.queryKey })
    })
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('access.createKeyTitle')}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      closeOnClickOutside={made === null}
      transitionProps={{ duration: 180 }}
    >
      {made === null ? (
        <form noValidate onSubmit={(event) => void submit(event)} className="stack">
          <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
          <TextInput
            id="name"
            name="name"
            autoComplete="off"
            data-autofocus
            label={say('access.keyName')}
            error={refused.errors.name}
          />
          <NativeSelect
            id="role"
            name="role"
            label={say('access.role')}
            defaultValue="operator"
            data={roleChoices}
          />
          <div className="row">
            <Button type="submit">{say('access.createKey')}</Button>
            <Button variant="default" onClick={onClose}>
              {say('confirm.cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="stack">
          <Once
            words={say('access.keyOnce')}
            secret={made}
            copy={say('copy.what', { what: say('access.key').toLowerCase() })}
            onClose={onClose}
          />
        </div>
      )}
    </Modal>
  )
}
