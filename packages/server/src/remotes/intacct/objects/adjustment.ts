import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteFacts, RemoteRow } from '@tieout/engine/ports/remote.ts'
import { summedApplications } from '@tieout/engine/core/apply.ts'
import { normalAmount } from '@tieout/engine/core/money.ts'
import { infoOf } from '@tieout/engine/core/object-types.ts'
import { partyOf } from '@tieout/engine/core/party.ts'
import type { AppliedItem, BillCreditData, CreditNoteData, LineData } from '@tieout/engine/core/records.ts'
import { pointersOf } from '@tieout/engine/core/references.ts'
import { remotePointer } from '@tieout/engine/core/translate.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { intacctDate } from '@tieout/intacct/formats/times.ts'
import { createCall } from '@tieout/intacct/writing/generic.ts'
import { eq } from '@tieout/intacct/reading/filter.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import type { LegacyInput } from '@tieout/intacct/writing/legacy.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { toDay } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { markerFields, splitMarker, withMarker } from '../marker.ts'
import { auditOf, commonOf, documentState, optional } from './adapter.ts'
import type { AppliedRow, ObjectAdapter, Setup } from './adapter.ts'
import { isNothing } from './entries.ts'
import { currencyBlock, editedLines, lineFields, lineInput, linesWithTaxes } from './document-lines.ts'

type CreditData = CreditNoteData | BillCreditData

/** Receivable and payable adjustments differ in names only: one row each. */
interface Names {
  readonly type: 'credit_note' | 'bill_credit'
  readonly object: 'ARADJUSTMENT' | 'APADJUSTMENT'
  readonly items: string
  readonly party: 'customer' | 'vendor'
  readonly partyField: string
  readonly partyElement: string
  /** What it is applied to. */
  readonly target: 'invoice' | 'bill'
  readonly create: 'create_aradjustment' | 'create_apadjustment'
  /** Null: the public schema does not say what an update would carry. */
  readonly update: 'update_aradjustment' | null
  readonly remove: 'delete_aradjustment' | 'delete_apadjustment'
  readonly referenceElement: string
  readonly itemsElement: string
  /** The entries that apply it: object of the payment without cash, of its details, and the function that takes it back. */
  readonly entry: 'ARPYMT' | 'APPYMT'
  readonly details: string
  readonly takeBack: 'reverse_arpayment' | 'reverse_appayment'
}

const creditNotes: Names = {
  type: 'credit_note',
  object: 'ARADJUSTMENT',
  items: 'ARADJUSTMENTITEM',
  party: 'customer',
  partyField: 'CUSTOMERID',
  partyElement: 'customerid',
  target: 'invoice',
  create: 'create_aradjustment',
  update: 'update_aradjustment',
  remove: 'delete_aradjustment',
  referenceElement: 'invoiceno',
  itemsElement: 'aradjustmentitems',
  entry: 'ARPYMT',
  details: 'ARPYMTDETAIL',
  takeBack: 'reverse_arpayment',
}

const billCredits: Names = {
  type: 'bill_credit',
  object: 'APADJUSTMENT',
  items: 'APADJUSTMENTITEM',
  party: 'vendor',
  partyField: 'VENDORID',
  partyElement: 'vendorid',
  target: 'bill',
  create: 'create_apadjustment',
  update: null,
  remove: 'delete_apadjustment',
  referenceElement: 'billno',
  itemsElement: 'apadjustmentitems',
  entry: 'APPYMT',
  details: 'APPYMTDETAIL',
  takeBack: 'reverse_appayment',
}

function adjustmentAdapter(names: Names): ObjectAdapter {
  const where = {
    type: names.type,
    object: names.object,
    auditName: names.object.toLowerCase(),
    createdField: 'AUWHENCREATED',
    numberField: 'RECORDID',
    markerField: markerFields[names.type].field,
  } as const
  return {
    ...where,
    dateField: 'WHENCREATED',
    dueField: 'TRX_TOTALDUE',
    fields: [...headerFields, names.partyField, 'MODULEKEY'],
    // An adjustment does not name its document (reference, appendix B); the document names it. Keys of invoices are a sequence of their own.
    ...(names.type === 'credit_note'
      ? {
          order: {
            by: 'PRRECORDKEY' as const,
            field: 'RECORDNO',
            filter: eq('DOCPARCLASS', 'Adjustment'),
          },
        }
      : {}),
    lines: { object: names.items, link: 'RECORDKEY', fields: lineFields, required: true },
    applied: {
      object: names.details,
      link: 'ADJUSTMENTKEY',
      holder: 'PAYMENTKEY',
      fields: ['RECORDNO', 'PAYMENTKEY', 'RECORDKEY', 'POSADJKEY', 'TRX_ADJUSTMENTAMOUNT', 'STATE'],
      isUsed: (header) => isCredit(header) && !isNothing(header['TRX_TOTALPAID']),
    },
    rowOf: (row, lines, frame, applied) => rowOf(names, where, row, lines, frame, applied),
    functionOf: (command, setup) => functions[command.op](names, command, command.data as CreditData, setup),
  }
}

