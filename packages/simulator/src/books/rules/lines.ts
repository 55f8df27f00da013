import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { fieldsOf, list, nested, text, type Values } from '../input.ts'
import { amountOf, formatAmount, multiplyAmount, parseAmount, parseDecimal, type Decimal } from '../money.ts'
import { refuse } from '../refusals.ts'
import type { Rate } from './currency.ts'
import { entityOf, placeOf } from './entities.ts'

/** Lines in the making: fields without amounts in base currency, which the document's rate decides. */
export interface DraftLine {
  readonly values: Values
  readonly trxAmount: bigint
  readonly entity: string
  readonly taxes: readonly { readonly detail: Row; readonly amount: bigint }[]
}

interface Dimension {
  readonly id: string
  readonly object: string
  readonly name: string
  readonly source: string
  readonly key: string
  /** GLACCOUNT flag that requires it. */
  readonly flag: string
  readonly word: string
}

const dimension = (
  object: string,
  word: string,
  flag: string,
  source = 'NAME',
  key = `${object}DIMKEY`,
): Dimension => ({
  id: `${object}ID`,
  object,
  name: `${object}NAME`,
  source,
  key,
  flag,
  word,
})

/** Dimensions of a line. Location is apart: it decides the entity. */
const dimensions: readonly Dimension[] = [
  dimension('DEPARTMENT', 'department', 'REQUIREDEPT', 'TITLE', ''),
  dimension('CUSTOMER', 'customer', 'REQUIRECUSTOMER'),
  dimension('VENDOR', 'vendor', 'REQUIREVENDOR'),
  dimension('EMPLOYEE', 'employee', 'REQUIREEMPLOYEE', 'PERSONALINFO.PRINTAS'),
  dimension('ITEM', 'item', 'REQUIREITEM'),
  dimension('PROJECT', 'project', 'REQUIREPROJECT'),
  dimension('CLASS', 'class', 'REQUIRECLASS'),
]

