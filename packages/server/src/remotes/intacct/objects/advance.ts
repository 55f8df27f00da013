import type { Command } from '@tieout/engine/ports/commands.ts'
import type { DocumentState, RemoteRow } from '@tieout/engine/ports/remote.ts'
import { summedApplications } from '@tieout/engine/core/apply.ts'
import { normalAmount } from '@tieout/engine/core/money.ts'
import type { AdvanceData } from '@tieout/engine/core/records.ts'
import { pointersOf } from '@tieout/engine/core/references.ts'
import { remotePointer } from '@tieout/engine/core/translate.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { createCall, deleteCall } from '@tieout/intacct/writing/generic.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import type { Frame } from '../frame.ts'
import { markerFields } from '../marker.ts'
import { auditOf, commonOf } from './adapter.ts'
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
import { receiptFields, receiptOf, receiptRecord } from './receipt.ts'

const where = {
  type: 'advance',
  object: 'ARADVANCE',
  auditName: 'aradvance',
  createdField: 'AUWHENCREATED',
  numberField: 'DOCNUMBER',
  markerField: markerFields.advance.field,
} as const

const funding = fundings.advance

/** ARADVANCE: money received that pays nothing yet. What it is applied to since are details of ARPYMTs without cash (reference 4.5). */
export const advanceAdapter: ObjectAdapter = {
  ...where,
  dateField: 'RECEIPTDATE',
  fields: [...receiptFields, 'TRX_TOTALPAID'],
  lines: null,
  applied: {
    object: 'ARPYMTDETAIL',
    link: funding.key,
    holder: 'PAYMENTKEY',
    fields: entryFields(funding),
    // A reversed one is closed by its reversal, without any entry.
    isUsed: (header) => !/^Revers/.test(header['STATE'] ?? '') && !isNothing(header['TRX_TOTALPAID']),
  },
  rowOf,
  functionOf,
}

/** Reference 5.3; `Reconciled` says nothing of what is applied, the amounts do. */
function stateOf(row: Row): DocumentState {
  const state = row['STATE'] ?? ''
  if (state === 'Draft') return 'draft'
  if (state === 'Reversed') return 'reversed'
  if (state === 'Reversal') return 'reversal'
  if (isNothing(row['TRX_TOTALDUE'])) return 'paid'
  return isNothing(row['TRX_TOTALPAID']) ? 'open' : 'partially_paid'
}

function rowOf(
  row: Row,
  _lines: readonly Row[],
  frame: Frame,
  applied: readonly AppliedRow[] = [],
): RemoteRow {
  const currency = row['CURRENCY'] || 'USD'
  const amount = (name: string) => normalAmount(row[name] || '0', currency)
  const entries = entriesOf(applied, funding, currency)
  const data: AdvanceData = {
    ...receiptOf(row, frame),
    amount: amount('TRX_TOTALENTERED'),
    currency,
    applications: summedApplications(entries.map(targetOf), currency),
  }
  const references = pointersOf('advance', data, remotePointer)
  return {
    ...commonOf(where, row, frame),
    data,
    facts: {
      state: stateOf(row),
      paid: amount('TRX_TOTALPAID'),
      due: amount('TRX_TOTALDUE'),
      applications: entries,
      touches: references.flatMap(({ type, by, value }) => (by === 'key' ? [{ type, key: value }] : [])),
      ...auditOf(row),
    },
    references,
  }
}

function functionOf(command: Command, setup: Setup): Element | null {
  const data = command.data as AdvanceData
  if (command.op === 'create') return createCall('ARADVANCE', advanceRecord(command, data, setup))
  if (command.key === null) return null
  if (command.op === 'delete') return deleteCall('ARADVANCE', command.key)
  if (command.op === 'reverse') return reversalCall(command, data, command.key)
  const { apply, takeBack } = command.options
  if (takeBack !== undefined) return reversalCall(command, data, takeBack)
  return apply === undefined
    ? null
    : applicationCall(
        command,
        data,
        { funding, says: `Applies advance ${data.reference ?? ''}`.trim() },
        setup,
      )
}

function advanceRecord(command: Command, data: AdvanceData, setup: Setup) {
  return {
    ...receiptRecord(command, data, markerFields.advance.length, setup),
    ARADVANCEITEMS: {
      ARADVANCEITEM: [
        {
          ACCOUNTNO: command.options.advanceAccount,
          TRX_AMOUNT: data.amount,
          LOCATIONID: data.location,
          DEPARTMENTID: data.department,
        },
      ],
    },
  }
}
