import { Button, Progress, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Connection } from '../api/types.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { textOf } from '../parts/form.ts'
import { Restricted } from '../parts/restricted.tsx'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { usePrefs } from '../prefs.ts'
import { formatCount, formatDay, formatMonth } from '../words/format.ts'
import { say } from '../words/say.ts'
import { useSaveSettings } from './save-settings.ts'

interface Props {
  readonly connection: Connection
  readonly may: boolean
}

/** API units of this month against the plan, and what they come to. */
export function Units({ connection, may }: Props) {
  const { locale } = usePrefs()
  const [changing, change] = useDisclosure(false)
  const { used, plan, forecast, month, until } = connection.units
  const of = { used: formatCount(used, locale), month: formatMonth(month, locale) }
  const words =
    plan === null ? say('units.used', of) : say('units.usedOf', { ...of, plan: formatCount(plan, locale) })
  return (
    <div className="stack tight">
      <span>
        <span className="figure">{words}</span>
        {forecast !== null && ` · ${say('units.forecast', { n: forecast, until: formatDay(until, locale) })}`}
      </span>
      {plan !== null && (
        <Progress
          value={Math.min(100, (used * 100) / plan)}
          aria-label={words}
          color={used > plan ? 'var(--tone-desynchronized)' : 'var(--link)'}
        />
      )}
      {plan !== null && forecast !== null && forecast > plan && (
        <span className="text">{say('units.over')}</span>
      )}
      <span className="dimmed small">{say('units.counted')}</span>
      <div className="row">
        <Restricted allowed={may} who={say('pane.whoOperator')}>
          {(props, guard) => (
            <Button variant="default" size="xs" {...props} onClick={guard(change.open)}>
              {say(plan === null ? 'units.set' : 'units.change')}
            </Button>
          )}
        </Restricted>
      </div>
      {changing && <Plan connection={connection} onClose={change.close} />}
    </div>
  )
}

function Plan({ connection, onClose }: { readonly connection: Connection; readonly onClose: () => void }) {
  const save = useSaveSettings(connection)
  const submit = useSubmit()
  const { plan } = connection.units
  const go = async (form: HTMLFormElement): Promise<void> => {
    const typed = textOf(new FormData(form), 'plan').replaceAll(/[\s,.'’]/g, '')
    if (!/^([1-9]\d{0,8})?$/.test(typed)) {
      submit.refuse({ plan: say('units.wrong') })
      return
    }
    await submit.run(async () => {
      await save({ unitsPlan: typed === '' ? null : Number(typed) })
      toast(say('units.saved'))
      onClose()
    })
  }
  return (
    <FormDialog
      title={say('units.title')}
      text={say('units.text')}
      save={say('units.save')}
      saving={say('schedule.saving')}
      keep={say('schedule.keep')}
      submit={submit}
      onSubmit={go}
      onClose={onClose}
    >
      <TextInput
        id="plan"
        name="plan"
        label={say('units.plan')}
        description={say('units.planHint')}
        inputMode="numeric"
        autoComplete="off"
        data-autofocus
        defaultValue={plan === null ? '' : String(plan)}
        error={submit.refused.errors.plan}
      />
    </FormDialog>
  )
}
