import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import { normalAmount } from '@tieout/engine/core/money.ts'
import { partyOf } from '@tieout/engine/core/party.ts'
import type { BillData, InvoiceData } from '@tieout/engine/core/records.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { deleteCall } from '@tieout/intacct/writing/generic.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import type { LegacyInput } from '@tieout/intacct/writing/legacy.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { toDay } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { markerFields, splitMarker, withMarker } from '../marker.ts'
import { auditOf, commonOf, documentState, optional } from './adapter.ts'
import type { ObjectAdapter, Setup } from './adapter.ts'
import { customElements, customValues } from './custom-elements.ts'
import { currencyBlock, editedLines, lineFields, lineInput, linesWithTaxes } from './document-lines.ts'

type DocumentData = InvoiceData | BillData

/** Invoices and bills differ in names only: one row each. */
interface Names {
  readonly type: 'invoice' | 'bill'
  readonly object: 'ARINVOICE' | 'APBILL'
  readonly items: string
  readonly party: 'customer' | 'vendor'
  readonly partyField: string
  /** The legacy functions (reference 4.4, 4.7, Appendix A), and their names for number, lines and changed lines. */
  readonly create: 'create_invoice' | 'create_bill'
  readonly update: 'update_invoice' | 'update_bill'
  readonly reverse: 'reverse_invoice' | 'reverse_bill'
  readonly partyElement: string
  readonly numberElement: string
  readonly itemsElement: string
  readonly updateElement: string
  readonly ownFields: readonly string[]
}

const invoices: Names = {
  type: 'invoice',
  object: 'ARINVOICE',
  items: 'ARINVOICEITEM',
  party: 'customer',
  partyField: 'CUSTOMERID',
  create: 'create_invoice',
  update: 'update_invoice',
  reverse: 'reverse_invoice',
  partyElement: 'customerid',
  numberElement: 'invoiceno',
  itemsElement: 'invoiceitems',
  updateElement: 'updateinvoiceitems',
  ownFields: ['MODULEKEY', 'DOCHDRKEY'],
}

const bills: Names = {
  type: 'bill',
  object: 'APBILL',
  items: 'APBILLITEM',
  party: 'vendor',
  partyField: 'VENDORID',
  create: 'create_bill',
  update: 'update_bill',
  reverse: 'reverse_bill',
  partyElement: 'vendorid',
  numberElement: 'billno',
  itemsElement: 'billitems',
  updateElement: 'updatebillitems',
  ownFields: ['WHENPOSTED'],
}

function documentAdapter(names: Names): ObjectAdapter {
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
    fields: [...headerFields, names.partyField, ...names.ownFields],
    ...(names.type === 'invoice' ? { order: { by: 'RECORDNO' as const, field: 'DOCHDRKEY' } } : {}),
    lines: { object: names.items, link: 'RECORDKEY', fields: lineFields, required: true },
    rowOf: (row, lines, frame) => rowOf(names, where, row, lines, frame),
    functionOf: (command, setup) =>
      functions[command.op](names, command, command.data as DocumentData, setup),
  }
}

const headerFields = [
  'RECORDNO',
  'RECORDID',
  'STATE',
  'WHENCREATED',
  'WHENDUE',
  'TERMNAME',
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

function rowOf(
  names: Names,
  where: Parameters<typeof commonOf>[0],
  row: Row,
  lines: readonly Row[],
  frame: Frame,
): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const amount = (name: string) => normalAmount(row[name] || '0', currency)
  const description = splitMarker(row['DESCRIPTION'] ?? '').text
  const party = row[names.partyField] ?? ''
  const date = toDay(row['WHENCREATED'], frame)
  const data = {
    number: row['RECORDID'] ?? '',
    [names.party]: party,
    date,
    ...(names.type === 'bill' ? postingDateOf(date, toDay(row['WHENPOSTED'], frame)) : {}),
    ...optional('dueDate', toDay(row['WHENDUE'], frame)),
    ...optional('termName', row['TERMNAME']),
    currency,
    ...optional('description', description),
    ...optional('reference', row['DOCNUMBER']),
    lines: linesWithTaxes(lines, currency),
    total: amount('TRX_TOTALENTERED'),
  } as DocumentData
  return {
    ...commonOf(where, row, frame),
    data,
    facts: {
      state: documentState(row['STATE']),
      paid: amount('TRX_TOTALPAID'),
      due: amount('TRX_TOTALDUE'),
      ...auditOf(row),
    },
    references: [{ type: names.party, by: 'number', value: party }],
  }
}

/** Intacct fills it in with the document's own date: then the app need not have said it (reference 4.7). */
function postingDateOf(date: string, posted: string): { readonly postingDate?: string } {
  return posted === date ? {} : optional('postingDate', posted)
}

type Operation = Command['op']
type Writer = (names: Names, command: Command, data: DocumentData, setup: Setup) => Element | null
const functions: Record<Operation, Writer> = {
  create: (names, command, data, setup) =>
    legacyCall(names.create, {
      ...header(names, data, () => true),
      description: withMarker(data.description, command.marker, markerFields[names.type].length),
      action: command.options.submit ? 'Submit' : 'Draft',
      ...currencyBlock(data, setup, command.options),
      taxsolutionid: command.options.taxSolution,
      ...customElements(customValues(data, command.options, false)),
      [names.itemsElement]: { lineitem: lineInputs(command, data) },
    }),
  update: (names, command, data) => {
    const changed = new Set(command.fields)
    const lines = changed.has('lines')
      ? {
          [names.updateElement]: editedLines(
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
      ...(command.options.resubmit === true && command.options.submit ? { action: 'Submit' } : {}),
      ...description,
      ...(changed.has('custom') ? customElements(customValues(data, command.options, true)) : {}),
      ...lines,
    })
  },
  reverse: (names, command, data) =>
    legacyCall(names.reverse, {
      '@key': command.key ?? '',
      datereversed: command.options.date ?? data.date,
      description: command.options.memo,
    }),
  delete: (names, command) => (command.key === null ? null : deleteCall(names.object, command.key)),
}

function lineInputs({ options }: Command, data: DocumentData): LegacyInput[] {
  return data.lines.map((line) => lineInput(line, options.receivable))
}

type HeaderField = keyof InvoiceData | keyof BillData

function header(names: Names, data: DocumentData, wanted: (field: HeaderField) => boolean): LegacyInput {
  const take = (field: HeaderField, value: string | undefined) => (wanted(field) ? value : undefined)
  return {
    [names.partyElement]: take(names.party, partyOf(data)),
    datecreated: take('date', data.date),
    dateposted: 'postingDate' in data ? take('postingDate', data.postingDate) : undefined,
    datedue: take('dueDate', data.dueDate),
    termname: take('termName', data.termName),
    [names.numberElement]: take('number', data.number),
    ponumber: take('reference', data.reference),
  }
}

/** ARINVOICE, written by the legacy functions, the only way there is (reference 4.4). */
export const invoiceAdapter = documentAdapter(invoices)
/** APBILL, by the legacy functions too: the same lines, and one way to be proven right (reference 4.7). */
export const billAdapter = documentAdapter(bills)
