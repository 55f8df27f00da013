import { Radio, TextInput } from '@mantine/core'
import { useAppName } from '../api/queries.ts'
import type { Choice, Difference, RecordDetail } from '../api/types.ts'
import { NotSet } from '../parts/moment.tsx'
import { usePrefs } from '../prefs.ts'
import { say } from '../words/say.ts'
import { valueOf, type ChoiceValues } from './choice-values.ts'
import css from './choices.module.css'
import { shownValue } from './fields.ts'

interface Props {
  readonly offered: Choice
  readonly detail: RecordDetail
  readonly values: ChoiceValues
  readonly onChange: (values: ChoiceValues) => void
}

/** What a choice still has to be told: a number, a day, which record in Intacct, or a value for each field. */
export function ChoiceInput({ offered, detail, values, onChange }: Props) {
  const value = valueOf(offered, values)
  switch (offered.needs) {
    case 'record':
      return (
        <Radio.Group label={say('choices.which')} value={value} onChange={(record) => onChange({ record })}>
          <div className="stack tight">
            {offered.records.map(({ key, label }) => (
              <Radio key={key} size="xs" value={key} label={label} />
            ))}
          </div>
        </Radio.Group>
      )
    case 'number':
      return (
        <TextInput
          label={say('choices.number')}
          value={value}
          maxLength={45}
          autoComplete="off"
          onChange={(event) => onChange({ number: event.currentTarget.value })}
        />
      )
    case 'date':
      return (
        <TextInput
          type="date"
          label={say('choices.date')}
          value={value}
          onChange={(event) => onChange({ date: event.currentTarget.value })}
        />
      )
    case 'fields':
      return (
        <Fields
          differences={detail.differences.filter(({ field }) => offered.fields.includes(field))}
          currency={detail.record.currency}
          chosen={values.fields ?? {}}
          onChange={(fields) => onChange({ fields })}
        />
      )
    case null:
      return null
  }
}

type Chosen = NonNullable<ChoiceValues['fields']>

interface FieldsProps {
  readonly differences: readonly Difference[]
  readonly currency: string | null
  readonly chosen: Chosen
  readonly onChange: (chosen: Chosen) => void
}

/** The three values of each field side by side, and whose stands. */
function Fields({ differences, currency, chosen, onChange }: FieldsProps) {
  const app = useAppName()
  const { locale } = usePrefs()
  const remote = say('app.remoteSide')
  const text = (field: string, value: unknown) => shownValue(field, value, currency, locale) ?? <NotSet />
  return (
    <div className="stack">
      {differences.map(({ field, label, app: ours, base, remote: theirs }) => (
        <Radio.Group
          key={field}
          label={label}
          description={
            <>
              {say('record.lastAgreed')}: {text(field, base)}
            </>
          }
          value={chosen[field] ?? ''}
          onChange={(side) => onChange({ ...chosen, [field]: side === 'app' ? 'app' : 'remote' })}
        >
          <div className={css.sides}>
            <Radio
              size="xs"
              value="app"
              label={
                <>
                  {app}: <strong>{text(field, ours)}</strong>
                </>
              }
            />
            <Radio
              size="xs"
              value="remote"
              label={
                <>
                  {remote}: <strong>{text(field, theirs)}</strong>
                </>
              }
            />
          </div>
        </Radio.Group>
      ))}
    </div>
  )
}
