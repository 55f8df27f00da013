import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useBlocker, useParams } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { connectionQuery, referenceQuery, useCompany, useMay } from '../api/queries.ts'
import type { Connection } from '../api/types.ts'
import bars from '../grid/bars.module.css'
import { Ask } from '../parts/ask.tsx'
import { ConnectedCompany } from '../parts/connected.tsx'
import { MatchingStep } from '../matching/matching-step.tsx'
import { FormErrors } from '../parts/form-errors.tsx'
import { Pane } from '../parts/pane.tsx'
import { ReferenceMultiPicker } from '../parts/reference-multi-picker.tsx'
import { ReferencePicker } from '../parts/reference-picker.tsx'
import { PageHead, usePageTitle } from '../parts/title.tsx'
import { dimensionRuleWords, wrongEntries } from '../settings/columns.ts'
import { SettingsHistory } from '../settings/history.tsx'
import { ListEditor } from '../settings/list-editor.tsx'
import { ReviewChanges } from '../settings/review.tsx'
import { RuleTester } from '../settings/rule-tester.tsx'
import {
  sectionNames,
  sections,
  textOfSetting,
  wrongSetting,
  type Field,
  type SectionName,
  listOf,
  listText,
} from '../settings/sections.ts'
import { say } from '../words/say.ts'
import links from './status-counts.module.css'

export function SettingsPage() {
  const { c } = useParams({ from: '/inside/c/$c/settings/$section' })
  usePageTitle(say('settings.title'), useCompany(c).company?.name)
  return (
    <ConnectedCompany c={c} title={say('settings.title')}>
      {(_company, connection) => <Loaded key={connection} c={c} connection={connection} />}
    </ConnectedCompany>
  )
}

function Loaded({ c, connection }: { readonly c: string; readonly connection: string }) {
  const query = useQuery(connectionQuery(connection))
  return (
    <>
      <PageHead title={say('settings.title')} asOf={query.dataUpdatedAt}>
        {query.data && say('settings.sentence', { n: query.data.settingsVersion })}
      </PageHead>
      <Pane query={query} what={say('settings.what')} skeleton={[36, 280]}>
        {(data) => (
          <>
            <Editor c={c} connection={data} />
            <SettingsHistory connection={data} />
          </>
        )}
      </Pane>
    </>
  )
}

/** What was typed, by field, on the version that was shown when the typing began. */
interface Draft {
  readonly version: number
  readonly values: ReadonlyMap<Field, string>
}

