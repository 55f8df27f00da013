import { Tooltip } from '@mantine/core'
import { usePrefs } from '../prefs.ts'
import { ageOf, formatClock, formatDay, formatFull } from '../words/format.ts'
import { say } from '../words/say.ts'
import { useNow } from './now.ts'

/** `4 min ago` within a day, else `28 Mar 2026, 14:02`. */
export function momentText(ms: number, nowMs: number, locale: string, zone: string): string {
  const age = ageOf(ms, nowMs)
  if (age.kind === 'now') return say('time.now')
  if (age.kind === 'minutes') return say('time.minutes', { n: age.n })
  if (age.kind === 'hours') return say('time.hours', { n: age.n })
  return formatClock(ms, nowMs, locale, zone)
}

interface Props {
  /** ISO 8601. */
  readonly at: string | null
  /** `clock` tells the time of day instead of the age. */
  readonly as?: 'age' | 'clock'
  /** False where the row around it is focusable and gives the full time itself. */
  readonly stop?: boolean
}

/** A moment in the person's zone; in full on hover and on focus. */
export function Moment({ at, as = 'age', stop = true }: Props) {
  const { locale, zone } = usePrefs()
  const nowMs = useNow()
  if (at === null) return <span>{say('time.never')}</span>
  const ms = Date.parse(at)
  if (Number.isNaN(ms)) return <span>{at}</span>
  const full = formatFull(ms, locale, zone)
  const text = as === 'clock' ? formatClock(ms, nowMs, locale, zone) : momentText(ms, nowMs, locale, zone)
  if (!stop) {
    return (
      <time dateTime={at} title={full} className="figure">
        {text}
      </time>
    )
  }
  return (
    <Tooltip label={full} events={{ hover: true, focus: true, touch: true }}>
      <time dateTime={at} tabIndex={0} className="figure">
        {text}
      </time>
    </Tooltip>
  )
}

/** A document date: no zone, never shifted. */
export function Day({ day }: { readonly day: string | null }) {
  const { locale } = usePrefs()
  if (day === null) return <NotSet />
  return (
    <time dateTime={day} className="figure nowrap">
      {formatDay(day, locale)}
    </time>
  )
}

/** A value that is not there. */
export function NotSet() {
  return (
    <>
      <span aria-hidden="true">{say('value.none')}</span>
      <span className="unseen">{say('value.notSet')}</span>
    </>
  )
}
