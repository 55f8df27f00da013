import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { fieldsOf, list, nested, text, type Values } from '../input.ts'
import { amountOf, parseDecimal } from '../money.ts'
import { refuse } from '../refusals.ts'
import { type Rate, rateOf } from './currency.ts'
import { baseCurrency } from './entities.ts'
import {
  checkNumber,
  checkSupportingDocument,
  dateOf,
  dueOf,
  itemsOf,
  legacyNames,
  lineContext,
  OPEN_STATES,
  partyOf,
  submittedState,
  SYSTEM_FIELDS,
  wish,
} from './documentParts.ts'
import type { DocumentKind } from './kinds.ts'
import { commonEntity, type DraftLine, draftLine, storeLines } from './lines.ts'
import { checkOpen } from './periods.ts'
import { moveDue, owed, posted, settle } from './settle.ts'
import { contactsOf } from './shownContacts.ts'
import { addToSummary, summaryOf } from './summaries.ts'

/** What may change on a document that is partly or fully paid (4.4): nothing that reaches the general ledger. */
const LEDGER_FIELDS = [
  'CUSTOMERID',
  'VENDORID',
  'WHENCREATED',
  'WHENPOSTED',
  'CURRENCY',
  'EXCHANGE_RATE',
  'EXCH_RATE_TYPE_ID',
  'RECORDID',
] as const

function rateOfRow(row: Row): Rate {
  const rate = parseDecimal(row.EXCHANGE_RATE ?? '1') ?? { digits: 1n, scale: 0 }
  return {
    currency: row.CURRENCY ?? '',
    base: row.BASECURR ?? '',
    rate,
    fields: {
      EXCH_RATE_DATE: row.EXCH_RATE_DATE ?? '',
      EXCH_RATE_TYPE_ID: row.EXCH_RATE_TYPE_ID ?? '',
      EXCHANGE_RATE: row.EXCHANGE_RATE ?? '1',
    },
  }
}

function asInput(row: Row): Values {
  const values: Values = { ...row }
  for (const name of ['RECORDNO', 'RECORDKEY']) Reflect.deleteProperty(values, name)
  return values
}

/** Lines after an update: the whole list (`…ITEMS`), or changes by number and additions (`updatelineitem`, `lineitem`). */
function changedLines(
  company: Company,
  kind: DocumentKind,
  row: Row,
  input: Input,
  actor: Actor,
): readonly DraftLine[] | undefined {
  const context = lineContext(kind)
  const current = company
    .lines(kind.items, 'RECORDKEY', row.RECORDNO ?? '')
    .filter((line) => line.LINEITEM === 'T')
  const keep = (line: Row): DraftLine =>
    draftLine(company, context, taxed(company, kind, line), actor, asInput(line))
  if (input[kind.itemsElement] !== undefined) {
    const items = itemsOf(input, kind)
    if (items.length === 0) return refuse('noLines')
    return items.map((item) => draftLine(company, context, item, actor))
  }
  const changes = nested(input, 'UPDATELINES')
  if (changes === undefined) return undefined
  const lines = current.map(keep)
  for (const change of list(changes, 'UPDATELINE')) {
    const number = text(change, '@line_num') ?? ''
    const old = current[Number(number) - 1]
    if (old === undefined) return refuse('lineNumber', number)
    lines[Number(number) - 1] = draftLine(
      company,
      context,
      { ...taxed(company, kind, old), ...change },
      actor,
      asInput(old),
    )
  }
  for (const added of list(changes, 'NEWLINE')) lines.push(draftLine(company, context, added, actor))
  return lines
}

/** A stored line's tax entries as they would be sent, so that keeping the line keeps them. */
function taxed(company: Company, kind: DocumentKind, line: Row): Input {
  const entries = company
    .table(kind.items)
    .having('PARENTENTRY', line.RECORDNO ?? '')
    .map((tax) => ({ DETAILID: tax.ENTRYDESCRIPTION ?? '', TRX_TAX: tax.TRX_AMOUNT ?? '' }))
  return entries.length === 0 ? {} : { TAXENTRIES: { TAXENTRY: entries } }
}

function checkChangeable(kind: DocumentKind, row: Row, input: Input, actor: Actor): void {
  const state = row.STATE ?? ''
  if (row.SYSTEMGENERATED === 'T' && actor.source !== 'system') {
    refuse('systemGenerated', row.RECORDID ?? '', row.DESCRIPTION2 ?? '')
  }
  if (state === 'Reversed' || state === 'Reversal') refuse('locked', state.toLowerCase(), 'fields')
  const lines = input[kind.itemsElement] !== undefined || input.UPDATELINES !== undefined
  if (OPEN_STATES.has(state) && row.TOUCHED !== 'T') return
  if (lines) refuse('locked', state === 'Posted' ? 'reopened' : state.toLowerCase(), 'lines')
  if (OPEN_STATES.has(state)) return
  for (const field of LEDGER_FIELDS) {
    if (input[field] === undefined) continue
    const sent = field.startsWith('WHEN') ? dateOf(input, field) : (text(input, field) ?? '')
    if (sent !== (row[field] ?? '')) refuse('locked', state.toLowerCase(), field)
  }
}

