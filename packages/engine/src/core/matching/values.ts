import type { ObjectType } from '../object-types.ts'
import type { LineData, RecordData } from '../records.ts'

/** Kinds of values that documents name by the app's own ids. */
export type ValueKind = 'account' | 'tracking_option'

/** Fields of a line that name a value, and what Intacct's must be of to stand in that field. */
const lineFields = {
  account: { kind: 'account', is: 'account' },
  location: { kind: 'tracking_option', is: 'location' },
  department: { kind: 'tracking_option', is: 'department' },
  class: { kind: 'tracking_option', is: 'class' },
  project: { kind: 'tracking_option', is: 'project' },
  item: { kind: 'tracking_option', is: 'item' },
} as const satisfies { readonly [Field in keyof LineData]?: { kind: ValueKind; is: string } }

type ValueField = keyof typeof lineFields

/** One decision about a value: what it is in Intacct, or that it is not to be used any more. */
export interface ValueMatch {
  readonly kind: ValueKind
  /** The app's id. */
  readonly id: string
  readonly name: string
  /** Null: archived. */
  readonly remote: { readonly type: string; readonly id: string } | null
}

/** What was decided about the values that a record names, on either side. */
export type ValueMatches = readonly ValueMatch[]

/** The values that a record names, each once, by `visit`ing every field that can name one. */
export function mapValues(
  type: ObjectType,
  data: RecordData,
  visit: (kind: ValueKind, value: string, is: string) => string,
): RecordData {
  const ofAccount =
    type === 'payment' && 'account' in data && data.account !== undefined
      ? { account: visit('account', data.account, 'account') }
      : {}
  if (!('lines' in data)) return { ...data, ...ofAccount }
  return { ...data, lines: data.lines.map((line) => mapLine(line, visit)) }
}

function mapLine(line: LineData, visit: (kind: ValueKind, value: string, is: string) => string): LineData {
  const mapped: Partial<Record<ValueField, string>> = {}
  for (const [field, { kind, is }] of Object.entries(lineFields) as [
    ValueField,
    (typeof lineFields)[ValueField],
  ][]) {
    const value = line[field]
    if (value !== undefined) mapped[field] = visit(kind, value, is)
  }
  return { ...line, ...mapped }
}

/** App values → Intacct's. What nobody decided about stays as it is. */
export function toRemoteValues(type: ObjectType, data: RecordData, matches: ValueMatches): RecordData {
  if (matches.length === 0) return data
  return mapValues(type, data, (kind, value, is) => {
    const match = matches.find((item) => item.kind === kind && item.id === value)
    return match?.remote?.type === is ? match.remote.id : value
  })
}

/** Intacct's values → the app's. */
export function toAppValues(type: ObjectType, data: RecordData, matches: ValueMatches): RecordData {
  if (matches.length === 0) return data
  return mapValues(type, data, (kind, value, is) => {
    const match = matches.find(
      ({ kind: of, remote }) => of === kind && remote?.type === is && remote.id === value,
    )
    return match?.id ?? value
  })
}

/** The first archived value that a record of the app's names; null when there is none. */
export function archivedIn(type: ObjectType, data: RecordData, matches: ValueMatches): ValueMatch | null {
  const archived = matches.filter(({ remote }) => remote === null)
  if (archived.length === 0) return null
  let found: ValueMatch | null = null
  mapValues(type, data, (kind, value) => {
    found ??= archived.find((item) => item.kind === kind && item.id === value) ?? null
    return value
  })
  return found
}
