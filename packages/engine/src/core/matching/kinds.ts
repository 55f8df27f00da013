import type { ReferenceType } from '../reference-types.ts'

/**
 * What is matched when a company connects: lists of the app's own against what Intacct has. A kind is a row here; everything else, from
 * the table of decisions to the tabs of the page, follows from it.
 */
export const matchKinds = {
  tax_type: {
    title: 'Tax types',
    one: 'tax type',
    source: 'list',
    against: ['tax_detail'],
    family: 'value',
  },
  account: { title: 'Accounts', one: 'account', source: 'list', against: ['account'], family: 'value' },
  tracking_option: {
    title: 'Tracking options',
    one: 'tracking option',
    source: 'list',
    against: ['location', 'department', 'class', 'project', 'item'],
    family: 'value',
  },
  customer: {
    title: 'Customers',
    one: 'customer',
    source: 'records',
    against: ['customer'],
    family: 'contact',
  },
  contact: {
    title: 'Contacts',
    one: 'contact',
    source: 'list',
    against: ['customer', 'vendor'],
    family: 'contact',
  },
} as const satisfies Record<string, MatchKindInfo>

interface MatchKindInfo {
  readonly title: string
  readonly one: string
  /** `list`: the app sends its list by itself. `records`: the records that the app has sent. */
  readonly source: 'list' | 'records'
  /** Kinds of Intacct's reference data that one of these may be. */
  readonly against: readonly ReferenceType[]
  /** Values are what documents name; contacts are people and firms, known by name, tax number and e-mail. */
  readonly family: 'value' | 'contact'
}

export type MatchKind = keyof typeof matchKinds

export const matchKindNames = Object.keys(matchKinds) as MatchKind[]

/** What is known of a kind. */
export function infoOfMatch(kind: MatchKind): MatchKindInfo {
  return matchKinds[kind]
}

/** What contacts are in Intacct. */
export const contactTypes = ['customer', 'vendor'] as const

/** Whether the text names a kind of matching. */
export function isMatchKind(name: string): name is MatchKind {
  return Object.hasOwn(matchKinds, name)
}

/** `open`: nobody has decided. The others are a person's decision, or one that a person has accepted. */
export const matchStates = ['open', 'matched', 'archived', 'created'] as const
export type MatchState = (typeof matchStates)[number]

/** What else is known of an item than its id, code and name. */
export interface MatchExtra {
  readonly email?: string | undefined
  readonly taxNumber?: string | undefined
  /** In percent, for tax types. */
  readonly rate?: string | undefined
  /** The one dimension that a tracking option may be of. */
  readonly dimension?: string | undefined
}
