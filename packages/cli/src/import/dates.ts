/** Ways of writing a day. A time of day behind it is left out: documents are dated by day. */
const patterns = {
  'YYYY-MM-DD': /^(?<y>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})$/,
  'YYYY/MM/DD': /^(?<y>\d{4})\/(?<m>\d{1,2})\/(?<d>\d{1,2})$/,
  YYYYMMDD: /^(?<y>\d{4})(?<m>\d{2})(?<d>\d{2})$/,
  'M/D/YYYY': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{4})$/,
  'D/M/YYYY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{4})$/,
  'M-D-YYYY': /^(?<m>\d{1,2})-(?<d>\d{1,2})-(?<y>\d{4})$/,
  'D-M-YYYY': /^(?<d>\d{1,2})-(?<m>\d{1,2})-(?<y>\d{4})$/,
  'D.M.YYYY': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})$/,
  'M/D/YY': /^(?<m>\d{1,2})\/(?<d>\d{1,2})\/(?<y>\d{2})$/,
  'D/M/YY': /^(?<d>\d{1,2})\/(?<m>\d{1,2})\/(?<y>\d{2})$/,
  'D.M.YY': /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{2})$/,
  'D MMM YYYY': /^(?<d>\d{1,2})[ -](?<mon>[A-Za-z]{3})[a-z]*\.?[ -](?<y>\d{4})$/,
  'MMM D, YYYY': /^(?<mon>[A-Za-z]{3})[a-z]*\.? (?<d>\d{1,2}),? (?<y>\d{4})$/,
} as const

export type DateFormat = keyof typeof patterns

export const dateFormats = Object.keys(patterns) as DateFormat[]

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** A time without a zone. With one, the day could be another: such a text is no date here. */
const time = /[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?$/i

/** The day as `YYYY-MM-DD`, or undefined when the text is not written so or there is no such day. */
export function readDate(text: string, format: DateFormat): string | undefined {
  const groups = patterns[format].exec(text.trim().replace(time, ''))?.groups
  if (!groups) return undefined
  const month = groups.mon === undefined ? Number(groups.m) : months.indexOf(groups.mon.toLowerCase()) + 1
  const year = groups.y?.length === 2 ? 2000 + Number(groups.y) : Number(groups.y)
  const day = Number(groups.d)
  const moment = new Date(Date.UTC(year, month - 1, day))
  const isReal = year >= 1900 && moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day
  return isReal ? moment.toISOString().slice(0, 10) : undefined
}

/** A format as people write it, any case; undefined when it is none of ours. */
export function findDateFormat(text: string): DateFormat | undefined {
  const plain = (name: string): string => name.toUpperCase().replace(/M+/, 'M').replace(/D+/, 'D')
  return (
    dateFormats.find((format) => format === text) ??
    dateFormats.find((format) => plain(format) === plain(text))
  )
}

export interface Misfit {
  readonly line: number
  readonly text: string
}

/** What a column, or several together, say about how their dates are written. Counts only; no value is kept but the first misfits. */
export interface DateSurvey {
  values: number
  readonly misfits: Record<DateFormat, { count: number; first: Misfit | undefined }>
}

export function newDateSurvey(): DateSurvey {
  const entries = dateFormats.map((format) => [format, { count: 0, first: undefined }])
  return { values: 0, misfits: Object.fromEntries(entries) as DateSurvey['misfits'] }
}

/** Takes one value into account; empty ones say nothing. */
export function surveyDate(survey: DateSurvey, text: string, line: number): void {
  if (text.trim() === '') return
  survey.values += 1
  for (const format of dateFormats) {
    if (readDate(text, format) !== undefined) continue
    const misfit = survey.misfits[format]
    misfit.count += 1
    misfit.first ??= { line, text: text.trim() }
  }
}

export function mergeDateSurveys(surveys: readonly DateSurvey[]): DateSurvey {
  const whole = newDateSurvey()
  for (const survey of surveys) {
    whole.values += survey.values
    for (const format of dateFormats) {
      whole.misfits[format].count += survey.misfits[format].count
      whole.misfits[format].first ??= survey.misfits[format].first
    }
  }
  return whole
}

export type DateFinding =
  | { readonly kind: 'none' }
  /** Exactly one format reads the most. `against`: a value that rules the nearest other one out. */
  | {
      readonly kind: 'certain'
      readonly format: DateFormat
      readonly unread: number
      readonly against: { readonly format: DateFormat; readonly misfit: Misfit } | undefined
    }
  /** Several formats read every value alike, and mean different days. */
  | { readonly kind: 'ambiguous'; readonly formats: readonly DateFormat[] }

/** The other reading of the same look. */
const mirror: Partial<Record<DateFormat, DateFormat>> = {
  'M/D/YYYY': 'D/M/YYYY',
  'D/M/YYYY': 'M/D/YYYY',
  'M-D-YYYY': 'D-M-YYYY',
  'D-M-YYYY': 'M-D-YYYY',
  'M/D/YY': 'D/M/YY',
  'D/M/YY': 'M/D/YY',
}

/** At most this share of values may be unreadable before a column no longer counts as dates. */
const tolerated = 0.05

/** The format in which the whole column makes sense. */
export function findFormat(survey: DateSurvey): DateFinding {
  const misses = (format: DateFormat): number => survey.misfits[format].count
  const fewest = Math.min(...dateFormats.map(misses))
  if (survey.values === 0 || fewest > survey.values * tolerated) return { kind: 'none' }
  const best = dateFormats.filter((format) => misses(format) === fewest)
  const [format] = best
  if (format === undefined || best.length > 1) return { kind: 'ambiguous', formats: best }
  const other = mirror[format]
  const misfit = other && survey.misfits[other].first
  return {
    kind: 'certain',
    format,
    unread: fewest,
    against: other && misfit ? { format: other, misfit } : undefined,
  }
}