const headerFields = [
  'RECORDNO',
  'RECORDID',
  'STATE',
  'WHENCREATED',
  'CURRENCY',
  'DESCRIPTION',
  'DOCNUMBER',
  'TRX_TOTALENTERED',
  'TRX_TOTALPAID',
  'TRX_TOTALDUE',
  'AUWHENCREATED',
  'WHENMODIFIED',
  'CREATEDBYLOGINID',
  'MODIFIEDBYLOGINID',
  'MEGAENTITYID',
  'RECORD_URL',
] as const

function isCredit(header: Row): boolean {
  return (header['TRX_TOTALENTERED'] ?? '').startsWith('-')
}

function turned(amount: string): string {
  if (isNothing(amount)) return amount
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}

function rowOf(
  names: Names,
  where: Parameters<typeof commonOf>[0],
  row: Row,
  lines: readonly Row[],
  frame: Frame,
  applied: readonly AppliedRow[] = [],
): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const credit = isCredit(row)
  const plain = (amount: string) => (credit ? turned(amount) : amount)
  const amount = (name: string) => normalAmount(plain(row[name] || '0'), currency)
  const entries = applied.flatMap((entry) => entryOf(names, entry, currency))
  const data = {
    number: row['RECORDID'] ?? '',
    ...(credit ? {} : { kind: 'debit' as const }),
    [names.party]: row[names.partyField] ?? '',
    date: toDay(row['WHENCREATED'], frame),
    currency,
    ...optional('description', splitMarker(row['DESCRIPTION'] ?? '').text),
    ...optional('reference', row['DOCNUMBER']),
    lines: linesWithTaxes(
      lines.map((line) => ({ ...line, TRX_AMOUNT: plain(line['TRX_AMOUNT'] || '0') })),
      currency,
    ),
    total: amount('TRX_TOTALENTERED'),
    applications: summedApplications(entries.map(targetOf), currency),
  } as CreditData
  const references = pointersOf(names.type, data, remotePointer)
  return {
    ...commonOf(where, row, frame),
    data,
    facts: {
      state: documentState(row['STATE']),
      paid: amount('TRX_TOTALPAID'),
      due: amount('TRX_TOTALDUE'),
      applications: entries,
      touches: references.flatMap(({ type, by, value }) => (by === 'key' ? [{ type, key: value }] : [])),
      ...auditOf(row),
    },
    references,
  }
}

type Entry = NonNullable<RemoteFacts['applications']>[number]

/** Drafts (D) have applied nothing yet; reversed entries (V) and the contra entries of their reversal apply nothing any more. */
function entryOf({ target }: Names, { row, shared }: AppliedRow, currency: string): Entry[] {
  if (row['STATE'] === 'V' || row['STATE'] === 'D' || isNothing(row['TRX_ADJUSTMENTAMOUNT'])) return []
  return [
    {
      key: row['RECORDNO'] ?? '',
      ...optional(target, row['RECORDKEY']),
      ...optional('debitMemo', row['POSADJKEY']),
      amount: normalAmount(row['TRX_ADJUSTMENTAMOUNT'] ?? '0', currency),
      by: row['PAYMENTKEY'] ?? '',
      ...(shared ? { shared } : {}),
    },
  ]
}

function targetOf({ invoice, bill, debitMemo, amount }: Entry): AppliedItem {
  return {
    ...optional('invoice', invoice),
    ...optional('bill', bill),
    ...optional('debitMemo', debitMemo),
    amount,
  }
}