function Editor({ c, connection }: { readonly c: string; readonly connection: Connection }) {
  const { section } = useParams({ from: '/inside/c/$c/settings/$section' })
  const name: SectionName = sectionNames.find((each) => each === section) ?? 'accounts'
  const may = useMay('operator')
  const [draft, setDraft] = useState<Draft | null>(null)
  const [tried, setTried] = useState(false)
  const [reviewing, review] = useDisclosure(false)
  const changes = new Map(
    [...(draft?.values ?? [])].filter(
      ([field, value]) => value !== textOfSetting(connection.settings, field),
    ),
  )
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => changes.size > 0 && !sameEditor(current.pathname, next.pathname),
    enableBeforeUnload: () => changes.size > 0,
    withResolver: true,
  })
  const valueOf = (field: Field): string =>
    draft?.values.get(field) ?? textOfSetting(connection.settings, field)
  const set = (field: Field, value: string): void =>
    setDraft((before) => ({
      version: before?.version ?? connection.settingsVersion,
      values: new Map(before?.values).set(field, value),
    }))
  const wrong = new Map(
    [...changes].flatMap(([field, value]): [string, string][] => {
      if (field.list) return wrongEntries(field.list, field.id, value)
      const words = wrongSetting(field, value)
      return words === null ? [] : [[field.id, words]]
    }),
  )
  const errors = tried ? Object.fromEntries(wrong) : {}
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (wrong.size === 0 && changes.size > 0) review.open()
  }
  const cache = useQuery(referenceQuery(connection.id))
  const own = (cache.data?.kinds ?? []).flatMap(({ type, title }) =>
    type.startsWith('udd:') ? [{ value: type, label: { text: title } }] : [],
  )
  const isList = sections[name].some(({ list }) => list !== undefined)
  return (
    <>
      <nav aria-label={say('settings.sections')} className={bars.tabs}>
        {sectionNames.map((each) => (
          <Link
            key={each}
            to="/c/$c/settings/$section"
            params={{ c, section: each }}
            className={`${bars.tab ?? ''} ${links.link ?? ''}`}
          >
            {say(`settings.${each}`)}
          </Link>
        ))}
      </nav>
      <form noValidate onSubmit={submit} className={`pane stack ${isList ? '' : 'form'}`}>
        <h2>{say(`settings.${name}`)}</h2>
        {isTold(name) && <p className="dimmed text">{say(`settings.${name}Text`)}</p>}
        {!may && <p>{say('settings.readOnly')}</p>}
        <FormErrors errors={errors} />
        {sections[name].map((field) =>
          field.list ? (
            <ListEditor
              key={field.id}
              id={field.id}
              words={field.id === 'dimensionRules' ? dimensionRuleWords(own) : field.list}
              value={valueOf(field)}
              errors={errors}
              readOnly={!may}
              connection={connection.id}
              onChange={(value) => set(field, value)}
            />
          ) : (
            <SettingField
              key={field.id}
              field={field}
              value={valueOf(field)}
              error={errors[field.id]}
              readOnly={!may}
              connection={connection.id}
              onChange={(value) => set(field, value)}
            />
          ),
        )}
        <div className="row">
          <Button
            type="submit"
            aria-disabled={!may || changes.size === 0}
            {...(!may || changes.size === 0 ? { 'data-disabled': true } : {})}
          >
            {say('settings.review')}
          </Button>
          <span className="dimmed" role="note">
            {changes.size === 0 ? say('settings.nothing') : say('settings.leaveText', { n: changes.size })}
          </span>
        </div>
      </form>
      {name === 'matching' && (
        <section className="pane stack" aria-labelledby="matching">
          <h2 id="matching">{say('matching.title')}</h2>
          <MatchingStep connection={connection.id} />
        </section>
      )}
      {name === 'rules' && sections.rules[0] && (
        <RuleTester connection={connection.id} rules={valueOf(sections.rules[0])} />
      )}
      {reviewing && draft && (
        <ReviewChanges
          connection={connection}
          version={draft.version}
          changes={changes}
          onSaved={() => {
            setDraft(null)
            setTried(false)
            review.close()
          }}
          onClose={review.close}
        />
      )}
      {blocker.status === 'blocked' && (
        <Ask
          title={say('settings.leaveTitle')}
          text={say('settings.leaveText', { n: changes.size })}
          go={say('settings.leave')}
          keep={say('settings.keep')}
          danger
          onGo={() => {
            blocker.proceed()
            return Promise.resolve()
          }}
          onClose={() => blocker.reset()}
        />
      )}
    </>
  )
}

function isTold(name: SectionName): name is 'rules' | 'dimensions' | 'custom' {
  return name === 'rules' || name === 'dimensions' || name === 'custom'
}

function sameEditor(from: string, to: string): boolean {
  const base = (path: string): string => path.split('/settings/')[0] ?? path
  return to.includes('/settings/') && base(from) === base(to)
}

interface FieldProps {
  readonly field: Field
  readonly value: string
  readonly error: string | undefined
  readonly readOnly: boolean
  readonly connection: string
  readonly onChange: (value: string) => void
}

function SettingField({ field, value, error, readOnly, connection, onChange }: FieldProps) {
  const common = {
    id: field.id,
    label: say(field.label),
    description: field.hint ? say(field.hint) : undefined,
    error,
    value,
  }
  const choices =
    field.kind === 'yes_no'
      ? [
          { value: 'on', label: say('settings.on') },
          { value: 'off', label: say('settings.off') },
        ]
      : field.choices?.map((each) => ({ value: each.value, label: say(each.label) }))
  if (choices) {
    return (
      <NativeSelect
        {...common}
        data={choices}
        disabled={readOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  if (field.kind === 'names' && field.reference !== undefined)
    return (
      <ReferenceMultiPicker
        {...common}
        values={listOf(value)}
        connection={connection}
        type={field.reference}
        readOnly={readOnly}
        onChange={(chosen) => onChange(listText(chosen))}
      />
    )
  if (field.reference !== undefined)
    return (
      <ReferencePicker
        {...common}
        connection={connection}
        type={field.reference}
        readOnly={readOnly}
        onChange={onChange}
      />
    )
  const numeric = field.kind === 'minutes' || field.kind === 'whole'
  return (
    <TextInput
      {...common}
      type={field.kind === 'day' ? 'date' : 'text'}
      inputMode={numeric ? 'numeric' : 'text'}
      readOnly={readOnly}
      autoComplete="off"
      onChange={(event) => {
        const typed = event.currentTarget.value.trimStart()
        onChange(field.kind === 'currency' ? typed.toUpperCase() : typed)
      }}
    />
  )
}
