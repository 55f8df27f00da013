import type { Company } from '../company.ts'
import type { Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { list, nested, text, type Values } from '../input.ts'
import { refuse } from '../refusals.ts'
import type { DocumentKind } from './kinds.ts'
import type { LineContext } from './lines.ts'
import { discountDate, dueDate, dueTermText } from './terms.ts'

/** Fields that only the system of the books sets, beside those that the dictionary marks read-only. */
export const SYSTEM_FIELDS = new Set([
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

export const OPEN_STATES = new Set(['Draft', 'Posted', 'No Value', 'Declined'])

export function lineContext(kind: DocumentKind, fallbackAccount = ''): LineContext {
  return {
    module: kind.module,
    labels: kind.labels,
    items: kind.items,
    label: `${kind.label}Item`,
    fallbackAccount,
  }
}

export function dateOf(input: Input, field: string): string {
  const value = input[field] as string | Input | undefined
  return parseDate(value) ?? refuse('invalidDate', dateText(value))
}

export function partyOf(company: Company, kind: DocumentKind, id: string): Row {
  if (id === '') refuse('required', kind.party.object === 'CUSTOMER' ? 'Customer ID' : 'Vendor ID')
  const party = company.named(kind.party.object, id) ?? refuse('invalidReference', kind.party.word, id)
  if (party.STATUS !== 'active') refuse('inactive', kind.party.word, id)
  return party
}

/** Due date, term and discount day of a document; a due date or a term must be given (4.4). */
export function dueOf(
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

export function legacyNames(kind: DocumentKind, row: Row): Values {
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
export function checkNumber(
  company: Company,
  kind: DocumentKind,
  number: string,
  party: Row,
  self: string,
): void {
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

export function checkSupportingDocument(company: Company, id: string | undefined): void {
  if (id !== undefined && id !== '' && company.named('SUPDOC', id) === undefined)
    refuse('invalidReference', 'attachment', id)
}

export function itemsOf(input: Input, kind: DocumentKind): readonly Input[] {
  const wrapper = nested(input, kind.itemsElement)
  return wrapper === undefined ? [] : list(wrapper, kind.items)
}

/** The state in which a submitted document starts: posted, or waiting for approval. */
export function submittedState(company: Company, kind: DocumentKind): string {
  return kind.object === 'APBILL' && company.settings.approvals.bills > 0 ? 'Submitted' : 'Posted'
}

export function wish(company: Company, kind: DocumentKind, date: string) {
  return {
    object: kind.batches,
    title: kind.batchTitle,
    recordType: kind.recordType,
    frequency: company.settings.invoiceSummaries,
    date,
  }
}
