import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { dateText, parseDate } from '../dates.ts'
import { fieldsOf, list, nested, text, type Values } from '../input.ts'
import { amountOf, formatAmount } from '../money.ts'
import { refuse, wrapped } from '../refusals.ts'
import { rateOf } from './currency.ts'
import { baseCurrency } from './entities.ts'
import { commonEntity, draftLine, storeLines } from './lines.ts'
import { ADVANCE_ACCOUNT } from './paymentKinds.ts'
import { checkOpen } from './periods.ts'
import { receivedInto } from './receipts.ts'
import type { Rule } from './rule.ts'
import { settle } from './settle.ts'
import { addToSummary, summaryOf } from './summaries.ts'

const OBJECT = 'ARADVANCE'
const ITEMS = 'ARADVANCEITEM'

function dateOf(input: Input, field: string): string {
  const value = input[field] as string | Input | undefined
  return parseDate(value) ?? refuse('invalidDate', dateText(value))
}

function rawState(state: string): string {
  return state === 'Draft' ? 'D' : 'A'
}

function itemsOf(input: Input): readonly Input[] {
  const wrapper = nested(input, 'ARADVANCEITEMS')
  return wrapper === undefined ? [] : list(wrapper, ITEMS)
}

/** Money received before it is owed: open until it is applied. `old` is the draft that it replaces, cleared of its lines. */
function writeAdvance(company: Company, input: Input, actor: Actor, old?: Row): Row {
  const definition = company.definition(OBJECT) ?? refuse('noObject', OBJECT)
  const id = text(input, 'CUSTOMERID') ?? ''
  if (id === '') return refuse('required', 'Customer ID')
  const customer = company.named('CUSTOMER', id) ?? refuse('invalidReference', 'customer', id)
  if (customer.STATUS === 'inactive') refuse('inactive', 'customer', id)
  const sent = fieldsOf(definition, input, 'ARAdvance')
  if ((sent.PAYMENTMETHOD ?? '') === '') return refuse('required', 'Payment Method')
  const receipt = dateOf(input, 'RECEIPTDATE')
  if (receipt === '') return refuse('required', 'Receipt Date')
  const payment = dateOf(input, 'PAYMENTDATE')
  const items = itemsOf(input)
  if (items.length === 0) return refuse('noLines')
  const context = {
    module: 'AR',
    labels: 'ARACCOUNTLABEL',
    items: ITEMS,
    label: 'ARAdvanceItem',
    fallbackAccount: ADVANCE_ACCOUNT,
  }
  const lines = items.map((item) => draftLine(company, context, item, actor))
  for (const line of lines) if (line.trxAmount <= 0n) refuse('notPositive', formatAmount(line.trxAmount))
  const entity = commonEntity(lines)
  const rate = rateOf(company, baseCurrency(company, entity), receipt, input, true)
  const state = (text(input, 'ACTION') ?? '').toLowerCase() === 'draft' ? 'Draft' : 'Posted'
  if (state === 'Posted') checkOpen(company, entity, 'AR', receipt)
  const total = lines.reduce((sum, line) => sum + line.trxAmount, 0n)
  const summary =
    state === 'Draft'
      ? {}
      : summaryOf(
          company,
          {
            object: 'ARPAYMENTBATCH',
            title: 'Receipts',
            recordType: 'rp',
            frequency: company.settings.paymentSummaries,
            date: receipt,
          },
          input,
          actor.entity ?? '',
          actor,
          () => refuse('batchKey'),
        )
  const values: Values = {
    ...sent,
    RECORDTYPE: 'rr',
    CUSTOMERID: id,
    CUSTOMERNAME: customer.NAME ?? '',
    RECEIPTDATE: receipt,
    PAYMENTDATE: payment === '' ? receipt : payment,
    WHENCREATED: receipt,
    WHENPAID: '',
    CURRENCY: rate.currency,
    BASECURR: rate.base,
    ...rate.fields,
    STATE: 'Draft',
    RAWSTATE: rawState(state),
    SYSTEMGENERATED: 'F',
    CLEARED: 'F',
    ENTITYOF: entity,
    ...receivedInto(company, { module: 'AR' }, input, rate, total),
    ...summary,
  }
  const header =
    old === undefined ? company.insert(OBJECT, values, actor) : company.patch(OBJECT, old, values, actor)
  storeLines(company, ITEMS, header, lines, rate, 1, actor)
  const settled = settle(company, OBJECT, header, actor, { stamp: true, state })
  if (state === 'Posted')
    addToSummary(company, 'ARPAYMENTBATCH', settled.PRBATCHKEY, amountOf(settled.TOTALENTERED), actor)
  return settled
}

function eraseLines(company: Company, row: Row, actor: Actor): readonly Row[] {
  const lines = company.lines(ITEMS, 'RECORDKEY', row.RECORDNO ?? '')
  for (const line of lines) company.erase(ITEMS, line, actor)
  return lines
}

function updateAdvance(company: Company, row: Row, input: Input, actor: Actor): Row {
  if (row.STATE !== 'Draft') refuse('draftOnly', 'changed')
  const kept: Values = {}
  const definition = company.definition(OBJECT)
  for (const [name, value] of Object.entries(row)) {
    if (value !== '' && definition?.fields.get(name)?.readonly === false) kept[name] = value
  }
  const lines = eraseLines(company, row, actor)
  const items = input.ARADVANCEITEMS ?? { [ITEMS]: lines.map((line) => ({ ...line })) }
  return writeAdvance(company, { ACTION: 'Draft', ...kept, ...input, ARADVANCEITEMS: items }, actor, row)
}

export const advanceRules: Readonly<Record<string, Rule>> = {
  [OBJECT]: {
    create: (company, input, actor) =>
      wrapped('transaction', 'create', 'ARAdvance', () => writeAdvance(company, input, actor)),
    update: (company, row, input, actor) =>
      wrapped('transaction', 'update', 'ARAdvance', () => updateAdvance(company, row, input, actor)),
    remove: (company, row, actor) =>
      wrapped('transaction', 'delete', 'ARAdvance', () => {
        if (row.STATE !== 'Draft') refuse('draftOnly', 'deleted')
        eraseLines(company, row, actor)
        company.erase(OBJECT, row, actor)
      }),
  },
}
