import { Checkbox, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { Connection } from '../api/types.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'
import { useSaveSettings } from './save-settings.ts'

const MINUTE_MS = 60_000
const intervals = [5, 15, 30, 60, 120, 240, 480, 720, 1440]

/** `every hour`, `every 15 minutes`. */
export function everyWords(everyMs: number): string {
  const minutes = Math.round(everyMs / MINUTE_MS)
  return minutes % 60 === 0
    ? say('schedule.everyHours', { n: minutes / 60 })
    : say('schedule.everyMinutes', { n: minutes })
}

interface Props {
  readonly connection: Connection
  readonly onClose: () => void
}

/** Whether a company syncs by itself, and how often Intacct is asked. */
export function AutoSync({ connection, onClose }: Props) {
  const { settings, company } = connection
  const save = useSaveSettings(connection)
  const submit = useSubmit()
  const [on, setOn] = useState(settings.autoSync)
  const [everyMs, setEveryMs] = useState(settings.inboundEveryMs)
  const offered = new Set([...intervals.map((minutes) => minutes * MINUTE_MS), settings.inboundEveryMs])
  return (
    <FormDialog
      title={say('schedule.autoTitle', { company: company.name })}
      text={say('schedule.autoText')}
      save={say('schedule.autoSave')}
      saving={say('schedule.saving')}
      keep={say('schedule.keep')}
      submit={submit}
      onClose={onClose}
      onSubmit={() =>
        submit.run(async () => {
          await save({ autoSync: on, inboundEveryMs: everyMs })
          toast(say('schedule.autoSaved'))
          onClose()
        })
      }
    >
      <Checkbox
        data-autofocus
        label={say('schedule.autoOn')}
        checked={on}
        onChange={(event) => setOn(event.currentTarget.checked)}
      />
      {on ? (
        <NativeSelect
          label={say('schedule.every')}
          value={String(everyMs)}
          data={[...offered]
            .toSorted((a, b) => a - b)
            .map((ms) => ({ value: String(ms), label: everyWords(ms) }))}
          onChange={(event) => setEveryMs(Number(event.currentTarget.value))}
        />
      ) : (
        <p className="text">{say('schedule.autoOffText')}</p>
      )}
    </FormDialog>
  )
}
