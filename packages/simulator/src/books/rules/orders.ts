import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { list, nested, text, type Values } from '../input.ts'
import { formatAmount, formatDecimal, multiplyAmount } from '../money.ts'
import { refuse, wrapped } from '../refusals.ts'
import { convertQuantities, sourceOrder } from './conversion.ts'
import { type Rate, rateOf } from './currency.ts'
import { baseCurrency } from './entities.ts'
import { customerKind } from './kinds.ts'
import { numberFor } from './numbering.ts'
import {
  keptSubtotals,
  orderLine,
  orderLineInput,
  type OrderLine,
  type Subtotal,
  subtotalsOf,
} from './orderLines.ts'
import { postOrder, postsTo, repostOrder, unpostOrder } from './orderPosting.ts'
import { checkOpen } from './periods.ts'
import type { Rule } from './rule.ts'
import { contactsOf } from './shownContacts.ts'
import { dueDate } from './terms.ts'

const OBJECT = 'SODOCUMENT'
const LINES = 'SODOCUMENTENTRY'
const SUBTOTALS = 'SODOCUMENTSUBTOTALS'

/** States in which a document can be changed or deleted; In Progress and converted ones cannot (4.8). */
const CHANGEABLE = new Set(['Draft', 'Pending', 'Submitted', 'Declined'])
const GIVEN_STATES = new Set(['Draft', 'Pending', 'Closed'])

/** Header fields that pass through as sent. */
const PLAIN = [
  'PONUMBER',
  'MESSAGE',
  'SHIPVIA',
  'SUPDOCID',
  'EXTERNALREFNO',
  'VSOEPRICELIST',
  'CUSTOMERPONUMBER',
] as const

function dateOf(input: Input, field: string): string | undefined {
  const value = input[field] as string | Input | undefined
  return value === undefined ? undefined : (parseDate(value) ?? refuse('invalidDate', dateText(value)))
}

function definitionOf(company: Company, name: string, actor: Actor): Row {
  const definition = company.named('SODOCUMENTPARAMS', name)
  if (definition?.STATUS !== 'active') return refuse('definition', name)
  if (definition.TD_CREATION_RULE === 'Entity only' && actor.entity === null && company.multiEntity)
    refuse('entityOnly', name)
  if (definition.TD_CREATION_RULE === 'Top level only' && actor.entity !== null) refuse('topOnly', name)
  return definition
}

function plainFields(company: Company, input: Input): Values {
  const values: Values = {}
  for (const name of PLAIN) {
    const value = text(input, name)
    if (value !== undefined) values[name] = value
  }
  for (const field of company.settings.customFields) {
    const value = field.object === OBJECT ? text(input, field.name) : undefined
    if (value !== undefined) values[field.name] = value
  }
  if ((values.SUPDOCID ?? '') !== '' && company.named('SUPDOC', values.SUPDOCID ?? '') === undefined) {
    refuse('invalidReference', 'attachment', values.SUPDOCID ?? '')
  }
  return values
}

function numberOf(company: Company, definition: Row, given: string): string {
  const name = definition.DOCID ?? ''
  const taken = (number: string) => company.named(OBJECT, `${name}-${number}`) !== undefined
  const number = numberFor(company, name, given, taken)
  if (number === '') return refuse('numberMissing')
  return taken(number) ? refuse('duplicateNumber', number) : number
}

function dueOf(company: Company, input: Input, customer: Row, date: string, old: Row | undefined): Values {
  const sentTerm = text(input, 'TERMNAME')
  const name = sentTerm ?? old?.['TERM.NAME'] ?? customer.TERMNAME ?? ''
  const term =
    name === '' ? undefined : (company.named('ARTERM', name) ?? refuse('invalidReference', 'term', name))
  const sent = dateOf(input, 'WHENDUE')
  const computed = term === undefined ? date : dueDate(term, date)
  const kept = sentTerm === undefined ? old?.WHENDUE : undefined
  return { WHENDUE: sent === undefined || sent === '' ? (kept ?? computed) : sent, 'TERM.NAME': name }
}

