import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { fieldsOf, list, nested, text, type Values } from '../input.ts'
import { amountOf, formatAmount, parseAmount, parseDecimal } from '../money.ts'
import { refuse, wrapped } from '../refusals.ts'
import { type Rate, rateOf } from './currency.ts'
import { baseCurrency } from './entities.ts'
import { type DocumentKind, documentKinds } from './kinds.ts'
import { commonEntity, type DraftLine, draftLine, type LineContext, storeLines } from './lines.ts'
import { numberFor } from './numbering.ts'
import { checkOpen } from './periods.ts'
import type { Rule } from './rule.ts'
import { moveDue, owed, posted, rawStates, settle } from './settle.ts'
import { contactsOf } from './shownContacts.ts'
import { addToSummary, summaryOf } from './summaries.ts'
import { discountDate, dueDate, dueTermText } from './terms.ts'

/** Fields that only the system of the books sets, beside those that the dictionary marks read-only. */
const SYSTEM_FIELDS = new Set([
  'RECORDNO',
  'RECORDTYPE',
  'MODULEKEY',
  'PRBATCH',
  'CUSTOMERNAME',
  'VENDORNAME',
  'BASECURR',
  'EXCHANGE_RATE',
  'WHENPAID',
  'CURRENCY',
  'EXCH_RATE_DATE',
  'EXCH_RATE_TYPE_ID',
  'AUWHENCREATED',
  'DOCHDRKEY',
])

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

const OPEN_STATES = new Set(['Draft', 'Posted', 'No Value', 'Declined'])

const ORDER_ACCOUNT = '4000'

/** How Order Entry makes its invoices: with its own origin, and with lines already resolved. */
export interface Origin {
  readonly moduleKey: string
  readonly fields: Values
}

function lineContext(kind: DocumentKind, fallbackAccount = ''): LineContext {
  return {
    module: kind.module,
    labels: kind.labels,
    items: kind.items,
    label: `${kind.label}Item`,
    fallbackAccount,
  }
}

function dateOf(input: Input, field: string): string {
  const value = input[field] as string | Input | undefined
  return parseDate(value) ?? refuse('invalidDate', dateText(value))
}

function partyOf(company: Company, kind: DocumentKind, id: string): Row {
  if (id === '') refuse('required', kind.party.object === 'CUSTOMER' ? 'Customer ID' : 'Vendor ID')
  const party = company.named(kind.party.object, id) ?? refuse('invalidReference', kind.party.word, id)
  if (party.STATUS !== 'active') refuse('inactive', kind.party.word, id)
  return party
}

/** Due date, term and discount day of a document; a due date or a term must be given (4.4). */
function dueOf(
  company: Company,
  kind: DocumentKind,
  input: Input,
  date: string,
  old: Row | undefined,
): Values {
  if (kind.terms === undefined) return {}
  const sentDue = input.WHENDUE === undefined ? undefined : dateOf(input, 'WHENDUE')
  const sentTerm = text(input, 'TERMNAME')
  const termName = sentTerm ?? old?.TERMNAME ?? ''
  const term =
    termName === ''
      ? undefined
      : (company.named(kind.terms, termName) ?? refuse('invalidReference', 'term', termName))
  if (sentTerm !== undefined && term?.STATUS === 'inactive') refuse('inactive', 'term', termName)
  const moved = sentTerm !== undefined && sentTerm !== '' && sentTerm !== old?.TERMNAME
  const computed = term === undefined ? '' : dueDate(term, date)
  const due = sentDue ?? (moved || old === undefined ? computed : (old.WHENDUE ?? ''))
  if (due === '') return refuse('dueDateMissing')
  return {
    WHENDUE: due,
    TERMNAME: termName,
    TERMKEY: term?.RECORDNO ?? '',
    TERMVALUE: term === undefined ? '' : dueTermText(term),
    WHENDISCOUNT: term === undefined ? '' : discountDate(term, date),
  }
}

function legacyNames(kind: DocumentKind, row: Row): Values {
  return kind.object === 'ARINVOICE'
    ? {
        INVOICENO: row.RECORDID ?? '',
        DATECREATED: row.WHENCREATED ?? '',
        DATEPOSTED: row.WHENPOSTED ?? '',
        DATEDUE: row.WHENDUE ?? '',
      }
    : {}
}

