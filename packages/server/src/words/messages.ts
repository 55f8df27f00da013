import { isObjectType, objectTypes } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import type { AccountUse } from '@tieout/engine/core/account-rules.ts'
import { useWords } from './account-choice.ts'
import { dayText, fieldNames, text, texts } from './fill.ts'
import type { Params } from './fill.ts'

type Words = (params: Params, type: ObjectType) => string

const fixed =
  (sentence: string): Words =>
  () =>
    sentence

const customKinds: Readonly<Record<string, string>> = {
  number: 'a number',
  date: 'a date as YYYY-MM-DD',
  yes_no: 'true or false',
}

/** What a person should know about a record, by its reason; an entry that is not here says nothing beyond the status. */
const messages: Partial<Record<Reason, Words>> = {
  adopted: fixed('Was in Intacct already; nothing was sent.'),
  imported: fixed('Came from Intacct.'),
  altered_on_saving: (p, type) =>
    `Intacct saved it with another ${fieldNames(type, texts(p.fields)).toLowerCase() || 'value'}.`,
  edit_not_sent: fixed('Not sent: this record came from Intacct. Edits made in your application stay there.'),
  credit_entry: fixed(
    'Applies a credit, an advance or an overpayment: see there, and on the invoice that it pays.',
  ),
  as_advance: fixed('Pays nothing yet: in Intacct it is an advance, which has its own row here.'),
  voided: fixed('Voided on both sides.'),
  queued: fixed('Goes out next.'),
  sending: fixed('On its way to Intacct.'),
  confirming: fixed('Written; being read back.'),
  checking: fixed(
    'The answer was lost. Tieout looks for it in Intacct and does not send it again before that.',
  ),
  parent_missing: (p) =>
    p.gone === true
      ? `Waiting for ${parentName(text(p.parentType))} ${text(p.parent)}, which was deleted in Intacct: choose there what becomes of it.`
      : `Waiting for ${parentName(text(p.parentType))} ${text(p.parent)}.`,
  invoice_draft_there: (p) => `Invoice ${text(p.parent)} is a draft in Intacct.`,
  bill_unposted_there: (p) => `Bill ${text(p.parent)} ${unpostedWords(text(p.state))} in Intacct.`,
  retry_later: (p) => text(p.sentence) || 'Is tried again by itself.',
  new_version_waits: fixed('A newer version goes out when this one is through.'),
  draft: fixed('A draft: drafts are not sent.'),
  before_sync_from: (p) => `Dated ${day(p.date)}, before ${day(p.syncFrom)}, the sync-from date.`,
  direction_off: fixed('The settings leave out this direction.'),
  document_type_off: (p) =>
    text(p.definition) === ''
      ? 'Made by Order Entry, which our user may not read: its document type is not known.'
      : `Documents of type ${text(p.definition)} are not chosen in the settings.`,
  no_documents: fixed('No document of this customer is synchronized yet.'),
  skipped_by_person: fixed('Skipped by a person.'),
  archived: fixed('Archived when the company was matched: it is not sent.'),
  void_never_sent: fixed('Voided before it was sent.'),
  account_missing: (p) => `No ${accountName(text(p.account))} account is chosen in the settings.`,
  account_tied: (p) =>
    `Account rules ${text(p.rules)} fit equally well and name different ${accountName(text(p.account))} accounts.`,
  dimension_off: (p) => `Dimension ${text(p.dimension)} is used by no dimension rule of the settings.`,
  custom_field_wrong: (p) =>
    `Custom field ${text(p.field)} takes ${customKinds[text(p.kind)] ?? 'another kind of value'}, not "${text(p.value)}".`,
  twin: (p) => `Intacct may already have it: ${text(p.number)}, ${day(p.date)}, ${money(p)}.`,
  ambiguous_match: (p) => `${text(p.count)} records in Intacct could be this one.`,
  period_closed_create: (p) => text(p.sentence) || 'The period is closed in Intacct.',
  period_ask: (p) =>
    `${text(p.sentence) || 'The period is closed in Intacct.'} Choose the day to post it on.`,
  period_closed_undo: (p) => `${text(p.sentence) || 'The period is closed in Intacct.'} The void waits.`,
  reentering: fixed('Is being reversed in Intacct and entered anew; what is paid on it comes off first.'),
  left_different: (p, type) =>
    `Both sides keep their own ${fieldNames(type, texts(p.fields)).toLowerCase() || 'values'}: a person chose so.`,
  difference_credited: (p, type) =>
    `The difference in ${fieldNames(type, texts(p.fields)).toLowerCase() || 'amount'} was credited or charged by a document of its own.`,
  unlinked_by_person: fixed('Unlinked by a person. Nothing is sent.'),
  awaiting_approval: fixed('Waits for approval in Intacct.'),
  refused: (p) => text(p.sentence),
  archived_value: (p) => `Uses ${text(p.name)}, which is archived. Nothing was sent.`,
  undecided_value: (p) =>
    `Uses ${text(p.name)}, and nobody has decided what that is in Intacct. Nothing was sent.`,
  collision: (p) =>
    text(p.sentence) || `Number ${text(p.number)} is used in Intacct: ${day(p.date)}, ${money(p)}.`,
  does_not_add_up: (p) =>
    `Lines and total differ by ${text(p.currency)} ${text(p.difference)}. Nothing was sent.`,
  posted_twice: fixed('Intacct has more than one. Nothing more is sent until someone has looked.'),
  conflict: (p, type) => `${fieldNames(type, texts(p.fields)) || 'A field'} was changed on both sides.`,
  bouncing: (p, type) =>
    `${fieldNames(type, texts(p.fields)) || 'A field'} went back and forth ${text(p.rounds)} times within an hour. Nothing more is sent until someone chooses.`,
  changed_there: (p, type) => `Changed in Intacct: ${fieldNames(type, texts(p.fields))}.`,
  gone_there: fixed('Deleted in Intacct.'),
  reversed_there: fixed('Reversed in Intacct.'),
  declined_there: fixed('Approval was declined in Intacct: it is there, but not in the books.'),
  suspect: fixed('Not found in Intacct; being looked up by its key.'),
  update_held: (p, type) =>
    p.removed === undefined
      ? `Intacct does not allow a change of ${fieldNames(type, texts(p.fields)).toLowerCase() || 'this'} once a document is ${(text(p.state) || 'paid').replaceAll('_', ' ')}.`
      : `Intacct lets no line be taken from a document: ${text(p.removed)} of those there ${p.removed === 1 ? 'is' : 'are'} left out here.`,
  applied_together: fixed(
    'Intacct applied it by an entry that also carries other money or credits. Tieout does not take that back.',
  ),
  unclaimed: fixed(
    'Tieout created it in Intacct after the backup was made from which this Tieout was restored. It is tied to your application’s record as soon as your application sends that again.',
  ),
  unlinked: fixed('No longer linked to a record in Intacct.'),
}

/** How a bill that cannot be paid yet stands there. */
function unpostedWords(state: string): string {
  if (state === 'awaiting_approval') return 'awaits approval'
  return state === 'declined' ? 'was declined' : 'is a draft'
}

function parentName(type: string): string {
  return isObjectType(type) ? objectTypes[type].label.toLowerCase() : type || 'record'
}

function day(value: Params[string]): string {
  const written = text(value)
  return written === '' ? 'without a date' : dayText(written)
}

function money(params: Params): string {
  return `${text(params.currency)} ${text(params.total)}`.trim()
}

function accountName(name: string): string {
  return Object.hasOwn(useWords, name) ? useWords[name as AccountUse] : name || 'general ledger'
}

/** One sentence about a record; '' where the status says it all. */
export function messageOf(
  reason: Reason | null,
  params: Params,
  type: ObjectType,
  sentence: string | null,
): string {
  if (sentence !== null && sentence !== '') return sentence
  if (reason === null) return ''
  return messages[reason]?.(params, type) ?? ''
}