function writeLines(
  company: Company,
  order: Row,
  lines: readonly OrderLine[],
  subtotals: readonly Subtotal[],
  rate: Rate,
  actor: Actor,
): Row {
  const common: Values = {
    DOCHDRNO: order.RECORDNO ?? '',
    DOCHDRID: order.DOCID ?? '',
    CURRENCY: rate.currency,
    BASECURR: rate.base,
    MEGAENTITYID: order.MEGAENTITYID ?? '',
    ENTITYOF: order.ENTITYOF ?? '',
  }
  let sum = 0n
  let base = 0n
  for (const [index, line] of lines.entries()) {
    const total = multiplyAmount(line.total, rate.rate)
    company.insert(
      LINES,
      {
        ...common,
        DOCPARID: order.DOCPARID ?? '',
        ...line.values,
        // 0-based in what is read, 1-based in line_num of updates (reference 9, quirk 10).
        LINE_NO: String(index),
        TOTAL: formatAmount(total),
      },
      actor,
    )
    sum += line.total
    base += total
  }
  const net = { sum, base }
  for (const subtotal of subtotals) {
    const total = multiplyAmount(subtotal.total, rate.rate)
    company.insert(
      SUBTOTALS,
      {
        ...common,
        DESCRIPTION: subtotal.description,
        TRX_TOTAL: formatAmount(subtotal.total),
        TOTAL: formatAmount(total),
        PERCENTVAL: subtotal.percent,
        LOCATIONID: subtotal.location,
        DEPARTMENTID: subtotal.department,
        STATUS: 'active',
      },
      actor,
    )
    sum += subtotal.total
    base += total
  }
  return company.patch(
    OBJECT,
    order,
    {
      TRX_SUBTOTAL: formatAmount(net.sum),
      SUBTOTAL: formatAmount(net.base),
      TRX_TOTAL: formatAmount(sum),
      TOTAL: formatAmount(base),
    },
    actor,
    { audit: false },
  )
}

function entityOfLines(lines: readonly OrderLine[]): string {
  let entity = ''
  for (const line of lines) {
    if (line.entity === '' || line.entity === entity) continue
    if (entity !== '') refuse('severalEntities', entity, line.entity)
    entity = line.entity
  }
  return entity
}

function linesTotal(lines: readonly OrderLine[]): bigint {
  return lines.reduce((total, line) => total + line.total, 0n)
}

