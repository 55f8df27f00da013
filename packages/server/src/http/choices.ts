import type { Reason } from '@tieout/engine/core/outcomes.ts'
import type { ChoiceDetail, RemoteSide } from '@tieout/engine/ports/situation.ts'
import type { Payer } from '@tieout/store/views/choice-options.ts'
import type { Chosen } from '@tieout/store/views/choices.ts'
import type { GridRow } from '@tieout/store/views/grid.ts'
import { text, texts } from '../words/fill.ts'
import type { ChoiceName } from '../words/choices.ts'
import { judge as judgeAction } from './actions.ts'
import type { Action } from './actions.ts'

/** A record that needs a person, with what the choices depend on. */
export interface Chooser {
  readonly row: GridRow
  /** In Intacct, and of no record of the app's. */
  readonly linkable: readonly RemoteSide[]
  readonly payers: readonly Payer[]
}

/** What a person gives with a choice, as it was checked. */
export interface Given {
  readonly record?: string | undefined
  readonly number?: string | undefined
  readonly date?: string | undefined
  readonly fields?: Readonly<Record<string, 'app' | 'remote'>> | undefined
}

interface ChoiceInfo {
  /** The reasons for which it is offered. */
  readonly on: readonly Reason[]
  /** What has to be given with it. */
  readonly needs: keyof Given | null
  /** Why it cannot be taken although the reason fits; null: it can. */
  readonly against?: (chooser: Chooser) => string | null
  /** How it is written down; absent: as the action of this name. */
  readonly as?: (given: Given, chooser: Chooser) => Chosen
}

const gone: readonly Reason[] = ['gone_there', 'reversed_there']

/** Which choices stand by which reason, in the order in which they are offered. */
const table: Readonly<Record<ChoiceName, ChoiceInfo>> = {
  link: {
    on: ['twin', 'ambiguous_match', 'collision', 'unlinked_by_person'],
    needs: 'record',
    against: ({ linkable }) =>
      linkable.length === 0 ? 'Tieout has seen none in Intacct that belongs to no other record.' : null,
    as: ({ record = '' }, { linkable }) =>
      linkable.some(({ key }) => key === record)
        ? { choice: 'link', detail: { remoteKey: record } }
        : { refused: 'Choose one of the records in Intacct that are offered.' },
  },
  not_a_twin: { on: ['twin', 'ambiguous_match'], needs: null },
  renumber_there: { on: ['collision'], needs: 'number', as: numbered('renumber_there') },
  renumber: { on: ['collision'], needs: 'number', as: numbered('renumber') },
  recreate: { on: [...gone, 'unlinked_by_person'], needs: null },
  unlink: { on: gone, needs: null },
  void_here: { on: gone, needs: null },
  take_back: { on: ['voided'], needs: null },
  per_field: {
    on: ['conflict'],
    needs: 'fields',
    as: ({ fields = {} }, { row }) => {
      const open = conflictsOf(row)
      const missing = open.filter((field) => fields[field] === undefined)
      if (missing.length > 0) return { refused: `Choose a value for each of these: ${missing.join(', ')}.` }
      const chosen = Object.fromEntries(open.map((field) => [field, fields[field] ?? 'remote']))
      return { choice: 'per_field', detail: { fields: chosen } }
    },
  },
  use_app: { on: ['conflict', 'bouncing', 'changed_there'], needs: null },
  use_remote: { on: ['conflict', 'bouncing', 'changed_there'], needs: null },
  reenter: {
    on: ['update_held'],
    needs: null,
    against: ({ row, payers }) => payersAgainst(row, payers),
    as: () => ({ choice: 'reenter' }),
  },
  credit_difference: {
    on: ['update_held'],
    needs: null,
    against: ({ row }) =>
      row.type === 'invoice' &&
      texts(row.message['fields']).every((field) => field === 'lines' || field === 'total')
        ? null
        : 'Only another amount of an invoice can be made good by a credit.',
  },
  leave: { on: ['update_held'], needs: null },
  post_on: {
    on: ['period_closed_create', 'period_ask', 'period_closed_undo'],
    needs: 'date',
    as: ({ date }) =>
      date === undefined ? { refused: 'Choose the day.' } : { choice: 'post_on', detail: { date } },
  },
  synchronize: { on: ['period_closed_create', 'period_ask', 'period_closed_undo'], needs: null },
  skip: {
    on: [
      'twin',
      'ambiguous_match',
      'collision',
      ...gone,
      'period_closed_create',
      'period_ask',
      'unlinked_by_person',
    ],
    needs: null,
  },
}

