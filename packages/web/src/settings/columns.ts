import type { MessageKey } from '../words/messages.ts'
import { say } from '../words/say.ts'

/** One entry of a list in the settings: plain texts by the names of its columns. */
export type Entry = Readonly<Record<string, string>>

export interface Column {
  readonly name: string
  readonly label: MessageKey
  readonly choices?: readonly { readonly value: string; readonly label: MessageKey }[]
  /** Kind of reference data that it names, which may hang on the rest of the entry. */
  readonly reference?: (entry: Entry) => string
  /** What is read where it is empty; a column without one must be filled in. */
  readonly any?: MessageKey
  readonly upperCase?: boolean
  /** Whether it has a meaning in this entry; absent: always. */
  readonly only?: (entry: Entry) => boolean
}

export interface ListWords {
  readonly columns: readonly Column[]
  /** `Rule {n}`. */
  readonly one: MessageKey
  readonly add: MessageKey
  readonly none: MessageKey
  /** A new entry. */
  readonly fresh: Entry
}

/** Only money received, and the fee on it, has a method and a gateway. */
const ofPayments = ({ use }: Entry): boolean => use === 'deposit' || use === 'fee'

const uses = (['deposit', 'receivable', 'sales', 'credits', 'fee', 'write_off', 'rounding'] as const).map(
  (value) => ({ value, label: `settings.rule.use.${value}` as const }),
)
const methods = (['card', 'eft', 'check', 'cash'] as const).map((value) => ({
  value,
  label: `settings.rule.method.${value}` as const,
}))

/** What an account rule looks at; the tester asks for the same. */
export const situationColumns: readonly Column[] = [
  { name: 'use', label: 'settings.rule.use', choices: uses },
  {
    name: 'method',
    label: 'settings.rule.method',
    choices: methods,
    any: 'settings.rule.any',
    only: ofPayments,
  },
  { name: 'currency', label: 'settings.rule.currency', any: 'settings.rule.any', upperCase: true },
  { name: 'gateway', label: 'settings.rule.gateway', any: 'settings.rule.any', only: ofPayments },
  { name: 'entity', label: 'settings.rule.entity', any: 'settings.rule.any', reference: () => 'entity' },
]

export const accountRuleWords: ListWords = {
  columns: [
    ...situationColumns,
    {
      name: 'account',
      label: 'settings.rule.account',
      reference: ({ use }) => (use === 'deposit' ? 'deposit_account' : 'account'),
    },
  ],
  one: 'settings.rule.one',
  add: 'settings.rule.add',
  none: 'settings.rule.none',
  fresh: { use: 'deposit' },
}

/** The entries of a list, as the form keeps them: JSON. */
export function entriesOf(value: string): readonly Entry[] {
  return value === '' ? [] : (JSON.parse(value) as Entry[])
}

/** Entries back to the form's text; what is empty is left out. */
export function textOfEntries(entries: readonly Entry[]): string {
  return JSON.stringify(
    entries.map((entry) => Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== ''))),
  )
}

/** What a person reads for a list: an entry a line. */
export function wordsOfEntries({ columns }: ListWords, value: string): string {
  const lines = entriesOf(value).map((entry, at) => `${at + 1}. ${wordsOfEntry(columns, entry)}`)
  return lines.length === 0 ? say('value.none') : lines.join('\n')
}

function wordsOfEntry(columns: readonly Column[], entry: Entry): string {
  return columns
    .flatMap((column) => {
      const value = entry[column.name] ?? ''
      if (value === '') return []
      const chosen = column.choices?.find((each) => each.value === value)
      return [chosen ? say(chosen.label) : value]
    })
    .join(', ')
}

/** The columns that have a meaning in an entry. */
export function columnsOf(columns: readonly Column[], entry: Entry): readonly Column[] {
  return columns.filter(({ only }) => only === undefined || only(entry))
}

/** The entry without what has no meaning in it any more. */
export function meant(columns: readonly Column[], entry: Entry): Entry {
  const names = new Set(columnsOf(columns, entry).map(({ name }) => name))
  return Object.fromEntries(Object.entries(entry).filter(([name]) => names.has(name)))
}

/** Why a list cannot be saved, by the id of the input that it is about. */
export function wrongEntries({ columns, one }: ListWords, id: string, value: string): [string, string][] {
  return entriesOf(value).flatMap((entry, at) =>
    columnsOf(columns, entry).flatMap((column): [string, string][] =>
      column.any === undefined && (entry[column.name] ?? '') === ''
        ? [
            [
              inputId(id, at, column),
              say('settings.list.missing', { one: say(one, { n: at + 1 }), label: say(column.label) }),
            ],
          ]
        : [],
    ),
  )
}

/** The id of the input for one column of one entry. */
export function inputId(id: string, at: number, { name }: Column): string {
  return `${id}-${at}-${name}`
}
