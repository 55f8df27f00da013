import type { ReferenceRow, ReferenceStatus } from '@tieout/engine/ports/reference.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import type { LookupField } from '@tieout/intacct/reading/lookup.ts'
import { toStamp } from '../frame.ts'
import type { Frame } from '../frame.ts'
import type { QueryReading } from './readings.ts'

const bare = { parent: null, entity: null, stamp: '', extra: {} } as const

/** Words of STATUS as Intacct writes them in `query` and in `readByQuery` (reference 5.3). Anything else is not to be used. */
const statuses: Readonly<Record<string, ReferenceStatus>> = {
  active: 'active',
  t: 'active',
  true: 'active',
  '': 'active',
  'active non-posting': 'non_posting',
  p: 'non_posting',
}

function statusOf(text: string | undefined): ReferenceStatus {
  return statuses[(text ?? '').toLowerCase()] ?? 'inactive'
}

const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)

/** A record of a list that `query` reads. @throws RemoteError for a stamp that cannot be read */
export function queriedRow(row: Row, reading: QueryReading, frame: Frame): ReferenceRow {
  const field = (name: string | null) => (name === null ? undefined : row[name])
  const extra: Record<string, string> = {}
  for (const [name, source] of Object.entries(reading.extra)) {
    const value = row[source]
    if (value !== undefined && value !== '') extra[name] = value
  }
  const id = row[reading.id] ?? ''
  return {
    key: row['RECORDNO'] ?? '',
    id,
    name: orNull(row[reading.name]) ?? id,
    status: reading.status === null ? 'active' : statusOf(row[reading.status]),
    parent: orNull(field(reading.parent)),
    entity: orNull(field(reading.entity)),
    stamp: toStamp(row['WHENMODIFIED'], frame),
    extra,
  }
}

/** A record of a list whose fields no source names, in whatever case they come. */
export function listedRow(row: Row, ids: readonly string[]): ReferenceRow {
  const fields = new Map(Object.entries(row).map(([name, value]) => [name.toUpperCase(), value]))
  const first = (names: readonly string[]) => names.map((name) => fields.get(name)).find((text) => text)
  const key = first(['RECORDNO', 'ID', ...ids]) ?? ''
  const id = first(ids) ?? key
  const name = first(['NAME', 'DESCRIPTION', 'CURRENCYNAME']) ?? id
  return { ...bare, key, id, name, status: statusOf(fields.get('STATUS')) }
}

/** A custom field of an object. */
export function fieldRow(field: LookupField): ReferenceRow {
  const { id, label, dataType, required, readOnly, validValues } = field
  const extra = {
    type: dataType.toLowerCase(),
    required: String(required),
    readOnly: String(readOnly),
    ...(validValues.length === 0 ? {} : { values: validValues.join(' | ') }),
  }
  return { ...bare, key: id, id, name: label === '' ? id : label, status: 'active', extra }
}

const isYes = (text: string | undefined): boolean => /^(?:true|t|yes|1)$/i.test(text ?? '')

/** A dimension that the company uses, by its own name for it. @param row with names in lower case */
export function dimensionRow(row: Row): ReferenceRow {
  const id = row['objectname'] ?? ''
  const name = orNull(row['termlabel']) ?? orNull(row['objectlabel']) ?? id
  const userDefined = String(isYes(row['userdefineddimension']))
  return { ...bare, key: id, id, name, status: 'active', extra: { userDefined } }
}

/** How far the books are closed. @param day `YYYY-MM-DD`; '' when nothing is */
export function closedBooksRow(day: string): ReferenceRow {
  const name = day === '' ? 'No period is closed' : `Closed through ${day}`
  const extra = day === '' ? {} : { closedThrough: day }
  return { ...bare, key: 'GL', id: 'GL', name, status: 'active', extra }
}
