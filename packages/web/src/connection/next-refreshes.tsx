import { useQuery } from '@tanstack/react-query'
import { scheduleQuery } from '../api/queries.ts'
import { sentenceOf } from '../api/refusal.ts'
import { usePrefs } from '../prefs.ts'
import { formatWeekday, zoneName } from '../words/format.ts'
import { say } from '../words/say.ts'
import type { Weekday } from './cache-words.ts'

/** A schedule that is tried: null takes a part away. */
export interface Tried {
  readonly daily: boolean
  readonly at: string
  readonly zone: string
  readonly days: readonly Weekday[] | null
  readonly cron: string | null
}

/** The next five refreshes by a schedule that is not saved yet, in its own zone, and what speaks against it. */
export function NextRefreshes({ connection, tried }: { readonly connection: string; readonly tried: Tried }) {
  const { locale } = usePrefs()
  const { data, error } = useQuery(scheduleQuery(connection, tried))
  if (error !== null) {
    return (
      <p className="text" role="status">
        {sentenceOf(error)}
      </p>
    )
  }
  if (data === undefined) return <p className="dimmed">{say('schedule.nextWaiting')}</p>
  return (
    <div className="stack tight" role="status">
      <h3>{say('schedule.next', { zone: zoneName(data.zone) })}</h3>
      {data.next.length === 0 ? (
        <p>{say('schedule.nextNone')}</p>
      ) : (
        <ol className="plain">
          {data.next.map((at) => (
            <li key={at} className="figure">
              {formatWeekday(Date.parse(at), locale, data.zone)}
            </li>
          ))}
        </ol>
      )}
      {data.advice.map(({ kind, text }) => (
        <p key={kind} className="text">
          <strong>{say('schedule.advice')}:</strong> {text}
        </p>
      ))}
    </div>
  )
}