const capital = (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`

function requires(company: Company, account: Row, object: string, flag: string): boolean {
  return (
    account[flag] === 'true' ||
    company.settings.requiredDimensions[account.ACCOUNTNO ?? '']?.includes(object) === true
  )
}

/** A restriction between an account and a dimension (reference 8.5). */
function checkAllowed(company: Company, account: string, object: string, word: string, value: string): void {
  const allowed = company.settings.allowedDimensions[account]?.[object]
  if (allowed?.includes(value) === false) refuse('restricted', account, capital(word))
}

function placed(company: Company, account: Row, values: Values, actor: Actor): string {
  const number = account.ACCOUNTNO ?? ''
  const location = placeOf(company, values.LOCATIONID ?? '', number, actor)
  if (location === undefined) {
    if (requires(company, account, 'LOCATION', 'REQUIRELOC')) refuse('locationRequired', number)
    return ''
  }
  checkAllowed(company, number, 'LOCATION', 'location', location.LOCATIONID ?? '')
  values.LOCATIONID = location.LOCATIONID ?? ''
  values.LOCATIONNAME = location.NAME ?? ''
  const entity = entityOf(company, location)
  if (entity !== '') values.BASELOCATION = company.named('LOCATION', entity)?.RECORDNO ?? ''
  return entity
}

function dimensioned(company: Company, account: Row, values: Values): void {
  for (const { id, object, name, source, key, flag, word } of dimensions) {
    const given = values[id] ?? ''
    if (given === '') {
      if (!requires(company, account, object, flag)) continue
      return object === 'DEPARTMENT'
        ? refuse('requiresDimension', word, account.ACCOUNTNO ?? '')
        : refuse('missingDimension', capital(word), account.ACCOUNTNO ?? '')
    }
    const found = company.named(object, given)
    if (found === undefined) {
      return object === 'PROJECT' ? refuse('invalidProject', given) : refuse('invalidReference', word, given)
    }
    if (found.STATUS === 'inactive') refuse('inactive', word, given)
    checkAllowed(company, account.ACCOUNTNO ?? '', object, word, given)
    values[name] = found[source] ?? ''
    if (key !== '') values[key] = found.RECORDNO ?? ''
  }
}

/** A dimension that the company has made itself takes only what is in its list; an account may ask for it, or restrict it. */
function ownDimensions(company: Company, account: Row, values: Values): void {
  const number = account.ACCOUNTNO ?? ''
  for (const { object, label } of company.settings.userDimensions) {
    const given = values[`GLDIM${object}`] ?? ''
    if (given === '') {
      if (requires(company, account, object, '')) refuse('missingDimension', label, number)
      continue
    }
    if (company.table(object).first('id', given) === undefined) refuse('invalidReference', label, given)
    checkAllowed(company, number, object, label, given)
  }
}

/** The account of a line: by number, or by label where the module uses labels (4.4). */
function accountOf(company: Company, module: string, labels: string, values: Values, fallback: string): Row {
  const label = values.ACCOUNTLABEL ?? ''
  if (label !== '') {
    const found = company.named(labels, label) ?? refuse('invalidReference', 'account label', label)
    if (found.SUBTOTAL === 'true') refuse('labelSubtotal')
    values.ACCOUNTLABELKEY = found.RECORDNO ?? ''
    return account(company, found.GLACCOUNTNO ?? '')
  }
  if (company.settings.accountLabels.includes(module) && fallback === '') refuse('labelRequired')
  const number = values.ACCOUNTNO ?? ''
  if (number === '' && fallback === '') refuse('required', 'GL Account')
  return account(company, number === '' ? fallback : number)
}

function account(company: Company, number: string): Row {
  const found = company.named('GLACCOUNT', number) ?? refuse('invalidReference', 'account', number)
  if (found.STATUS === 'inactive') refuse('inactive', 'account', number)
  return found
}

/** The receivables or payables account that a line is balanced by, where one is given. */
function balanced(company: Company, values: Values): void {
  const number = values.OFFSETGLACCOUNTNO ?? ''
  if (number === '') return
  const found = account(company, number)
  values.OFFSETGLACCOUNTTITLE = found.TITLE ?? ''
  values.OFFSETACCOUNTKEY = found.RECORDNO ?? ''
}

function taxesOf(company: Company, line: Input, net: bigint): DraftLine['taxes'] {
  const wrapper = nested(line, 'TAXENTRIES')
  if (wrapper === undefined) return []
  return list(wrapper, 'TAXENTRY').map((entry) => {
    const id = text(entry, 'DETAILID') ?? ''
    const detail = company.named('TAXDETAIL', id) ?? refuse('invalidReference', 'tax detail', id)
    const given = text(entry, 'TRX_TAX') ?? ''
    const percent: Decimal = parseDecimal(detail.VALUE ?? '0') ?? { digits: 0n, scale: 0 }
    const amount =
      given === ''
        ? multiplyAmount(net, { digits: percent.digits, scale: percent.scale + 2 })
        : (parseAmount(given) ?? refuse('illegalFormat', 'TaxEntry', 'TRX_TAX', given))
    return { detail, amount }
  })
}

/** What a line belongs to. */
export interface LineContext {
  readonly module: string
  readonly labels: string
  readonly items: string
  readonly label: string
  /** Account of lines that name none; '' where one is required. */
  readonly fallbackAccount: string
}

/** Checks one line and resolves its account, place and dimensions. `old` are the values of the line that is changed. */
export function draftLine(
  company: Company,
  context: LineContext,
  line: Input,
  actor: Actor,
  old: Values = {},
): DraftLine {
  const definition = company.definition(context.items) ?? refuse('noObject', context.items)
  const sent = fieldsOf(definition, line, context.label)
  if ((sent.ACCOUNTNO ?? '') !== '' && sent.ACCOUNTLABEL === undefined) sent.ACCOUNTLABEL = ''
  const values: Values = { ...old, ...sent }
  const amount =
    text(line, 'TRX_AMOUNT') ?? text(line, 'AMOUNT') ?? text(line, 'TOTALTRXAMOUNT') ?? old.TRX_AMOUNT ?? ''
  if (amount === '') refuse('required', 'Amount')
  const trxAmount = parseAmount(amount) ?? refuse('illegalFormat', context.label, 'TRX_AMOUNT', amount)
  const found = accountOf(company, context.module, context.labels, values, context.fallbackAccount)
  values.ACCOUNTNO = found.ACCOUNTNO ?? ''
  values.ACCOUNTTITLE = found.TITLE ?? ''
  values.ACCOUNTKEY = found.RECORDNO ?? ''
  balanced(company, values)
  const entity = placed(company, found, values, actor)
  dimensioned(company, found, values)
  ownDimensions(company, found, values)
  return { values, trxAmount, entity, taxes: taxesOf(company, line, trxAmount) }
}

/** The one entity of all lines; refuses lines of several (reference 2). */
export function commonEntity(lines: readonly DraftLine[]): string {
  let entity = ''
  for (const line of lines) {
    if (line.entity === '' || line.entity === entity) continue
    if (entity !== '') refuse('severalEntities', entity, line.entity)
    entity = line.entity
  }
  return entity
}

const ZERO_PAID = { TRX_TOTALPAID: '0', TOTALPAID: '0', TRX_TOTALSELECTED: '0', TOTALSELECTED: '0' } as const

/** Stores lines and, after each, its tax entries (LINEITEM F, PARENTENTRY the line). Returns the rows in order. */
export function storeLines(
  company: Company,
  object: string,
  header: Row,
  lines: readonly DraftLine[],
  rate: Rate,
  firstNumber: number,
  actor: Actor,
): void {
  const common: Values = {
    RECORDKEY: header.RECORDNO ?? '',
    RECORDTYPE: header.RECORDTYPE ?? '',
    ENTRY_DATE: header.WHENPOSTED ?? header.RECEIPTDATE ?? '',
    CURRENCY: rate.currency,
    BASECURR: rate.base,
    ...rate.fields,
    MEGAENTITYID: header.MEGAENTITYID ?? '',
    ENTITYOF: header.ENTITYOF ?? '',
    STATE: 'A',
  }
  let number = firstNumber
  for (const line of lines) {
    const stored = company.insert(
      object,
      {
        ...common,
        ...ZERO_PAID,
        ...line.values,
        TRX_AMOUNT: formatAmount(line.trxAmount),
        AMOUNT: formatAmount(multiplyAmount(line.trxAmount, rate.rate)),
        LINEITEM: 'T',
        LINE_NO: String(number),
      },
      actor,
    )
    number += 1
    for (const tax of line.taxes) {
      company.insert(
        object,
        {
          ...common,
          ...ZERO_PAID,
          ACCOUNTNO: tax.detail.GLACCOUNT ?? '',
          LOCATIONID: line.values.LOCATIONID ?? '',
          LOCATIONNAME: line.values.LOCATIONNAME ?? '',
          ENTRYDESCRIPTION: tax.detail.DETAILID ?? '',
          DETAILKEY: tax.detail.RECORDNO ?? '',
          PARENTENTRY: stored.RECORDNO ?? '',
          TRX_AMOUNT: formatAmount(tax.amount),
          AMOUNT: formatAmount(multiplyAmount(tax.amount, rate.rate)),
          LINEITEM: 'F',
          LINE_NO: String(number - 1),
        },
        actor,
      )
    }
  }
}

/** What is still open on a line in transaction currency: sign of the amount kept, selected amounts held back. */
export function openAmount(line: Row): bigint {
  return amountOf(line.TRX_AMOUNT) - amountOf(line.TRX_TOTALPAID) - amountOf(line.TRX_TOTALSELECTED)
}
