/** What became of one look at a record. A closed list: nothing ends without one of these (DESIGN §1). */
export const outcomes = [
  'posted',
  'adopted',
  'no_change',
  'skipped',
  'waiting',
  'held',
  'unknown',
  'failed',
] as const
export type Outcome = (typeof outcomes)[number]

/** What a person sees. Five words, as in the Integration grid. */
export const statuses = ['not_integrated', 'pending', 'success', 'error', 'desynchronized'] as const
export type Status = (typeof statuses)[number]

export const statusLabels: Record<Status, string> = {
  not_integrated: 'Not integrated',
  pending: 'Pending',
  success: 'Success',
  error: 'Error',
  desynchronized: 'Desynchronized',
}

interface ReasonInfo {
  readonly status: Status
  readonly outcome: Outcome
  /** Short words that follow the status, e.g. "Pending · checking". Empty: the status says it all. */
  readonly label: string
  /** Whether a person is needed; false means that it goes on by itself or is meant to stay so. */
  readonly needsSomeone: boolean
}

/**
 * The finer reason under a status: one closed table. `{…}` names a parameter of the message, which the pages fill in.
 */
export const reasons = {
  // Success
  posted: { status: 'success', outcome: 'posted', label: '', needsSomeone: false },
  adopted: { status: 'success', outcome: 'adopted', label: 'found in Intacct', needsSomeone: false },
  no_change: { status: 'success', outcome: 'no_change', label: '', needsSomeone: false },
  imported: { status: 'success', outcome: 'no_change', label: 'from Intacct', needsSomeone: false },
  as_advance: { status: 'success', outcome: 'posted', label: 'as an advance', needsSomeone: false },
  altered_on_saving: {
    status: 'success',
    outcome: 'posted',
    label: 'altered by Intacct on saving',
    needsSomeone: false,
  },
  edit_not_sent: {
    status: 'success',
    outcome: 'skipped',
    label: 'edit stays in the app',
    needsSomeone: false,
  },
  difference_credited: {
    status: 'success',
    outcome: 'posted',
    label: 'difference credited',
    needsSomeone: false,
  },
  reversal_record: {
    status: 'success',
    outcome: 'skipped',
    label: 'entry of a reversal',
    needsSomeone: false,
  },
  credit_entry: {
    status: 'success',
    outcome: 'skipped',
    label: 'applies credit or money',
    needsSomeone: false,
  },
  voided: { status: 'success', outcome: 'posted', label: 'voided on both sides', needsSomeone: false },
  // Pending
  queued: { status: 'pending', outcome: 'waiting', label: 'in line', needsSomeone: false },
  sending: { status: 'pending', outcome: 'waiting', label: 'sending', needsSomeone: false },
  confirming: { status: 'pending', outcome: 'waiting', label: 'reading back', needsSomeone: false },
  checking: { status: 'pending', outcome: 'unknown', label: 'checking', needsSomeone: false },
  parent_missing: {
    status: 'pending',
    outcome: 'waiting',
    label: 'waiting for {parent}',
    needsSomeone: false,
  },
  invoice_draft_there: {
    status: 'pending',
    outcome: 'waiting',
    label: 'invoice is a draft in Intacct',
    needsSomeone: false,
  },
  bill_unposted_there: {
    status: 'pending',
    outcome: 'waiting',
    label: 'bill is not posted in Intacct yet',
    needsSomeone: false,
  },
  reentering: {
    status: 'pending',
    outcome: 'waiting',
    label: 'being entered anew',
    needsSomeone: false,
  },
  retry_later: { status: 'pending', outcome: 'waiting', label: 'next try {at}', needsSomeone: false },
  new_version_waits: {
    status: 'pending',
    outcome: 'waiting',
    label: 'a newer version waits',
    needsSomeone: false,
  },
  // Not integrated
  draft: { status: 'not_integrated', outcome: 'skipped', label: 'draft', needsSomeone: false },
  before_sync_from: {
    status: 'not_integrated',
    outcome: 'skipped',
    label: 'before the sync-from date',
    needsSomeone: false,
  },
  direction_off: {
    status: 'not_integrated',
    outcome: 'skipped',
    label: 'not sent by setting',
    needsSomeone: false,
  },
  document_type_off: {
    status: 'not_integrated',
    outcome: 'skipped',
    label: 'document type not chosen',
    needsSomeone: false,
  },
  no_documents: {
    status: 'not_integrated',
    outcome: 'skipped',
    label: 'no document yet',
    needsSomeone: false,
  },
  skipped_by_person: { status: 'not_integrated', outcome: 'skipped', label: 'skipped', needsSomeone: false },
  archived: { status: 'not_integrated', outcome: 'skipped', label: 'archived', needsSomeone: false },
  void_never_sent: {
    status: 'not_integrated',
    outcome: 'skipped',
    label: 'voided before it was sent',
    needsSomeone: false,
  },
  account_missing: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'account not chosen',
    needsSomeone: true,
  },
  undecided_value: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'uses a value that is not matched',
    needsSomeone: true,
  },
  account_tied: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'two account rules fit',
    needsSomeone: true,
  },
  dimension_off: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'dimension not set up',
    needsSomeone: true,
  },
  custom_field_wrong: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'custom field does not fit',
    needsSomeone: true,
  },
  twin: { status: 'not_integrated', outcome: 'held', label: 'may already be in Intacct', needsSomeone: true },
  ambiguous_match: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'several could match',
    needsSomeone: true,
  },
  period_closed_create: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'period closed',
    needsSomeone: true,
  },
  period_ask: {
    status: 'not_integrated',
    outcome: 'held',
    label: 'period closed: choose a date',
    needsSomeone: true,
  },
  awaiting_approval: {
    status: 'pending',
    outcome: 'waiting',
    label: 'awaiting approval in Intacct',
    needsSomeone: false,
  },
  // Error
  refused: { status: 'error', outcome: 'failed', label: '', needsSomeone: true },
  archived_value: {
    status: 'error',
    outcome: 'failed',
    label: 'uses an archived value',
    needsSomeone: true,
  },
  collision: { status: 'error', outcome: 'failed', label: 'number already used', needsSomeone: true },
  does_not_add_up: { status: 'error', outcome: 'failed', label: 'amounts do not add up', needsSomeone: true },
  posted_twice: { status: 'error', outcome: 'failed', label: 'more than one in Intacct', needsSomeone: true },
  // Desynchronized
  conflict: { status: 'desynchronized', outcome: 'held', label: 'changed on both sides', needsSomeone: true },
  bouncing: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'goes back and forth',
    needsSomeone: true,
  },
  changed_there: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'changed in Intacct',
    needsSomeone: true,
  },
  gone_there: { status: 'desynchronized', outcome: 'held', label: 'deleted in Intacct', needsSomeone: true },
  reversed_there: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'reversed in Intacct',
    needsSomeone: true,
  },
  declined_there: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'approval declined in Intacct',
    needsSomeone: true,
  },
  suspect: {
    status: 'pending',
    outcome: 'unknown',
    label: 'not found in Intacct, checking',
    needsSomeone: false,
  },
  update_held: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'Intacct forbids this edit',
    needsSomeone: true,
  },
  applied_together: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'applied together with other money',
    needsSomeone: true,
  },
  unclaimed: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'ours, waits for your application',
    needsSomeone: true,
  },
  period_closed_undo: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'void is held, period closed',
    needsSomeone: true,
  },
  left_different: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'left different by choice',
    needsSomeone: false,
  },
  unlinked_by_person: {
    status: 'desynchronized',
    outcome: 'held',
    label: 'unlinked by choice',
    needsSomeone: false,
  },
  unlinked: { status: 'desynchronized', outcome: 'held', label: 'unlinked', needsSomeone: true },
} as const satisfies Record<string, ReasonInfo>

export type Reason = keyof typeof reasons

/** The status that a person sees for a reason. */
export function statusOf(reason: Reason): Status {
  return reasons[reason].status
}
