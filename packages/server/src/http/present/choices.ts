import { partyOf } from '@tieout/engine/core/party.ts'
import type { RemoteSide } from '@tieout/engine/ports/situation.ts'
import type { z } from 'zod'
import { choiceWords } from '../../words/choices.ts'
import { dayText, text, texts } from '../../words/fill.ts'
import { choicesFor, proposedNumber } from '../choices.ts'
import type { Chooser } from '../choices.ts'
import type { offeredChoice } from '../schemas/choices.ts'

/** The choices of a record, in words. */
export function presentChoices(chooser: Chooser): z.output<typeof offeredChoice>[] {
  const { row, linkable, payers } = chooser
  return choicesFor(chooser).map(({ choice, needs, against }) => ({
    choice,
    ...choiceWords[choice],
    ...(choice === 'reenter' && payers.length > 0
      ? { effect: `${choiceWords.reenter.effect} ${withPayers(payers.map(({ number }) => number))}` }
      : {}),
    needs,
    against,
    proposal:
      needs === 'number'
        ? proposedNumber(row.number)
        : needs === 'date'
          ? text(row.message['openFrom']) || null
          : null,
    records: needs === 'record' ? linkable.map((item) => ({ key: item.key, label: labelOf(item) })) : [],
    fields: needs === 'fields' ? texts(row.message['fields']) : [],
  }))
}

function withPayers(numbers: readonly string[]): string {
  const named = numbers.slice(0, 5).join(', ')
  const more = numbers.length > 5 ? ` and ${numbers.length - 5} more` : ''
  const what = numbers.length === 1 ? 'Payment' : 'Payments'
  return `${what} ${named}${more} ${numbers.length === 1 ? 'is' : 'are'} reversed first and posted again on it.`
}

/** `INV-7 · C-1 · 10 Feb 2026 · USD 100.00`. */
function labelOf({ number, key, data }: RemoteSide): string {
  const name = number === '' ? `record ${key}` : number
  if (!('date' in data)) return 'name' in data && data.name !== name ? `${name} · ${data.name}` : name
  const total = 'total' in data ? data.total : data.amount
  return [name, partyOf(data), dayText(data.date), `${data.currency ?? ''} ${total}`.trim()].join(' · ')
}