/** Changes a document as far as its state allows. */
export function updateDocument(
  company: Company,
  kind: DocumentKind,
  row: Row,
  input: Input,
  actor: Actor,
): Row {
  const definition = company.definition(kind.object) ?? refuse('noObject', kind.object)
  checkChangeable(kind, row, input, actor)
  const wasPosted = posted(row)
  const sent = fieldsOf(definition, input, kind.label)
  const party = partyForUpdate(company, kind, row, sent)
  const date = sent.WHENCREATED === undefined ? (row.WHENCREATED ?? '') : sent.WHENCREATED
  if (date === '') refuse('required', 'Date Created')
  const glDate = sent.WHENPOSTED ?? (row.WHENPOSTED === row.WHENCREATED ? date : (row.WHENPOSTED ?? date))
  if (sent.RECORDID !== undefined && sent.RECORDID !== row.RECORDID)
    checkNumber(company, kind, sent.RECORDID, party, row.RECORDNO ?? '')
  checkSupportingDocument(company, sent.SUPDOCID)
  const lines = changedLines(company, kind, row, input, actor)
  const action = (text(input, 'ACTION') ?? '').toLowerCase()
  const submits = !wasPosted && row.STATE !== 'Submitted' && action === 'submit'
  const state = submits ? submittedState(company, kind) : undefined
  const entity = lines === undefined ? (row.ENTITYOF ?? '') : commonEntity(lines)
  const ledger = lines !== undefined || glDate !== row.WHENPOSTED
  if (wasPosted && ledger) {
    checkOpen(company, row.ENTITYOF ?? '', kind.module, row.WHENPOSTED ?? '')
    checkOpen(company, entity, kind.module, glDate)
  }
  if (state === 'Posted') checkOpen(company, entity, kind.module, glDate)

  const plain: Values = {}
  for (const [name, value] of Object.entries(sent)) {
    if (!SYSTEM_FIELDS.has(name) && !name.includes('.')) plain[name] = value
  }
  const currencySent =
    input.CURRENCY !== undefined || input.EXCHANGE_RATE !== undefined || input.EXCH_RATE_TYPE_ID !== undefined
  const rate = currencySent
    ? rateOf(company, baseCurrency(company, entity), date, { CURRENCY: row.CURRENCY ?? '', ...input }, false)
    : rateOfRow(row)
  const contacts =
    input.BILLTO !== undefined ||
    input.SHIPTO !== undefined ||
    input.BILLTOPAYTOCONTACTNAME !== undefined ||
    input.SHIPTORETURNTOCONTACTNAME !== undefined
  const changes: Values = {
    ...plain,
    [kind.party.id]: party[kind.party.id] ?? '',
    [kind.party.name]: party.NAME ?? '',
    WHENCREATED: date,
    WHENPOSTED: glDate,
    ...dueOf(company, kind, input, date, row),
    ...(contacts ? contactsOf(company, kind.object, kind.party, party, input) : {}),
    CURRENCY: rate.currency,
    ...rate.fields,
    ENTITYOF: entity,
    ...(submits && state === 'Posted'
      ? summaryOf(company, wish(company, kind, glDate), input, actor.entity ?? '', actor, () =>
          refuse('required', 'Summary'),
        )
      : {}),
  }
  Object.assign(changes, legacyNames(kind, { ...row, ...changes }))
  moveDue(company, kind.object, row, -owed(kind.object, row), actor)
  const before = wasPosted ? amountOf(row.TOTALENTERED) : 0n
  // What is owed moves to the (perhaps other) party when the totals are settled.
  const changed = company.patch(kind.object, row, { ...changes, TOTALDUE: '0' }, actor)
  const all =
    lines ??
    (currencySent
      ? company
          .lines(kind.items, 'RECORDKEY', row.RECORDNO ?? '')
          .filter((line) => line.LINEITEM === 'T')
          .map((line) =>
            draftLine(company, lineContext(kind), taxed(company, kind, line), actor, asInput(line)),
          )
      : undefined)
  if (all !== undefined) {
    for (const line of company.lines(kind.items, 'RECORDKEY', row.RECORDNO ?? ''))
      company.erase(kind.items, line, actor)
    storeLines(company, kind.items, changed, all, rate, 1, actor)
  }
  const settled = settle(company, kind.object, changed, actor, {
    stamp: true,
    ...(state === undefined ? {} : { state }),
  })
  if (posted(settled))
    addToSummary(company, kind.batches, settled.PRBATCHKEY, amountOf(settled.TOTALENTERED) - before, actor)
  return settled
}

function partyForUpdate(company: Company, kind: DocumentKind, row: Row, sent: Values): Row {
  const id = sent[kind.party.id] ?? ''
  if (id === '' || id === row[kind.party.id]) {
    return (
      company.named(kind.party.object, row[kind.party.id] ?? '') ??
      refuse('invalidReference', kind.party.word, id)
    )
  }
  return partyOf(company, kind, id)
}
