import { Button, Checkbox, Modal, Radio, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { ReferenceMultiPicker } from '../parts/reference-multi-picker.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'
import { waitFor } from './under-way.ts'

const kinds = ['invoices', 'customers', 'everything'] as const
type Kind = (typeof kinds)[number]

interface Props {
  readonly company: string
  readonly connection: string
  readonly onClose: () => void
}

/** Chooses what is imported from Intacct, once, and starts it; the run's page shows how far it is. */
export function StartFetch({ company, connection, onClose }: Props) {
  const navigate = useNavigate()
  const { refused, busy, refuse, run } = useSubmit()
  const [what, setWhat] = useState<Kind>('invoices')
  const [types, setTypes] = useState<readonly string[]>([])
  const [days, setDays] = useState({ from: '', until: '', since: '' })
  const [openOnly, setOpenOnly] = useState(true)
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault()
    if (what === 'everything' && days.since === '') return refuse({ since: say('fetch.sinceMissing') })
    void run(async () => {
      const started = await api.call('startFetch', {
        path: { connection },
        body: bodyOf(what, types, days, openOnly),
      })
      waitFor({ company, connection, run: started.id })
      await navigate({ to: '/c/$c/runs/$run', params: { c: company, run: started.id } })
    })
  }
  const day = (name: keyof typeof days, label: string, description?: string) => (
    <TextInput
      id={name}
      type="date"
      label={label}
      description={description}
      value={days[name]}
      error={refused.errors[name]}
      onChange={(event) => setDays({ ...days, [name]: event.currentTarget.value })}
    />
  )
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('fetch.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <form noValidate onSubmit={submit} className="stack">
        <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
        <Radio.Group value={what} onChange={(value) => setWhat(value)} label={say('fetch.what')}>
          <div className="stack tight">
            {kinds.map((kind) => (
              <Radio
                key={kind}
                value={kind}
                label={say(`fetch.what.${kind}`)}
                description={say(`fetch.what.${kind}Hint`)}
              />
            ))}
          </div>
        </Radio.Group>
        {what === 'invoices' && (
          <>
            <ReferenceMultiPicker
              id="orderTypes"
              label={say('fetch.orderTypes')}
              description={say('fetch.orderTypesHint')}
              error={refused.errors['orderTypes']}
              values={types}
              connection={connection}
              type="order_entry_type"
              readOnly={false}
              onChange={setTypes}
            />
            <div className="row">
              {day('from', say('fetch.from'))}
              {day('until', say('fetch.until'))}
            </div>
            <Checkbox
              checked={openOnly}
              onChange={(event) => setOpenOnly(event.currentTarget.checked)}
              label={say('fetch.openOnly')}
            />
          </>
        )}
        {what === 'everything' && day('since', say('fetch.since'))}
        <p className="dimmed">{say('fetch.background')}</p>
        <div className="row">
          <Button type="submit" aria-disabled={busy}>
            {say('fetch.start')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('confirm.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

function bodyOf(
  what: Kind,
  types: readonly string[],
  { from, until, since }: Readonly<Record<'from' | 'until' | 'since', string>>,
  openOnly: boolean,
) {
  if (what === 'everything') return { what, since }
  if (what === 'customers') return { what }
  return {
    what,
    openOnly,
    ...(types.length === 0 ? {} : { orderTypes: [...types] }),
    ...(from === '' ? {} : { from }),
    ...(until === '' ? {} : { until }),
  }
}
