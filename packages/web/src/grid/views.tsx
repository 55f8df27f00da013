import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core'
import { IconChevronDown, IconTrash } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { viewsQuery } from '../api/queries.ts'
import type { SavedView } from '../api/types.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import item from '../parts/panel-item.module.css'
import { Panel } from '../parts/panel.tsx'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { parseSearch, stringifySearch } from '../search.ts'
import { say } from '../words/say.ts'
import type { GridSearch } from './filter.ts'

interface Props {
  readonly search: GridSearch
  readonly onSearch: (search: GridSearch) => void
}

/** Every person has these; the others are kept by somebody. */
const given = [
  { name: say('views.all'), search: {} },
  { name: say('views.needs'), search: { needs: 'someone' } },
  { name: say('views.errors'), search: { status: 'error' } },
] as const satisfies { name: string; search: GridSearch }[]

/** The same filter and order in one writing. */
function written(search: GridSearch): string {
  return stringifySearch(
    Object.fromEntries(Object.entries(search).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  ).replace(/^\?/, '')
}

function asSearch(view: SavedView): GridSearch {
  return parseSearch(view.search)
}

/** The views of the list: those that everybody has, one's own and shared ones; and the way to keep the present one. */
export function Views({ search, onSearch }: Props) {
  const { data = [] } = useQuery(viewsQuery)
  const now = written(search)
  const all = [
    ...given.map((each) => ({ ...each, kept: null })),
    ...data.map((kept) => ({ name: kept.name, search: asSearch(kept), kept })),
  ]
  const active = all.find((each) => written(each.search) === now)
  return (
    <Panel
      label={say('views.title')}
      width={320}
      position="bottom-start"
      button={(_open, toggle) => (
        <Button
          variant="default"
          size="xs"
          onClick={toggle}
          rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden="true" />}
        >
          {say('views.view', { name: active?.name ?? say('views.edited') })}
        </Button>
      )}
    >
      {(close) => (
        <div className="stack tight">
          <ul className="plain">
            {all.map((each) => (
              <li key={each.kept?.id ?? each.name} className="row" style={{ flexWrap: 'nowrap' }}>
                <button
                  type="button"
                  className={item.item}
                  aria-current={each === active ? 'true' : undefined}
                  onClick={() => {
                    onSearch(each.search)
                    close()
                  }}
                >
                  {each.name}
                  {each.kept?.shared === true && (
                    <span className="dimmed small"> {say('views.by', { who: each.kept.by })}</span>
                  )}
                </button>
                {each.kept?.mine === true && <Remove view={each.kept} />}
              </li>
            ))}
          </ul>
          {active === undefined && <Keep search={now} onKept={close} />}
        </div>
      )}
    </Panel>
  )
}

function Remove({ view }: { readonly view: SavedView }) {
  const client = useQueryClient()
  const remove = async (): Promise<void> => {
    await api.call('removeView', { path: { id: view.id } })
    await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
    toast(say('views.removed', { name: view.name }))
  }
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={28}
      aria-label={say('views.remove', { name: view.name })}
      onClick={() => void remove()}
    >
      <IconTrash size={16} stroke={1.5} aria-hidden="true" />
    </ActionIcon>
  )
}

function Keep({ search, onKept }: { readonly search: string; readonly onKept: () => void }) {
  const client = useQueryClient()
  const submit = useSubmit()
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const go = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    if (name.trim() === '') {
      submit.refuse({ 'view-name': say('views.nameMissing') })
      return
    }
    await submit.run(async () => {
      await api.call('saveView', { body: { name: name.trim(), shared, search, columns: [] } })
      await client.invalidateQueries({ queryKey: viewsQuery.queryKey })
      toast(say('views.kept', { name: name.trim() }))
      onKept()
    })
  }
  return (
    <form noValidate className="stack tight" onSubmit={(event) => void go(event)}>
      <FormErrors
        errors={submit.refused.errors}
        message={submit.refused.message}
        cure={submit.refused.cure}
      />
      <TextInput
        id="view-name"
        label={say('views.name')}
        value={name}
        maxLength={80}
        autoComplete="off"
        error={submit.refused.errors['view-name']}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Checkbox
        size="xs"
        label={say('views.share')}
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
      <Button type="submit" size="xs">
        {say(submit.busy ? 'schedule.saving' : 'views.keep')}
      </Button>
    </form>
  )
}
