import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { causeText } from './causes.ts'
import { choiceWords } from './choices.ts'
import type { ChoiceName } from './choices.ts'
import { dayText, fieldNames, text, texts } from './fill.ts'
import type { Params } from './fill.ts'

type Words = (params: Params, type: ObjectType) => string

function by(params: Params): string {
  const name = text(params.by)
  return name === '' ? '' : ` by ${name}`
}

/** What goes out next, by the kind of write. */
const goesOut: Readonly<Record<string, string>> = {
  update: 'Edit of version {version} in line',
  apply: 'Application of version {version} in line',
  take_back: 'Taking back what was applied, version {version} in line',
}

function queuedText(op: string, version: string): string {
  return (goesOut[op] ?? 'In line to be sent, version {version}').replace('{version}', version)
}

/** Sentences of the timeline, by kind of entry. */
const sentences: Readonly<Record<string, Words>> = {
  received: (p) =>
    `Received from your application, version ${text(p.version)}${text(p.state) === 'approved' ? '' : `, ${text(p.state)}`}`,
  queued: (p) => queuedText(text(p.op), text(p.version)),
  sent: (p) => `Sent to Intacct under control id ${text(p.detail).slice(0, 8)}`,
  written: (p) => `Intacct saved it${text(p.detail) === '' ? '' : ` under record number ${text(p.detail)}`}`,
  refused: (p) => {
    const why = text(p.said) || causeText(text(p.detail))
    return why === '' ? 'Intacct refused it' : `Intacct refused it: ${why}`
  },
  'put back': () => 'Not sent; tried again by itself',
  'given up': () => 'Not sent: no longer wanted',
  unknown: () => 'The answer was lost; looking for it in Intacct, and not sending it again before that',
  searched: (p) => `Looked for in Intacct${text(p.detail) === '' ? '' : `: ${text(p.detail)}`}`,
  adopted: () => 'Found in Intacct by its marker; not sent again',
  read_back: (p, type) => {
    const altered = texts(p.altered)
    const changes = changesText(p, type)
    if (changes !== '') return `Read back: Intacct changed ${changes}`
    return altered.length === 0
      ? 'Read back from Intacct; same on both sides'
      : `Read back from Intacct; saved there with another ${fieldNames(type, altered).toLowerCase()}`
  },
  matched: (p) =>
    text(p.by) === 'marker'
      ? `Found in Intacct as ${text(p.number)} by its marker; not sent again`
      : `Matched with ${text(p.number)} in Intacct by ${text(p.by)}`,
  imported: (p) => `Came from Intacct as ${text(p.number) || 'a new record'}`,
  claimed: (p) => `Given the id ${text(p.id)} by your application`,
  changed_there: (p, type) =>
    `Intacct: ${changedText(p, type) || `${fieldNames(type, texts(p.fields)).toLowerCase() || 'contents'} changed`}${by(p)}`,
  bouncing: (p, type) => `${fieldNames(type, texts(p.fields))} went back and forth; stopped`,
  conflict: (p, type) => `${fieldNames(type, texts(p.fields))} changed on both sides`,
  policy_decided: (p, type) =>
    `${fieldNames(type, texts(p.fields))} changed on both sides; the stated policy chose`,
  gone_there: (p) => `Deleted in Intacct${by(p)}`,
  reversed_there: (p) => `Reversed in Intacct${by(p)}`,
  declined_there: (p) => `Approval declined in Intacct${by(p)}`,
  recreate: () => 'Created again, as a new record',
  renumbered: (p) => `Given the number ${text(p.number)}; your application was told`,
  renumbered_there: (p) => `Goes to Intacct as ${text(p.number)}; your application keeps its own number`,
  redated: (p) =>
    `Dated ${dayText(text(p.to))} in Intacct instead of ${dayText(text(p.from))}${text(p.by) === 'policy' ? ', because that period is closed and the settings say so' : ''}`,
  unlinked: (p) => `Unlinked from ${text(p.number) || 'the record'} in Intacct`,
  voided_here: () => 'Counts as void in your application, too; it was told',
  left_different: (p, type) => `${fieldNames(type, texts(p.fields))}: both sides keep their own`,
  difference_credited: (p) => `The difference goes out as ${text(p.number) || 'a document of its own'}`,
  chosen: (p) => `${text(p.by) || 'Someone'} chose: ${choiceText(text(p.choice))}${detailText(p)}`,
}

/** The values of all that changed, if each of them fits on a line. */
function changedText(params: Params, type: ObjectType): string {
  const isWhole = Array.isArray(params.changes) && params.changes.length === texts(params.fields).length
  return isWhole ? changesText(params, type) : ''
}

/** `due date 30 Mar 2026 → 28 Mar 2026`, for fields that fit on a line. */
function changesText(params: Params, type: ObjectType): string {
  if (!Array.isArray(params.changes)) return ''
  return params.changes
    .map((change: Params) => {
      const name = fieldNames(type, [text(change['field'])]).toLowerCase()
      return `${name} ${valueText(text(change['from']))} → ${valueText(text(change['to']))}`
    })
    .join(', ')
}

function valueText(value: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(value) ? dayText(value) : value || 'nothing'
}

function choiceText(choice: string): string {
  return Object.hasOwn(choiceWords, choice)
    ? choiceWords[choice as ChoiceName].label
    : choice.replaceAll('_', ' ')
}

function detailText(params: Params): string {
  const detail = text(params.number) || (text(params.date) === '' ? '' : dayText(text(params.date)))
  return detail === '' ? '' : `, ${detail}`
}

/** A kind without a sentence is shown by its name, so that nothing is hidden. */
export function timelineText(kind: string, params: Params, type: ObjectType): string {
  return sentences[kind]?.(params, type) ?? kind.replaceAll('_', ' ')
}
