import type { ConnectionRow } from '@tieout/store/views/connections.ts'
import type { RecordDetailRow } from '@tieout/store/views/record.ts'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import { messageOf } from '../../words/messages.ts'
import { dayText } from '../../words/fill.ts'

export interface Gate {
  readonly gate: string
  readonly passed: boolean
  readonly text: string
}

interface GateInfo {
  readonly gate: string
  /** Reasons under which this gate is the one that holds the record back. */
  readonly closed: readonly Reason[]
  readonly open: (detail: RecordDetailRow, connection: ConnectionRow) => string
}

/** In the order in which the engine asks them. */
const gates: readonly GateInfo[] = [
  { gate: 'not_skipped', closed: ['skipped_by_person', 'archived'], open: () => 'Not skipped' },
  { gate: 'approved', closed: ['draft', 'void_never_sent'], open: () => 'Approved in your application' },
  {
    gate: 'direction',
    closed: ['direction_off', 'edit_not_sent', 'left_different'],
    open: (detail) => `${objectTypes[detail.row.type].label}s are synchronized`,
  },
  {
    gate: 'chosen',
    closed: ['document_type_off', 'no_documents'],
    open: () => 'Chosen in the settings',
  },
  {
    gate: 'sync_from',
    closed: ['before_sync_from'],
    open: (_, { settings }) =>
      settings.syncFrom === undefined ? 'No sync-from date' : `On or after ${dayText(settings.syncFrom)}`,
  },
  {
    gate: 'parents',
    closed: ['parent_missing', 'invoice_draft_there', 'bill_unposted_there', 'awaiting_approval'],
    open: () => 'What it belongs to is linked',
  },
  {
    gate: 'complete',
    closed: [
      'account_missing',
      'account_tied',
      'archived_value',
      'undecided_value',
      'dimension_off',
      'custom_field_wrong',
      'does_not_add_up',
    ],
    open: () => 'Complete, and adds up',
  },
  {
    gate: 'only_one',
    closed: ['twin', 'ambiguous_match', 'collision', 'posted_twice'],
    open: () => 'No double in Intacct',
  },
  {
    gate: 'period',
    closed: ['period_closed_create', 'period_ask', 'period_closed_undo'],
    open: () => 'No closed period in the way',
  },
  {
    gate: 'accepted',
    closed: ['refused', 'retry_later', 'update_held', 'applied_together', 'reentering'],
    open: () => 'Not refused by Intacct',
  },
  {
    gate: 'there',
    closed: ['gone_there', 'reversed_there', 'suspect', 'unlinked', 'unlinked_by_person', 'unclaimed'],
    open: () => 'Not deleted or reversed in Intacct',
  },
  {
    gate: 'agreed',
    closed: ['conflict', 'changed_there', 'bouncing'],
    open: () => 'Not changed on both sides',
  },
]

/** "Why not synced": each gate, passed or not, with its reason. */
export function gatesOf(detail: RecordDetailRow, connection: ConnectionRow): Gate[] {
  const { row } = detail
  return gates.map(({ gate, closed, open }) => {
    const passed = row.reason === null || !closed.includes(row.reason)
    return {
      gate,
      passed,
      text: passed ? open(detail, connection) : messageOf(row.reason, row.message, row.type, row.sentence),
    }
  })
}
