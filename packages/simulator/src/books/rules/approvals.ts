import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import { amountOf } from '../money.ts'
import { refuse } from '../refusals.ts'
import { documentKinds } from './kinds.ts'
import { paymentKinds } from './paymentKinds.ts'
import { postApproved } from './payments.ts'
import { clearDraft } from './takeBack.ts'
import { checkOpen } from './periods.ts'
import { rawStates, settle } from './settle.ts'
import { addToSummary, summaryOf } from './summaries.ts'

function approveBill(company: Company, row: Row, actor: Actor): Row {
  const kind = documentKinds.APBILL
  if (row.STATE !== 'Submitted' && row.STATE !== 'Partially Approved')
    refuse('approval', row.STATE ?? '', 'approve')
  const given = Number(row.APPROVALS ?? '0') + 1
  if (given < company.settings.approvals.bills) {
    return company.patch(
      kind.object,
      row,
      {
        APPROVALS: String(given),
        STATE: 'Partially Approved',
        RAWSTATE: rawStates['Partially Approved'] ?? '',
      },
      actor,
    )
  }
  const date = row.WHENPOSTED ?? ''
  checkOpen(company, row.ENTITYOF ?? '', kind.module, date)
  const summary = summaryOf(
    company,
    {
      object: kind.batches,
      title: kind.batchTitle,
      recordType: kind.recordType,
      frequency: company.settings.invoiceSummaries,
      date,
    },
    {},
    row.MEGAENTITYID ?? '',
    actor,
    () => refuse('required', 'Summary'),
  )
  const changed = company.patch(kind.object, row, { APPROVALS: String(given), ...summary }, actor)
  const settled = settle(company, kind.object, changed, actor, { stamp: true, state: 'Posted' })
  addToSummary(company, kind.batches, settled.PRBATCHKEY, amountOf(settled.TOTALENTERED), actor)
  return settled
}

function approvePayment(company: Company, row: Row, actor: Actor): Row {
  if (row.STATE !== 'S' && row.STATE !== 'P') refuse('approval', row.DISPLAYSTATE ?? '', 'approve')
  const given = Number(row.APPROVALS ?? '0') + 1
  if (given < company.settings.approvals.billPayments) {
    return company.patch(
      'APPYMT',
      row,
      { APPROVALS: String(given), STATE: 'P', RAWSTATE: 'P', DISPLAYSTATE: 'Partially Approved' },
      actor,
    )
  }
  return postApproved(company, paymentKinds.APPYMT, row, actor)
}

/** One approval step of a bill or bill payment; the last one posts it. */
export function approve(company: Company, object: string, row: Row, actor: Actor): Row {
  company.audit(object, row.RECORDNO ?? '', 'W', actor, 'Approve')
  return object === 'APPYMT' ? approvePayment(company, row, actor) : approveBill(company, row, actor)
}

/** Sends a bill or bill payment back; a declined payment frees what it had selected. */
export function decline(company: Company, object: string, row: Row, actor: Actor): Row {
  company.audit(object, row.RECORDNO ?? '', 'W', actor, 'Decline')
  if (object === 'APPYMT') {
    if (row.STATE !== 'S' && row.STATE !== 'P') refuse('approval', row.DISPLAYSTATE ?? '', 'decline')
    clearDraft(company, paymentKinds.APPYMT, row, actor)
    const current = company.row('APPYMT', row.RECORDNO) ?? row
    return company.patch('APPYMT', current, { STATE: 'X', RAWSTATE: 'X', DISPLAYSTATE: 'Declined' }, actor)
  }
  if (row.STATE !== 'Submitted' && row.STATE !== 'Partially Approved')
    refuse('approval', row.STATE ?? '', 'decline')
  return company.patch('APBILL', row, { STATE: 'Declined', RAWSTATE: rawStates.Declined ?? '' }, actor)
}
