import type { MessageKey } from '../words/messages.ts'
import { say } from '../words/say.ts'

/** One entry of a list in the settings: plain texts by the names of its columns. */
export type Entry = Readonly<Record<string, string>>

export interface Column {
  readonly name: string
  readonly label: MessageKey
  /** A label that is no key of the catalogue is shown as it stands: names that the company gave. */
  readonly choices?: readonly {
    readonly value: string
    readonly label: MessageKey | { readonly text: string }
  }[]
  /** Kind of reference data that it names, which may hang on the rest of the entry. */
  readonly reference?: (entry: Entry) => string
  /** What is read where it is empty; a column without one must be filled in. */
  readonly any?: MessageKey
  readonly upperCase?: boolean
  /** Whether it has a meaning in this entry; absent: always. */
  readonly only?: (entry: Entry) => boolean
}

/** What a person reads for a choice. */
export function labelText(label: MessageKey | { readonly text: string }): string {
  return typeof label === 'string' ? say(label) : label.text
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

const dimensions = (
  ['location', 'department', 'class', 'project', 'item', 'customer', 'vendor', 'employee'] as const
).map((value) => ({ value, label: `settings.dimension.${value}` as const }))

/** @param own the company's own dimensions, `udd:` and their object names */
export function dimensionRuleWords(
  own: readonly { readonly value: string; readonly label: { readonly text: string } }[],
): ListWords {
  return {
    columns: [
      { name: 'dimension', label: 'settings.dimension', choices: [...dimensions, ...own] },
      { name: 'when', label: 'settings.dimension.when', any: 'settings.dimension.always' },
      { name: 'is', label: 'settings.dimension.is', any: 'settings.dimension.always' },
      {
        name: 'value',
        label: 'settings.dimension.value',
        any: 'settings.dimension.fromField',
        reference: ({ dimension = 'location' }) => dimension,
      },
      { name: 'from', label: 'settings.dimension.from', any: 'settings.dimension.fixed' },
    ],
    one: 'settings.dimension.one',
    add: 'settings.dimension.add',
    none: 'settings.dimension.none',
    fresh: { dimension: 'department' },
  }
}

const customTypes = (['customer', 'invoice', 'payment'] as const).map((value) => ({
  value,
  label: `settings.custom.${value}` as const,
}))
const customKinds = (['text', 'number', 'date', 'yes_no'] as const).map((value) => ({
  value,
  label: `settings.custom.kind.${value}` as const,
}))

export const customFieldWords: ListWords = {
  columns: [
    { name: 'type', label: 'settings.custom.type', choices: customTypes },
    {
      name: 'field',
      label: 'settings.custom.field',
      reference: ({ type = 'invoice' }) => `${type}_field`,
    },
    { name: 'from', label: 'settings.custom.from', any: 'settings.custom.constant' },
    { name: 'value', label: 'settings.custom.value', any: 'settings.custom.ofApp' },
    { name: 'kind', label: 'settings.custom.kind', choices: customKinds },
  ],
  one: 'settings.custom.one',
  add: 'settings.custom.add',
  none: 'settings.custom.none',
  fresh: { type: 'invoice', kind: 'text' },
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
      return [chosen ? labelText(chosen.label) : value]
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