/** Creates an Order Entry document, converts from its source, and posts its receivable where the definition says so. */
export function createOrder(company: Company, input: Input, actor: Actor): Row {
  const definition = definitionOf(
    company,
    text(input, 'TRANSACTIONTYPE') ?? text(input, 'DOCPARID') ?? '',
    actor,
  )
  const id = text(input, 'CUSTVENDID') ?? ''
  if (id === '') return refuse('required', 'Customer ID')
  const customer = company.named('CUSTOMER', id) ?? refuse('invalidReference', 'customer', id)
  if (customer.STATUS === 'inactive') refuse('inactive', 'customer', id)
  const date = dateOf(input, 'WHENCREATED') ?? ''
  if (date === '') return refuse('required', 'Date Created')
  const sentPosting = dateOf(input, 'WHENPOSTED') ?? ''
  const posting = sentPosting === '' ? date : sentPosting
  const wrapper = nested(input, 'SODOCUMENTENTRIES')
  const items = wrapper === undefined ? [] : list(wrapper, LINES)
  if (items.length === 0) return refuse('noLines')
  const lines = items.map((item) => orderLine(company, item, actor))
  const entity = entityOfLines(lines)
  const rate = rateOf(company, baseCurrency(company, entity), date, input, true)
  const from = text(input, 'CREATEDFROM') ?? ''
  if (from !== '') convertQuantities(company, sourceOrder(company, from), lines, actor)
  else if (definition.CREATETYPE === 'Convert only') refuse('definition', definition.DOCID ?? '')
  const number = numberOf(company, definition, text(input, 'DOCNO') ?? '')
  const wished = text(input, 'STATE') ?? ''
  const state = GIVEN_STATES.has(wished)
    ? wished
    : wished === ''
      ? 'Pending'
      : refuse('illegalValue', 'SODocument', 'STATE', wished)
  const kind = postsTo(definition)
  if (kind !== undefined && state !== 'Draft') checkOpen(company, entity, 'SO', posting)
  const order = company.insert(
    OBJECT,
    {
      ...plainFields(company, input),
      DOCNO: number,
      DOCID: `${definition.DOCID ?? ''}-${number}`,
      DOCPARID: definition.DOCID ?? '',
      DOCPARKEY: definition.RECORDNO ?? '',
      DOCPARCLASS: definition.DOCCLASS ?? '',
      CREATEDFROM: from,
      STATE: state,
      CLOSED: String(state === 'Closed'),
      STATUS: 'active',
      CUSTVENDID: id,
      CUSTVENDNAME: customer.NAME ?? '',
      WHENCREATED: date,
      WHENPOSTED: posting,
      ORIGDOCDATE: dateOf(input, 'ORIGDOCDATE') ?? '',
      ...dueOf(company, input, customer, date, undefined),
      CURRENCY: rate.currency,
      BASECURR: rate.base,
      EXCHRATE: formatDecimal(rate.rate),
      EXCHRATEDATE: rate.fields.EXCH_RATE_DATE ?? '',
      ...contactsOf(company, OBJECT, customerKind, customer, input),
      SYSTEMGENERATED: 'false',
      PRINTED: 'No',
      UPDATES_INV: 'No',
      USERID: actor.userId,
      CREATEDUSERID: actor.userId,
      ENTITYOF: entity,
    },
    actor,
  )
  const written = writeLines(company, order, lines, subtotalsOf(input, linesTotal(lines)), rate, actor)
  return kind === undefined || state === 'Draft' ? written : postOrder(company, written, kind, actor)
}

function checkChangeable(order: Row, definition: Row, verb: string, rule: string): void {
  const state = order.STATE ?? ''
  if (!CHANGEABLE.has(state)) refuse('orderState', order.DOCID ?? '', state, verb)
  const allowed = definition[rule] ?? 'All'
  if (allowed.startsWith('No ')) refuse('orderState', order.DOCID ?? '', state, verb)
  if (allowed === 'Edit in Draft Only' && state !== 'Draft')
    refuse('orderState', order.DOCID ?? '', state, verb)
}

function changedLines(company: Company, order: Row, input: Input, actor: Actor): OrderLine[] {
  const stored = company.lines(LINES, 'DOCHDRNO', order.RECORDNO ?? '').map(orderLineInput)
  const whole = nested(input, 'SODOCUMENTENTRIES')
  if (whole !== undefined) return list(whole, LINES).map((line) => orderLine(company, line, actor))
  const changes = nested(input, 'UPDATELINES')
  const lines: Input[] = [...stored]
  for (const change of changes === undefined ? [] : list(changes, 'UPDATELINE')) {
    const number = Number(text(change, '@line_num') ?? '')
    if (stored[number - 1] === undefined) return refuse('lineNumber', text(change, '@line_num') ?? '')
    lines[number - 1] = { ...stored[number - 1], ...change }
  }
  for (const added of changes === undefined ? [] : list(changes, 'NEWLINE')) lines.push(added)
  return lines.map((line) => orderLine(company, line, actor))
}

