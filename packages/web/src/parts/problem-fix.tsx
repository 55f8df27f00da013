import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type SyntheticEvent } from 'react'
import { connectionQuery, useMay } from '../api/queries.ts'
import type { ProblemCard } from '../api/types.ts'
import { useSaveSettings } from '../connection/save-settings.ts'
import { say } from '../words/say.ts'
import { FormErrors } from './form-errors.tsx'
import css from './problem-pane.module.css'
import { ReferencePicker } from './reference-picker.tsx'
import { Restricted } from './restricted.tsx'
import { toast } from './toasts.tsx'
import { useSubmit } from './use-submit.ts'

interface Props {
  readonly connection: string
  readonly card: ProblemCard
  readonly fix: NonNullable<ProblemCard['fix']>
}

/** The choice that cures a cause, where it is told; what it held back goes on by itself. */
export function Fix({ connection, card, fix }: Props) {
  const may = useMay('operator')
  const { data } = useQuery(connectionQuery(connection))
  const save = useSaveSettings({ id: connection, settingsVersion: data?.settingsVersion ?? 1 })
  const submit = useSubmit()
  const [value, setValue] = useState('')
  const id = `fix-${fix.path.replace('.', '-')}`
  const errors = submit.refused.errors
  const go = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault()
    if (value === '') {
      submit.refuse({ [id]: say('fix.missing') })
      return
    }
    await submit.run(async () => {
      const [group = '', name = ''] = fix.path.split('.')
      await save({ [group]: { [name]: value } })
      toast(say('fix.saved', { label: fix.label, value, n: card.records }))
    })
  }
  const label = say('fix.choose', { label: `${fix.label.charAt(0).toLowerCase()}${fix.label.slice(1)}` })
  return (
    <form noValidate className={`stack ${css.fix ?? ''}`} onSubmit={(event) => void go(event)}>
      <FormErrors errors={errors} message={submit.refused.message} cure={submit.refused.cure} />
      <ReferencePicker
        id={id}
        label={label}
        description={say('fix.text', { records: say('problems.records', { n: card.records }) })}
        error={errors[id] ?? errors[`settings.${fix.path}`]}
        value={value}
        connection={connection}
        type={fix.reference}
        readOnly={!may}
        onChange={setValue}
      />
      <div className="row">
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button type="submit" {...props} {...(may ? {} : { onClick: guard(() => undefined) })}>
              {submit.busy ? say('fix.saving') : say('fix.save', { n: card.records })}
            </Button>
          )}
        </Restricted>
      </div>
    </form>
  )
}
