import { Button, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { meQuery, useMay } from '../api/queries.ts'
import type { Me } from '../api/types.ts'
import { AccessTabs } from '../parts/access-tabs.tsx'
import { FormErrors } from '../parts/form-errors.tsx'
import { textOf } from '../parts/form.ts'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'

/** What the workspace is called, and what it calls the application on the left side. */
export function Workspace() {
  const query = useQuery(meQuery)
  usePageTitle(say('workspace.title'))
  return (
    <>
      <PageHead title={say('access.title')} asOf={query.dataUpdatedAt}>
        {query.data && say('workspace.sentence', { name: query.data.workspace.name })}
      </PageHead>
      <AccessTabs />
      <Pane query={query} what={say('workspace.what')} skeleton={[200]}>
        {({ workspace }) => <Names key={`${workspace.name} ${workspace.app}`} workspace={workspace} />}
      </Pane>
    </>
  )
}

function Names({ workspace }: { readonly workspace: Me['workspace'] }) {
  const client = useQueryClient()
  const owner = useMay('owner')
  const { refused, busy, refuse, run } = useSubmit()
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (!owner) return
    const form = new FormData(event.currentTarget)
    const name = textOf(form, 'name').trim()
    if (name === '') {
      refuse({ name: say('workspace.nameMissing') })
      return
    }
    await run(async () => {
      await api.call('changeWorkspace', { body: { name, app: textOf(form, 'app').trim() } })
      toast(say('workspace.saved'))
      await client.invalidateQueries({ queryKey: meQuery.queryKey })
    })
  }
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="pane stack form">
      <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
      <TextInput
        id="name"
        name="name"
        label={say('workspace.name')}
        defaultValue={workspace.name}
        readOnly={!owner}
        autoComplete="off"
        maxLength={100}
        error={refused.errors.name}
      />
      <TextInput
        id="app"
        name="app"
        label={say('workspace.app')}
        description={say('workspace.appHint')}
        defaultValue={workspace.app}
        readOnly={!owner}
        autoComplete="off"
        maxLength={40}
        error={refused.errors.app}
      />
      <div className="row">
        <Restricted allowed={owner} who={say('pane.whoOwner')}>
          {(props) => (
            <Button type="submit" {...props}>
              {say(busy ? 'workspace.saving' : 'workspace.save')}
            </Button>
          )}
        </Restricted>
      </div>
    </form>
  )
}
