import { Autocomplete, Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Connection } from '../api/types.ts'
import { FormDialog } from '../parts/form-dialog.tsx'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { say } from '../words/say.ts'
import { weekdays, type Weekday } from './cache-words.ts'
import { NextRefreshes, type Tried } from './next-refreshes.tsx'
import { useSaveSettings } from './save-settings.ts'

const ways = ['day', 'days', 'hand', 'cron'] as const
type Way = (typeof ways)[number]

const typingMs = 300
const zonesShown = 12

interface Props {
  readonly connection: Connection
  readonly onClose: () => void
}

/** When the cache is refreshed: in words for everybody, by a cron line for experts; the next five are shown before it is saved. */
export function CacheSchedule({ connection, onClose }: Props) {
  const { cache } = connection.settings
  const save = useSaveSettings(connection)
  const submit = useSubmit()
  const { errors } = submit.refused
  const [way, setWay] = useState<Way>(
    !cache.daily ? 'hand' : cache.cron !== undefined ? 'cron' : cache.days === undefined ? 'day' : 'days',
  )
  const [at, setAt] = useState(cache.at)
  const [zone, setZone] = useState(cache.zone)
  const [days, setDays] = useState<readonly Weekday[]>(cache.days ?? ['mon', 'tue', 'wed', 'thu', 'fri'])
  const [cron, setCron] = useState(cache.cron ?? '0 0 * * *')
  const tried: Tried = {
    daily: way !== 'hand',
    at,
    zone,
    days: way === 'days' ? days : null,
    cron: way === 'cron' ? cron : null,
  }
  const [settled] = useDebouncedValue(tried, typingMs)
  const zones = Intl.supportedValuesOf('timeZone')
  const go = async (): Promise<void> => {
    const wrong = {
      ...(way === 'days' && days.length === 0 ? { days: say('schedule.daysWrong') } : {}),
      ...(!/^([01]\d|2[0-3]):[0-5]\d$/.test(at) ? { at: say('settings.timeWrong') } : {}),
      ...(zone === 'UTC' || zones.includes(zone) ? {} : { zone: say('schedule.zoneWrong') }),
    }
    if (Object.keys(wrong).length > 0) {
      submit.refuse(wrong)
      return
    }
    await submit.run(async () => {
      await save({ cache: tried })
      toast(say('schedule.saved'))
      onClose()
    })
  }
  return (
    <FormDialog
      title={say('schedule.cacheTitle')}
      text={say('schedule.cacheText')}
      save={say('schedule.save')}
      saving={say('schedule.saving')}
      keep={say('schedule.keep')}
      submit={submit}
      onSubmit={go}
      onClose={onClose}
    >
      <NativeSelect
        label={say('schedule.how')}
        value={way}
        data-autofocus
        data={ways.map((value) => ({ value, label: say(`schedule.how.${value}`) }))}
        onChange={(event) => setWay(ways.find((each) => each === event.currentTarget.value) ?? 'day')}
      />
      {way === 'days' && (
        <Checkbox.Group
          label={say('schedule.onDays')}
          value={[...days]}
          error={errors.days}
          onChange={(chosen) => setDays(weekdays.filter((day) => chosen.includes(day)))}
        >
          <div className="row">
            {weekdays.map((day) => (
              <Checkbox key={day} size="xs" value={day} label={say(`schedule.day.${day}`)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
      {way === 'cron' && (
        <TextInput
          id="cron"
          label={say('schedule.cron')}
          description={say('schedule.cronHint')}
          value={cron}
          error={errors['cron'] ?? errors['settings.cache.cron']}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setCron(event.currentTarget.value)}
        />
      )}
      {(way === 'day' || way === 'days') && (
        <TextInput
          id="at"
          type="time"
          label={say('schedule.at')}
          value={at}
          error={errors.at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      )}
      {way !== 'hand' && (
        <Autocomplete
          id="zone"
          label={say('schedule.zone')}
          value={zone}
          error={errors.zone ?? errors['settings.cache.zone']}
          data={zones}
          limit={zonesShown}
          comboboxProps={{ keepMounted: false }}
          onChange={setZone}
        />
      )}
      <NextRefreshes connection={connection.id} tried={settled} />
    </FormDialog>
  )
}
