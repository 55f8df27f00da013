import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { amountOf, formatAmount } from '../money.ts'
import { refuse } from '../refusals.ts'
import { createDocument, eraseDocument } from './documents.ts'
import { updateDocument } from './documentUpdate.ts'
import { type DocumentKind, documentKinds } from './kinds.ts'

/** Account of subtotals: the demo posts taxes and charges there. */
const SUBTOTAL_ACCOUNT = '2200'

/** What a transaction definition makes in receivables: an invoice, or a credit for a return; undefined when it posts nothing. */
export function postsTo(definition: Row): DocumentKind | undefined {
  if (definition.ARPOSTINGMETHOD !== 'Addition' && definition.UPDATES_GL !== 'A') return undefined
  return definition.DOCCLASS === 'Adjustment' ? documentKinds.ARADJUSTMENT : documentKinds.ARINVOICE
}

/** The document that receivables carry for an order: its lines under the items' income accounts, subtotals below. */
function receivableInput(company: Company, order: Row, kind: DocumentKind): Input {
  const sign = kind.object === 'ARADJUSTMENT' ? -1n : 1n
  const no = order.RECORDNO ?? ''
  const lines = company.lines('SODOCUMENTENTRY', 'DOCHDRNO', no).map((line): Input => {
    const item = company.named('ITEM', line.ITEMID ?? '')
    return {
      ACCOUNTNO: item?.['ITEMGLGROUP.INCOMEACCOUNT.ACCTNO'] ?? '4000',
      TRX_AMOUNT: formatAmount(sign * amountOf(line.TRX_VALUE)),
      ENTRYDESCRIPTION: line.MEMO === '' ? line.ITEMDESC : line.MEMO,
      ITEMID: line.ITEMID,
      LOCATIONID: line.LOCATIONID,
      DEPARTMENTID: line.DEPARTMENTID,
      PROJECTID: line.PROJECTID,
      CLASSID: line.CLASSID,
      CUSTOMERID: line.CUSTOMERID,
    }
  })
  const place = lines[0]?.LOCATIONID
  const subtotals = company.lines('SODOCUMENTSUBTOTALS', 'DOCHDRNO', no).map((row): Input => ({
    ACCOUNTNO: SUBTOTAL_ACCOUNT,
    TRX_AMOUNT: formatAmount(sign * amountOf(row.TRX_TOTAL)),
    ENTRYDESCRIPTION: row.DESCRIPTION,
    LOCATIONID: row.LOCATIONID === '' || row.LOCATIONID === undefined ? place : row.LOCATIONID,
    DEPARTMENTID: row.DEPARTMENTID,
  }))
  return {
    CUSTOMERID: order.CUSTVENDID,
    WHENCREATED: order.WHENCREATED,
    WHENPOSTED: order.WHENPOSTED,
    WHENDUE: order.WHENDUE,
    TERMNAME: order['TERM.NAME'],
    RECORDID: order.DOCNO,
    DOCNUMBER: order.PONUMBER,
    DESCRIPTION: order.MESSAGE,
    SUPDOCID: order.SUPDOCID,
    CURRENCY: order.CURRENCY,
    ...(order.CURRENCY === order.BASECURR ? {} : { EXCHANGE_RATE: order.EXCHRATE }),
    [kind.itemsElement]: { [kind.items]: [...lines, ...subtotals] },
  }
}

function origin(order: Row) {
  return { moduleKey: '8.SO', fields: { DOCHDRKEY: order.RECORDNO ?? '', DESCRIPTION2: order.DOCID ?? '' } }
}

function linked(company: Company, order: Row, posted: Row, actor: Actor): Row {
  const current = company.row('SODOCUMENT', order.RECORDNO) ?? order
  return company.patch(
    'SODOCUMENT',
    current,
    {
      PRRECORDKEY: posted.RECORDNO ?? '',
      TRX_TOTALENTERED: posted.TRX_TOTALENTERED ?? '',
      TOTALENTERED: posted.TOTALENTERED ?? '',
      TRX_TOTALPAID: posted.TRX_TOTALPAID ?? '',
      TOTALPAID: posted.TOTALPAID ?? '',
      TRX_TOTALDUE: posted.TRX_TOTALDUE ?? '',
      TOTALDUE: posted.TOTALDUE ?? '',
      PAYMENTSTATUS: 'Open',
    },
    actor,
    { audit: false },
  )
}

/** Makes the receivable of an order. */
export function postOrder(company: Company, order: Row, kind: DocumentKind, actor: Actor): Row {
  const posted = createDocument(company, kind, receivableInput(company, order, kind), actor, origin(order))
  return linked(company, order, posted, actor)
}

/** The receivable behind an order; refused when payments stand on it, for then the order cannot be touched. */
export function unpaidReceivable(
  company: Company,
  order: Row,
  kind: DocumentKind,
  verb: string,
): Row | undefined {
  const row = company.row(kind.object, order.PRRECORDKEY)
  if (row === undefined) return undefined
  if (amountOf(row.TRX_TOTALPAID) !== 0n || amountOf(row.TRX_TOTALSELECTED) !== 0n) {
    refuse('orderState', order.DOCID ?? '', (row.STATE ?? '').toLowerCase(), verb)
  }
  return row
}

/** Takes the receivable of an order away. */
export function unpostOrder(
  company: Company,
  order: Row,
  kind: DocumentKind,
  verb: string,
  actor: Actor,
): void {
  const row = unpaidReceivable(company, order, kind, verb)
  if (row !== undefined) eraseDocument(company, kind, row, actor, company.settings.orderEditAudited)
}

/**
 * After an edit: by default the receivable is deleted and made anew, with a new RECORDNO and the same WHENCREATED (reference 4.4);
 * with the switch off it is changed in place.
 */
export function repostOrder(company: Company, order: Row, kind: DocumentKind, actor: Actor): Row {
  const old = unpaidReceivable(company, order, kind, 'changed')
  if (old !== undefined && !company.settings.orderEditRecreatesInvoice) {
    const changed = updateDocument(company, kind, old, receivableInput(company, order, kind), {
      ...actor,
      source: 'system',
    })
    return linked(company, order, changed, actor)
  }
  unpostOrder(company, order, kind, 'changed', actor)
  return postOrder(company, order, kind, actor)
}
