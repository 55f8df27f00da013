import type { Command } from '@tieout/engine/ports/commands.ts'
import type { RemoteRow } from '@tieout/engine/ports/remote.ts'
import { summedApplications } from '@tieout/engine/core/apply.ts'
import { normalAmount } from '@tieout/engine/core/money.ts'
import type { CreditNoteData, LineData } from '@tieout/engine/core/records.ts'
import { pointersOf } from '@tieout/engine/core/references.ts'
import { remotePointer } from '@tieout/engine/core/translate.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { eq } from '@tieout/intacct/reading/filter.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import type { LegacyInput } from '@tieout/intacct/writing/legacy.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { toDay } from '../frame.ts'
import type { Frame } from '../frame.ts'
import { markerFields, splitMarker, withMarker } from '../marker.ts'
import { auditOf, commonOf, documentState, optional } from './adapter.ts'
import type { AppliedRow, ObjectAdapter, Setup } from './adapter.ts'
import {
  applicationCall,
  entriesOf,
  entryFields,
  fundings,
  isNothing,
  reversalCall,
  targetOf,
} from './entries.ts'
import { currencyBlock, editedLines, lineFields, lineInput, lineOf } from './document-lines.ts'

const where = {
  type: 'credit_note',
  object: 'ARADJUSTMENT',
  auditName: 'aradjustment',
  createdField: 'AUWHENCREATED',
  numberField: 'RECORDID',
  markerField: markerFields.credit_note.field,
} as const

const funding = fundings.credit

/**
 * ARADJUSTMENT: a negative one is a credit memo, a positive one a debit memo (reference 4.6). Written by legacy functions; what it is
 * applied to are details of ARPYMTs without cash (reference 4.5).
 */
export const creditNoteAdapter: ObjectAdapter = {
  ...where,
  dateField: 'WHENCREATED',
  fields: [
    'RECORDNO',
    'RECORDID',
    'STATE',
    'CUSTOMERID',
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
    'MODULEKEY',
  ],
  // An adjustment does not name its document (reference, appendix B); the document names it. Keys of invoices are a sequence of their own.
  order: { by: 'PRRECORDKEY', field: 'RECORDNO', filter: eq('DOCPARCLASS', 'Adjustment') },
  lines: { object: 'ARADJUSTMENTITEM', link: 'RECORDKEY', fields: lineFields, required: true },
  applied: {
    object: 'ARPYMTDETAIL',
    link: funding.key,
    holder: 'PAYMENTKEY',
    fields: entryFields(funding),
    isUsed: (header) => isCredit(header) && !isNothing(header['TRX_TOTALPAID']),
  },
  rowOf,
  functionOf,
}

function isCredit(header: Row): boolean {
  return (header['TRX_TOTALENTERED'] ?? '').startsWith('-')
}

function turned(amount: string): string {
  if (isNothing(amount)) return amount
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}

function rowOf(
  row: Row,
  lines: readonly Row[],
  frame: Frame,
  applied: readonly AppliedRow[] = [],
): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const credit = isCredit(row)
  const plain = (amount: string) => (credit ? turned(amount) : amount)
  const amount = (name: string) => normalAmount(plain(row[name] || '0'), currency)
  const entries = entriesOf(applied, funding, currency)
  const data: CreditNoteData = {
    number: row['RECORDID'] ?? '',
    ...(credit ? {} : { kind: 'debit' as const }),
    customer: row['CUSTOMERID'] ?? '',
    date: toDay(row['WHENCREATED'], frame),
    currency,
    ...optional('description', splitMarker(row['DESCRIPTION'] ?? '').text),
    ...optional('reference', row['DOCNUMBER']),
    lines: lines.map((line) => lineOf({ ...line, TRX_AMOUNT: plain(line['TRX_AMOUNT'] || '0') }, currency)),
    total: amount('TRX_TOTALENTERED'),
    applications: summedApplications(entries.map(targetOf), currency),
  }
  const references = pointersOf('credit_note', data, remotePointer)
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

type Operation = Command['op']
const functions: Record<Operation, (command: Command, data: CreditNoteData, setup: Setup) => Element | null> =
  {
    create: (command, data, setup) =>
      legacyCall('create_aradjustment', {
        ...header(data, () => true),
        description: withMarker(data.description, command.marker, markerFields.credit_note.length),
        action: command.options.submit ? 'Submit' : 'Draft',
        ...currencyBlock(data, setup),
        aradjustmentitems: { lineitem: lineInputs(command, data) },
      }),
    update: (command, data, setup) => {
      const { apply, takeBack } = command.options
      if (takeBack !== undefined) return reversalCall(command, data, takeBack)
      if (apply !== undefined)
        return applicationCall(command, data, { funding, says: `Applies credit note ${data.number}` }, setup)
      return edit(command, data)
    },
    reverse: () => null,
    delete: (command) =>
      command.key === null ? null : legacyCall('delete_aradjustment', { '@key': command.key }),
  }

function functionOf(command: Command, setup: Setup): Element | null {
  return functions[command.op](command, command.data as CreditNoteData, setup)
}

function edit(command: Command, data: CreditNoteData): Element {
  const changed = new Set(command.fields)
  const lines = changed.has('lines')
    ? {
        updatearadjustmentitems: editedLines(
          lineInputs(command, data),
          command.options.linesThere ?? data.lines.length,
        ),
      }
    : {}
  const description = changed.has('description')
    ? { description: withMarker(data.description, command.marker, markerFields.credit_note.length) }
    : {}
  return legacyCall('update_aradjustment', {
    '@key': command.key ?? '',
    ...header(data, (field) => changed.has(field)),
    ...description,
    ...lines,
  })
}

function lineInputs({ options }: Command, data: CreditNoteData): LegacyInput[] {
  return data.lines.map((line) => lineInput(signed(data, line), options.receivable))
}

function signed(data: CreditNoteData, line: LineData): LineData {
  return data.kind === 'debit' ? line : { ...line, amount: turned(line.amount) }
}

function header(data: CreditNoteData, wanted: (field: keyof CreditNoteData) => boolean): LegacyInput {
  const take = (field: keyof CreditNoteData, value: string | undefined) => (wanted(field) ? value : undefined)
  return {
    customerid: take('customer', data.customer),
    datecreated: take('date', data.date),
    adjustmentno: take('number', data.number),
    invoiceno: take('reference', data.reference),
  }
}