/** Refuses a number that a document of the same object (and vendor, for payables) carries already, where the company wants that. */
function checkNumber(company: Company, kind: DocumentKind, number: string, party: Row, self: string): void {
  if (number === '') {
    if (company.settings.numberRequired.includes(kind.object)) refuse('numberMissing')
    return
  }
  if (kind.object === 'APBILL' && /[&<>#?]/.test(number)) refuse('billNumber', number)
  if (!company.settings.uniqueNumbers.includes(kind.object)) return
  const id = kind.party.id
  for (const twin of company.table(kind.object).having('RECORDID', number)) {
    if (twin.RECORDNO !== self && (kind.module === 'AR' || twin[id] === party[id]))
      refuse('duplicateNumber', number)
  }
}

function checkSupportingDocument(company: Company, id: string | undefined): void {
  if (id !== undefined && id !== '' && company.named('SUPDOC', id) === undefined)
    refuse('invalidReference', 'attachment', id)
}

function itemsOf(input: Input, kind: DocumentKind): readonly Input[] {
  const wrapper = nested(input, kind.itemsElement)
  return wrapper === undefined ? [] : list(wrapper, kind.items)
}

/** The state in which a submitted document starts: posted, or waiting for approval. */
function submittedState(company: Company, kind: DocumentKind): string {
  return kind.object === 'APBILL' && company.settings.approvals.bills > 0 ? 'Submitted' : 'Posted'
}

function wish(company: Company, kind: DocumentKind, date: string) {
  return {
    object: kind.batches,
    title: kind.batchTitle,
    recordType: kind.recordType,
    frequency: company.settings.invoiceSummaries,
    date,
  }
}

/** History import: lines say what was paid before (4.4, `nogl`). */
function importPaid(
  company: Company,
  kind: DocumentKind,
  header: Row,
  items: readonly Input[],
  rate: Rate,
  actor: Actor,
): void {
  const rows = company
    .lines(kind.items, 'RECORDKEY', header.RECORDNO ?? '')
    .filter((row) => row.LINEITEM === 'T')
  for (const [index, row] of rows.entries()) {
    const item = items[index] ?? {}
    const due = text(item, 'TOTALDUE') ?? ''
    const given = text(item, 'TOTALPAID') ?? ''
    if (due === '' && given === '') continue
    const paid =
      given === '' ? amountOf(row.TRX_AMOUNT) - (parseAmount(due) ?? 0n) : (parseAmount(given) ?? 0n)
    const trx = formatAmount(paid)
    const base = rate.currency === rate.base ? trx : (row.AMOUNT ?? '')
    company.patch(kind.items, row, { TRX_TOTALPAID: trx, TOTALPAID: base }, actor, { stamp: false })
  }
}

/** Creates a receivable or payable document, posted, submitted for approval, or as a draft. */
export function createDocument(
  company: Company,
  kind: DocumentKind,
  input: Input,
  actor: Actor,
  origin?: Origin,
): Row {
  const definition = company.definition(kind.object) ?? refuse('noObject', kind.object)
  const party = partyOf(company, kind, text(input, kind.party.id) ?? '')
  const date = dateOf(input, 'WHENCREATED')
  if (date === '') return refuse('required', 'Date Created')
  const postedOn = dateOf(input, 'WHENPOSTED')
  const glDate = postedOn === '' ? date : postedOn
  const due = dueOf(company, kind, input, date, undefined)
  const items = itemsOf(input, kind)
  if (items.length === 0) return refuse('noLines')
  // Order Entry names accounts of items: account labels are not asked of it.
  const context = lineContext(kind, origin === undefined ? '' : ORDER_ACCOUNT)
  const lines = items.map((item) => draftLine(company, context, item, actor))
  const entity = commonEntity(lines)
  const rate = rateOf(company, baseCurrency(company, entity), date, input, false)
  const table = company.table(kind.object)
  const given = text(input, 'RECORDID') ?? ''
  const number =
    origin === undefined
      ? numberFor(
          company,
          kind.object,
          given,
          (candidate) => table.first('RECORDID', candidate) !== undefined,
        )
      : given
  checkNumber(company, kind, number, party, '')
  checkSupportingDocument(company, text(input, 'SUPDOCID'))
  const draft = (text(input, 'ACTION') ?? '').toLowerCase() === 'draft'
  const state = draft ? 'Draft' : submittedState(company, kind)
  if (state === 'Posted') checkOpen(company, entity, kind.module, glDate)

  const sent: Values = fieldsOf(definition, input, kind.label)
  for (const name of Object.keys(sent)) if (SYSTEM_FIELDS.has(name) || name.includes('.')) sent[name] = ''
  const values: Values = {
    ...sent,
    RECORDTYPE: kind.recordType,
    RECORDID: number,
    [kind.party.id]: party[kind.party.id] ?? '',
    [kind.party.name]: party.NAME ?? '',
    ...(kind.party.object === 'VENDOR' ? { VENDORKEY: party.RECORDNO ?? '' } : {}),
    WHENCREATED: date,
    WHENPOSTED: glDate,
    ...due,
    CURRENCY: rate.currency,
    BASECURR: rate.base,
    ...rate.fields,
    STATE: 'Draft',
    RAWSTATE: rawStates.Draft ?? '',
    ...contactsOf(company, kind.object, kind.party, party, input),
    MODULEKEY: origin?.moduleKey ?? kind.moduleKey,
    SYSTEMGENERATED: origin === undefined ? 'F' : 'T',
    ...(kind.object === 'ARINVOICE' ? { HASPOSTEDREVREC: 'F' } : {}),
    ENTITYOF: entity,
    ...origin?.fields,
  }
  Object.assign(values, legacyNames(kind, values))
  if (state === 'Posted') {
    Object.assign(
      values,
      summaryOf(company, wish(company, kind, glDate), input, actor.entity ?? '', actor, () =>
        refuse('required', 'Summary'),
      ),
    )
  }
  const header = company.insert(kind.object, values, actor)
  storeLines(company, kind.items, header, lines, rate, 1, actor)
  if (text(input, 'NOGL') === 'true') importPaid(company, kind, header, items, rate, actor)
  const settled = settle(company, kind.object, header, actor, { stamp: true, state, date: glDate })
  if (state === 'Posted')
    addToSummary(company, kind.batches, settled.PRBATCHKEY, amountOf(settled.TOTALENTERED), actor)
  if (kind.object === 'ARINVOICE' && state === 'Posted' && date > (party.LAST_INVOICEDATE ?? '')) {
    const current = company.row('CUSTOMER', party.RECORDNO)
    if (current !== undefined)
      company.patch('CUSTOMER', current, { LAST_INVOICEDATE: date }, actor, { stamp: false })
  }
  return settled
}

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

/** Takes a document away: drafts, and posted unpaid ones where the company allows it (4.4). */
export function removeDocument(company: Company, kind: DocumentKind, row: Row, actor: Actor): void {
  if (row.SYSTEMGENERATED === 'T') refuse('systemGenerated', row.RECORDID ?? '', row.DESCRIPTION2 ?? '')
  const free = row.STATE === 'Draft' || row.STATE === 'Declined'
  const allowed =
    free || (company.settings.deletePosted && OPEN_STATES.has(row.STATE ?? '') && row.TOUCHED !== 'T')
  if (!allowed) refuse('draftOnly', 'deleted')
  if (!free) checkOpen(company, row.ENTITYOF ?? '', kind.module, row.WHENPOSTED ?? '')
  eraseDocument(company, kind, row, actor, true)
}

/** Erases a document with its lines, whatever its state; what it added to summaries and parties is taken back. */
export function eraseDocument(
  company: Company,
  kind: DocumentKind,
  row: Row,
  actor: Actor,
  audit: boolean,
): void {
  for (const line of company.lines(kind.items, 'RECORDKEY', row.RECORDNO ?? ''))
    company.erase(kind.items, line, actor)
  moveDue(company, kind.object, row, -owed(kind.object, row), actor)
  if (posted(row)) addToSummary(company, kind.batches, row.PRBATCHKEY, -amountOf(row.TOTALENTERED), actor)
  company.erase(kind.object, row, actor, { audit })
}

/** Rules of the four document objects. */
export const documentRules: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.values(documentKinds).map((kind): [string, Rule] => [
    kind.object,
    {
      create: (company, input, actor) =>
        wrapped('transaction', 'create', kind.label, () => createDocument(company, kind, input, actor)),
      update: (company, row, input, actor) =>
        wrapped('transaction', 'update', kind.label, () => updateDocument(company, kind, row, input, actor)),
      remove: (company, row, actor) =>
        wrapped('transaction', 'delete', kind.label, () => removeDocument(company, kind, row, actor)),
    },
  ]),
)