/** Changes an Order Entry document; its receivable is made anew. */
export function updateOrder(company: Company, order: Row, input: Input, actor: Actor): Row {
  const definition =
    company.named('SODOCUMENTPARAMS', order.DOCPARID ?? '') ?? refuse('definition', order.DOCPARID ?? '')
  checkChangeable(order, definition, 'changed', 'EDITTYPE')
  const customer =
    company.named('CUSTOMER', order.CUSTVENDID ?? '') ??
    refuse('invalidReference', 'customer', order.CUSTVENDID ?? '')
  const date = dateOf(input, 'WHENCREATED') ?? order.WHENCREATED ?? ''
  const posting = dateOf(input, 'WHENPOSTED') ?? order.WHENPOSTED ?? date
  const lines = changedLines(company, order, input, actor)
  const entity = entityOfLines(lines)
  const rate = rateOf(
    company,
    baseCurrency(company, entity),
    date,
    { CURRENCY: order.CURRENCY, EXCHANGE_RATE: order.EXCHRATE, ...input },
    true,
  )
  const subtotals =
    input.SUBTOTALS === undefined
      ? keptSubtotals(company.lines(SUBTOTALS, 'DOCHDRNO', order.RECORDNO ?? ''))
      : subtotalsOf(input, linesTotal(lines))
  const wished = text(input, 'STATE') ?? ''
  const state =
    wished === ''
      ? (order.STATE ?? '')
      : GIVEN_STATES.has(wished)
        ? wished
        : refuse('illegalValue', 'SODocument', 'STATE', wished)
  const kind = postsTo(definition)
  const posts = kind !== undefined && state !== 'Draft'
  if (posts) {
    checkOpen(company, order.ENTITYOF ?? '', 'SO', order.WHENPOSTED ?? '')
    checkOpen(company, entity, 'SO', posting)
  }
  const contacts = input.BILLTO !== undefined || input.SHIPTO !== undefined
  const changed = company.patch(
    OBJECT,
    order,
    {
      ...plainFields(company, input),
      STATE: state,
      WHENCREATED: date,
      WHENPOSTED: posting,
      ...dueOf(company, input, customer, date, order),
      ...(contacts ? contactsOf(company, OBJECT, customerKind, customer, input) : {}),
      CURRENCY: rate.currency,
      EXCHRATE: formatDecimal(rate.rate),
      ENTITYOF: entity,
    },
    actor,
  )
  for (const object of [LINES, SUBTOTALS]) {
    for (const row of company.lines(object, 'DOCHDRNO', order.RECORDNO ?? ''))
      company.erase(object, row, actor)
  }
  const written = writeLines(company, changed, lines, subtotals, rate, actor)
  return posts ? repostOrder(company, written, kind, actor) : written
}

/** Deletes an Order Entry document with its unpaid receivable. */
export function removeOrder(company: Company, order: Row, actor: Actor): void {
  const definition =
    company.named('SODOCUMENTPARAMS', order.DOCPARID ?? '') ?? refuse('definition', order.DOCPARID ?? '')
  checkChangeable(order, definition, 'deleted', 'DELTYPE')
  const kind = postsTo(definition)
  if (kind !== undefined && order.STATE !== 'Draft') {
    checkOpen(company, order.ENTITYOF ?? '', 'SO', order.WHENPOSTED ?? '')
    unpostOrder(company, order, kind, 'deleted', actor)
  }
  for (const object of [LINES, SUBTOTALS]) {
    for (const row of company.lines(object, 'DOCHDRNO', order.RECORDNO ?? ''))
      company.erase(object, row, actor)
  }
  company.erase(OBJECT, company.row(OBJECT, order.RECORDNO) ?? order, actor)
}

export const orderRules: Readonly<Record<string, Rule>> = {
  [OBJECT]: {
    create: (company, input, actor) =>
      wrapped('transaction', 'create', OBJECT, () => createOrder(company, input, actor)),
    update: (company, row, input, actor) =>
      wrapped('transaction', 'update', OBJECT, () => updateOrder(company, row, input, actor)),
    remove: (company, row, actor) =>
      wrapped('transaction', 'delete', OBJECT, () => removeOrder(company, row, actor)),
  },
}
