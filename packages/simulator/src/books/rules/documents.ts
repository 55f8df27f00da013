import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { fieldsOf, text, type Values } from '../input.ts'
import { amountOf, formatAmount, parseAmount } from '../money.ts'
import { refuse, wrapped } from '../refusals.ts'
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
import { updateDocument } from './documentUpdate.ts'
import { type DocumentKind, documentKinds } from './kinds.ts'
import { commonEntity, draftLine, storeLines } from './lines.ts'
import { numberFor } from './numbering.ts'
import { checkOpen } from './periods.ts'
import type { Rule } from './rule.ts'
import { moveDue, owed, posted, rawStates, settle } from './settle.ts'
import { contactsOf } from './shownContacts.ts'
import { addToSummary, summaryOf } from './summaries.ts'

const ORDER_ACCOUNT = '4000'

/** How Order Entry makes its invoices: with its own origin, and with lines already resolved. */
export interface Origin {
  readonly moduleKey: string
  readonly fields: Values
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
