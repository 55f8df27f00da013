import type { Command, RemoteRow } from '@tieout/engine/ports.ts'
import { normalAmount } from '@tieout/engine/core/money.ts'
import type { InvoiceData, LineData } from '@tieout/engine/core/records.ts'
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

const where = {
  type: 'invoice',
  object: 'ARINVOICE',
  auditName: 'arinvoice',
  createdField: 'AUWHENCREATED',
  numberField: 'RECORDID',
  markerField: markerFields.invoice.field,
} as const

/** ARINVOICE, written by the legacy functions, the only way there is (reference 4.4). */
export const invoiceAdapter: ObjectAdapter = {
  ...where,
  dateField: 'WHENCREATED',
  fields: [
    'RECORDNO',
    'RECORDID',
    'STATE',
    'CUSTOMERID',
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
  ],
  lines: {
    object: 'ARINVOICEITEM',
    link: 'RECORDKEY',
    fields: [
      'RECORDNO',
      'LINE_NO',
      'ACCOUNTNO',
      'TRX_AMOUNT',
      'ENTRYDESCRIPTION',
      'LOCATIONID',
      'DEPARTMENTID',
      'CLASSID',
      'PROJECTID',
      'ITEMID',
    ],
  },
  rowOf,
  functionOf,
}

function rowOf(row: Row, lines: readonly Row[], frame: Frame): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const amount = (name: string) => normalAmount(row[name] || '0', currency)
  const description = splitMarker(row['DESCRIPTION'] ?? '').text
  const customer = row['CUSTOMERID'] ?? ''
  const data: InvoiceData = {
    number: row['RECORDID'] ?? '',
    customer,
    date: toDay(row['WHENCREATED'], frame),
    ...optional('dueDate', toDay(row['WHENDUE'], frame)),
    ...optional('termName', row['TERMNAME']),
    currency,
    ...optional('description', description),
    ...optional('reference', row['DOCNUMBER']),
    lines: lines.map((line) => lineOf(line, currency)),
    total: amount('TRX_TOTALENTERED'),
  }
  return {
    ...commonOf(where, row, frame),
    data,
    facts: {
      state: documentState(row['STATE']),
      paid: amount('TRX_TOTALPAID'),
      due: amount('TRX_TOTALDUE'),
      ...auditOf(row),
    },
    references: [{ type: 'customer', by: 'number', value: customer }],
  }
}

function lineOf(line: Row, currency: string): LineData {
  return {
    amount: normalAmount(line['TRX_AMOUNT'] || '0', currency),
    ...optional('account', line['ACCOUNTNO']),
    ...optional('memo', line['ENTRYDESCRIPTION']),
    ...optional('location', line['LOCATIONID']),
    ...optional('department', line['DEPARTMENTID']),
    ...optional('class', line['CLASSID']),
    ...optional('project', line['PROJECTID']),
    ...optional('item', line['ITEMID']),
  }
}

type Operation = Command['op']
const functions: Record<Operation, (command: Command, data: InvoiceData, setup: Setup) => Element | null> = {
  create: (command, data, setup) =>
    legacyCall('create_invoice', {
      ...header(data, () => true),
      description: withMarker(data.description, command.marker, markerFields.invoice.length),
      action: command.options.submit ? 'Submit' : 'Draft',
      ...currencyBlock(data, setup),
      invoiceitems: { lineitem: data.lines.map(lineInput) },
    }),
  update: (command, data) => {
    const changed = new Set(command.fields)
    const lines = changed.has('lines')
      ? {
          updateinvoiceitems: {
            updatelineitem: data.lines.map((line, at) => ({
              '@line_num': String(at + 1),
              ...lineInput(line),
            })),
          },
        }
      : {}
    const description = changed.has('description')
      ? { description: withMarker(data.description, command.marker, markerFields.invoice.length) }
      : {}
    return legacyCall('update_invoice', {
      '@key': command.key ?? '',
      ...header(data, (field) => changed.has(field)),
      ...description,
      ...lines,
    })
  },
  reverse: (command, data) =>
    legacyCall('reverse_invoice', {
      '@key': command.key ?? '',
      datereversed: command.options.date ?? data.date,
      description: command.options.memo,
    }),
  delete: (command) => (command.key === null ? null : deleteCall('ARINVOICE', command.key)),
}

function functionOf(command: Command, setup: Setup): Element | null {
  return functions[command.op](command, command.data as InvoiceData, setup)
}

/** Empty rate type: the Intacct Daily Rate. */
function currencyBlock(data: InvoiceData, setup: Setup): LegacyInput {
  if (data.currency === undefined || data.currency === setup.baseCurrency) return {}
  return { currency: data.currency, exchratetype: '' }
}

function header(data: InvoiceData, wanted: (field: keyof InvoiceData) => boolean): LegacyInput {
  const take = (field: keyof InvoiceData, value: string | undefined) => (wanted(field) ? value : undefined)
  return {
    customerid: take('customer', data.customer),
    datecreated: take('date', data.date),
    datedue: take('dueDate', data.dueDate),
    termname: take('termName', data.termName),
    invoiceno: take('number', data.number),
    ponumber: take('reference', data.reference),
  }
}

function lineInput(line: LineData): LegacyInput {
  return {
    glaccountno: line.account,
    amount: line.amount,
    memo: line.memo,
    locationid: line.location,
    departmentid: line.department,
    projectid: line.project,
    itemid: line.item,
    classid: line.class,
  }
}