type Operation = Command['op']
type Writer = (names: Names, command: Command, data: CreditData, setup: Setup) => Element | null
const functions: Record<Operation, Writer> = {
  create: (names, command, data, setup) =>
    legacyCall(names.create, {
      ...header(names, data, () => true),
      description: withMarker(data.description, command.marker, markerFields[names.type].length),
      action: command.options.submit ? 'Submit' : 'Draft',
      ...currencyBlock(data, setup, command.options),
      taxsolutionid: command.options.taxSolution,
      [names.itemsElement]: { lineitem: lineInputs(command, data) },
    }),
  update: (names, command, data, setup) => {
    const { apply, takeBack } = command.options
    if (takeBack !== undefined) return reversal(names, command, data, takeBack)
    if (apply !== undefined) return application(names, command, data, apply, setup)
    return edit(names, command, data)
  },
  reverse: () => null,
  delete: (names, command) =>
    command.key === null ? null : legacyCall(names.remove, { '@key': command.key }),
}

function edit(names: Names, command: Command, data: CreditData): Element | null {
  if (names.update === null) return null
  const changed = new Set(command.fields)
  const lines = changed.has('lines')
    ? {
        [`update${names.itemsElement}`]: editedLines(
          lineInputs(command, data),
          command.options.linesThere ?? data.lines.length,
        ),
      }
    : {}
  const description = changed.has('description')
    ? { description: withMarker(data.description, command.marker, markerFields[names.type].length) }
    : {}
  return legacyCall(names.update, {
    '@key': command.key ?? '',
    ...header(names, data, (field) => changed.has(field)),
    ...description,
    ...lines,
  })
}

/** A payment without cash. Its own text says what it is for; it bears no marker, since the credit itself shows whether it came. */
function application(
  names: Names,
  command: Command,
  data: CreditData,
  apply: readonly AppliedItem[],
  setup: Setup,
): Element {
  const day = intacctDate(command.options.date ?? data.date, setup.format) ?? ''
  return createCall(names.entry, {
    PAYMENTMETHOD: 'EFT',
    [names.partyField]: partyOf(data),
    DESCRIPTION: `Applies ${infoOf(names.type).label.toLowerCase()} ${data.number}`,
    ...(names.entry === 'ARPYMT' ? { RECEIPTDATE: day } : {}),
    PAYMENTDATE: day,
    CURRENCY: data.currency,
    ACTION: 'Submit',
    [`${names.details}S`]: {
      [names.details]: apply.map((item) => ({
        RECORDKEY: item[names.target],
        POSADJKEY: item.debitMemo,
        ADJUSTMENTKEY: command.key ?? '',
        TRX_ADJUSTMENTAMOUNT: item.amount,
      })),
    },
  })
}

function reversal(names: Names, command: Command, data: CreditData, entry: string): Element {
  return legacyCall(names.takeBack, {
    '@key': entry,
    datereversed: command.options.date ?? data.date,
    description: command.options.memo,
  })
}

function lineInputs({ options }: Command, data: CreditData): LegacyInput[] {
  return data.lines.map((line) => lineInput(signed(data, line), options.receivable))
}

function signed(data: CreditData, line: LineData): LineData {
  if (data.kind === 'debit') return line
  const taxes = line.taxes?.map((tax) => ({ ...tax, amount: turned(tax.amount) }))
  return { ...line, amount: turned(line.amount), ...(taxes === undefined ? {} : { taxes }) }
}

type HeaderField = keyof CreditNoteData | keyof BillCreditData

function header(names: Names, data: CreditData, wanted: (field: HeaderField) => boolean): LegacyInput {
  const take = (field: HeaderField, value: string | undefined) => (wanted(field) ? value : undefined)
  return {
    [names.partyElement]: take(names.party, partyOf(data)),
    datecreated: take('date', data.date),
    adjustmentno: take('number', data.number),
    [names.referenceElement]: take('reference', data.reference),
  }
}

/**
 * ARADJUSTMENT: a negative one is a credit memo, a positive one a debit memo (reference 4.6). Written by legacy functions; what it is
 * applied to are details of ARPYMTs without cash (reference 4.5).
 */
export const creditNoteAdapter = adjustmentAdapter(creditNotes)
/** APADJUSTMENT, by the same rules: its credits are drawn on by APPYMT details "as above" (reference 4.7). */
export const billCreditAdapter = adjustmentAdapter(billCredits)
