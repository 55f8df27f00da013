import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type SyntheticEvent } from 'react'
import { FormErrors } from '../parts/form-errors.tsx'
import { say } from '../words/say.ts'
import css from './bars.module.css'
import type { GridSearch } from './filter.ts'
import { reasonChoices } from './reasons.ts'

const fields = ['customer', 'from', 'to', 'currency', 'min', 'max'] as const
type Field = (typeof fields)[number]

const rules: Readonly<Partial<Record<Field, { readonly good: RegExp; readonly words: string }>>> = {
  from: { good: /^(\d{4}-\d{2}-\d{2})?$/, words: say('settings.dateWrong') },
  to: { good: /^(\d{4}-\d{2}-\d{2})?$/, words: say('settings.dateWrong') },
  currency: { good: /^([A-Z]{3})?$/, words: say('settings.currencyWrong') },
  min: { good: /^(-?\d{1,15}(\.\d{1,3})?)?$/, words: say('grid.amountWrong') },
  max: { good: /^(-?\d{1,15}(\.\d{1,3})?)?$/, words: say('grid.amountWrong') },
}

interface Props {
  readonly search: GridSearch
  readonly onApply: (change: Readonly<Record<string, string>>) => void
}

/** Customer, dates, and amount with its currency. */
export function MoreFilters({ search, onApply }: Props) {
  const [values, setValues] = useState<Readonly<Record<Field, string>>>({
    customer: search.customer ?? '',
    from: search.from ?? '',
    to: search.to ?? '',
    currency: search.currency ?? '',
    min: search.min ?? '',
    max: search.max ?? '',
  })
  const [reason, setReason] = useState(search.reason ?? '')
  const [tried, setTried] = useState(false)
  const wrong = Object.fromEntries(
    fields.flatMap((field) => {
      const rule = rules[field]
      return rule && !rule.good.test(values[field]) ? [[`filter-${field}`, rule.words]] : []
    }),
  )
  const shown = tried ? wrong : {}
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(wrong).length === 0) onApply({ ...values, reason })
  }
  const field = (name: Field, whole: boolean, type = 'text') => (
    <TextInput
      id={`filter-${name}`}
      className={whole ? 'whole' : ''}
      label={say(`filter.${name}`)}
      type={type}
      value={values[name]}
      error={shown[`filter-${name}`]}
      {...(name === 'customer' ? { 'data-autofocus': true } : {})}
      onChange={(event) => {
        const text = event.currentTarget.value.trimStart()
        setValues((before) => ({ ...before, [name]: name === 'currency' ? text.trim().toUpperCase() : text }))
      }}
    />
  )
  return (
    <form noValidate onSubmit={submit} className={css.more}>
      <div className="whole">
        <FormErrors errors={shown} />
      </div>
      <NativeSelect
        className="whole"
        label={say('filter.reason')}
        value={reason}
        data={[{ value: '', label: say('grid.anyReason') }, ...reasonChoices(reason)]}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {field('customer', true)}
      {field('from', false, 'date')}
      {field('to', false, 'date')}
      {field('currency', true)}
      {field('min', false)}
      {field('max', false)}
      <Button type="submit" className="whole">
        {say('grid.apply')}
      </Button>
    </form>
  )
}
