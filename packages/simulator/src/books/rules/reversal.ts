import type { Company } from '../company.ts'
import type { Actor, Row } from '../contract.ts'
import { amountOf, formatAmount } from '../money.ts'
import { refuse } from '../refusals.ts'
import type { Values } from '../input.ts'
import type { DocumentKind } from './kinds.ts'
import { checkOpen } from './periods.ts'
import { moveDue, owed } from './settle.ts'
import { addToSummary, summaryOf } from './summaries.ts'

const AMOUNTS = /^(TRX_)?(AMOUNT|TOTALENTERED|TOTALPAID)$/

/** The amounts of a row with their signs turned. */
export function negated(row: Row): Values {
  const values: Values = {}
  for (const [name, value] of Object.entries(row)) {
    if (AMOUNTS.test(name)) values[name] = formatAmount(-amountOf(value))
  }
  return values
}

const OWN = [
  'RECORDNO',
  'WHENMODIFIED',
  'AUWHENCREATED',
  'RECORD_URL',
  'PRBATCH',
  'PRBATCHKEY',
  'EXTERNALREFNO',
] as const

/** A row's values without what belongs to the record itself. */
export function copied(row: Row): Values {
  const values: Values = { ...row }
  for (const name of OWN) Reflect.deleteProperty(values, name)
  return values
}

/** Everything paid: a reversed document and its contra cancel out, nothing stays due on either. */
function cleared(row: Row, date: string): Values {
  return {
    TRX_TOTALPAID: row.TRX_TOTALENTERED ?? '0',
    TOTALPAID: row.TOTALENTERED ?? '0',
    TRX_TOTALDUE: '0',
    TOTALDUE: '0',
    WHENPAID: date,
  }
}

/**
 * Reverses an invoice or bill: the original becomes Reversed, a contra record with turned signs is Reversal (4.4). Refused while
 * payments are applied or selected, and into a closed period.
 */
export function reverseDocument(
  company: Company,
  kind: DocumentKind,
  row: Row,
  date: string,
  description: string,
  actor: Actor,
): Row {
  const state = row.STATE ?? ''
  const key = row.RECORDNO ?? ''
  if (row.SYSTEMGENERATED === 'T') refuse('systemGenerated', row.RECORDID ?? '', row.DESCRIPTION2 ?? '')
  if (state === 'Paid' || state === 'Partially Paid' || state === 'Selected') refuse('reverseApplied', key)
  if (state !== 'Posted' && state !== 'No Value') refuse('reverseState', state)
  if (date === '') refuse('required', 'Date Reversed')
  if (date < (row.WHENPOSTED ?? '')) refuse('reverseDate', date)
  checkOpen(company, row.ENTITYOF ?? '', kind.module, date)

  moveDue(company, kind.object, row, -owed(kind.object, row), actor)
  const summary = summaryOf(
    company,
    {
      object: kind.batches,
      title: kind.batchTitle,
      recordType: kind.recordType,
      frequency:
        company.settings.invoiceSummaries === 'UserSpecified' ? 'Daily' : company.settings.invoiceSummaries,
      date,
    },
    {},
    actor.entity ?? '',
    actor,
    () => refuse('required', 'Summary'),
  )
  const turned = { ...copied(row), ...negated(row) }
  const contra = company.insert(
    kind.object,
    {
      ...turned,
      ...cleared(turned, date),
      RECORDID: `Reversed - ${row.RECORDID ?? ''}`,
      ...(kind.object === 'ARINVOICE'
        ? { INVOICENO: `Reversed - ${row.RECORDID ?? ''}`, DATECREATED: date, DATEPOSTED: date }
        : {}),
      DESCRIPTION: description,
      WHENCREATED: date,
      WHENPOSTED: date,
      STATE: 'Reversal',
      RAWSTATE: 'V',
      REVERSEDKEY: key,
      ...summary,
    },
    actor,
  )
  for (const line of company.lines(kind.items, 'RECORDKEY', key)) {
    const amounts = negated(line)
    company.insert(
      kind.items,
      {
        ...copied(line),
        ...amounts,
        TRX_TOTALPAID: amounts.TRX_AMOUNT ?? '0',
        TOTALPAID: amounts.AMOUNT ?? '0',
        RECORDKEY: contra.RECORDNO ?? '',
        ENTRY_DATE: date,
        STATE: 'V',
      },
      actor,
    )
    company.patch(
      kind.items,
      line,
      { TRX_TOTALPAID: line.TRX_AMOUNT ?? '0', TOTALPAID: line.AMOUNT ?? '0', STATE: 'V' },
      actor,
    )
  }
  addToSummary(company, kind.batches, summary.PRBATCHKEY, amountOf(contra.TOTALENTERED), actor)
  return company.patch(
    kind.object,
    row,
    { ...cleared(row, date), STATE: 'Reversed', RAWSTATE: 'V', REVERSALKEY: contra.RECORDNO ?? '' },
    actor,
  )
}