function numbered(choice: 'renumber' | 'renumber_there') {
  return ({ number = '' }: Given, { row }: Chooser): Chosen => {
    const wanted = number.trim()
    if (wanted === '' || wanted.length > 45) return { refused: 'Write a number of 1 to 45 characters.' }
    if (wanted === row.number) return { refused: `${wanted} is the number that is used already.` }
    return { choice, detail: { number: wanted } satisfies ChoiceDetail }
  }
}

/** Fields that both sides changed and no policy decides. */
function conflictsOf({ message }: GridRow): string[] {
  return texts(message['fields'])
}

/** An invoice can be entered anew only if all that is applied to it can be, too: payments of the app's, at rest. */
function payersAgainst(row: GridRow, payers: readonly Payer[]): string | null {
  if (row.type === 'payment') return null
  if (row.type !== 'invoice')
    return 'Intacct has no reversal of this. Change it there, or leave both as they are.'
  const foreign = payers.find(({ type, version }) => type !== 'payment' || version === null)
  if (foreign !== undefined) {
    return foreign.type === 'payment'
      ? `Payment ${foreign.number} was made in Intacct: reverse it there first.`
      : `Credit ${foreign.number} is applied to it: take it off first.`
  }
  const busy = payers.find(
    ({ reason }) => reason !== 'posted' && reason !== 'adopted' && reason !== 'no_change',
  )
  return busy === undefined ? null : `Payment ${busy.number} is not at rest: see to it first.`
}

/** The choices that a record offers now, with what is against them. */
export function choicesFor(
  chooser: Chooser,
): { readonly choice: ChoiceName; readonly needs: keyof Given | null; readonly against: string | null }[] {
  const { row } = chooser
  return (Object.keys(table) as ChoiceName[]).flatMap((choice) => {
    const { on, needs, against, as } = table[choice]
    if (row.reason === null || !on.includes(row.reason)) return []
    const isOpen = as !== undefined || !('refused' in judgeAction(actionOf(choice, row), row))
    return isOpen ? [{ choice, needs, against: against?.(chooser) ?? null }] : []
  })
}

/** What is written down for a choice, or why it cannot be taken. */
export function judgeChoice(choice: ChoiceName, given: Given, chooser: Chooser): Chosen {
  const { row } = chooser
  const offered = choicesFor(chooser).find((item) => item.choice === choice)
  if (offered === undefined) return { refused: refusalOf(row) }
  if (offered.against !== null) return { refused: offered.against }
  const { as } = table[choice]
  return as === undefined ? judgeAction(actionOf(choice, row), row) : as(given, chooser)
}

/** Records in Error are tried again by force. */
function actionOf(choice: ChoiceName, { status }: GridRow): Action {
  return choice === 'synchronize' && status === 'error' ? 'force_synchronize' : (choice as Action)
}

function refusalOf(row: GridRow): string {
  if (row.status === 'pending') return `${row.number} is already on its way.`
  return `${row.number} does not offer this choice as it stands now${text(row.reason) === '' ? '' : ` (${text(row.reason).replaceAll('_', ' ')})`}.`
}

/** What a page proposes for a number that is used. */
export function proposedNumber(number: string): string {
  return `T-${number}`.slice(0, 45)
}
