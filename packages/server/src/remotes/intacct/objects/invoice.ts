import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import { normalAmount } from '@tieout/engine/core/money.ts'
import type { InvoiceData } from '@tieout/engine/core/records.ts'
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
import { currencyBlock, editedLines, lineFields, lineInput, lineOf } from './document-lines.ts'

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
    'MODULEKEY',
    'DOCHDRKEY',
  ],
  order: { by: 'RECORDNO', field: 'DOCHDRKEY' },
  lines: {
    object: 'ARINVOICEITEM',
    link: 'RECORDKEY',
    fields: lineFields,
    required: true,
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

type Operation = Command['op']
const functions: Record<Operation, (command: Command, data: InvoiceData, setup: Setup) => Element | null> = {
  create: (command, data, setup) =>
    legacyCall('create_invoice', {
      ...header(data, () => true),
      description: withMarker(data.description, command.marker, markerFields.invoice.length),
      action: command.options.submit ? 'Submit' : 'Draft',
      ...currencyBlock(data, setup),
      invoiceitems: { lineitem: data.lines.map((line) => lineInput(line, command.options.receivable)) },
    }),
  update: (command, data) => {
    const changed = new Set(command.fields)
    const lines = changed.has('lines')
      ? {
          updateinvoiceitems: editedLines(
            data.lines.map((line) => lineInput(line, command.options.receivable)),
            command.options.linesThere ?? data.lines.length,
          ),
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
