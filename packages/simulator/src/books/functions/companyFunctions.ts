import type { Company } from '../company.ts'
import type { Actor, FunctionAnswer, Input, Row } from '../contract.ts'
import { nested, text } from '../input.ts'
import { refuse } from '../refusals.ts'
import { approve, decline } from '../rules/approvals.ts'
import { closedThrough } from '../rules/periods.ts'
import { transaction, visible } from '../rules/rule.ts'
import { pdfOf } from './pdf.ts'
import { type BookFunction, keyAnswer } from './translate.ts'

function financialSetup(company: Company): FunctionAnswer {
  const entities = [...company.table('LOCATIONENTITY').all()]
  const currencies = new Set(entities.map((entity) => entity.CURRENCY ?? ''))
  const several = currencies.size > 1
  return {
    kind: 'data',
    name: 'financialSetup',
    rows: [
      {
        baseCurrency: several ? '' : company.settings.baseCurrency,
        defaultBook: 'ACCRUAL',
        firstFiscalMonth: '1',
        multiBaseCurrency: String(several),
        multiBook: 'false',
        multiCurrency: String(company.settings.multiCurrency),
        multiEntityShared: String(company.multiEntity),
      },
    ],
  }
}

function entityDetails(company: Company): FunctionAnswer {
  const rows = [...company.table('LOCATIONENTITY').all()].map((entity) => ({
    id: entity.LOCATIONID,
    name: entity.NAME,
    recordno: entity.RECORDNO,
    currency: entity.CURRENCY,
    firstfiscalmonth: entity.FIRSTMONTH,
    firstfiscaltaxmonth: entity.FIRSTMONTHTAX,
    weekstart: entity.WEEKSTART,
  }))
  return { kind: 'data', name: 'entity', rows }
}

const DIMENSIONS = [
  'DEPARTMENT',
  'LOCATION',
  'PROJECT',
  'CUSTOMER',
  'VENDOR',
  'EMPLOYEE',
  'ITEM',
  'CLASS',
] as const

/** Standard dimensions by the company's own names for them, then those that it has made itself. */
function dimensions(company: Company): FunctionAnswer {
  const { dimensionLabels, userDimensions } = company.settings
  const standard = DIMENSIONS.map((name) => {
    const label = name.charAt(0) + name.slice(1).toLowerCase()
    return {
      objectName: name,
      objectLabel: label,
      termLabel: dimensionLabels[name] ?? label,
      userDefinedDimension: 'false',
      enabledInGL: 'true',
    }
  })
  const own = userDimensions.map(({ object, label }) => ({
    objectName: object,
    objectLabel: label,
    termLabel: label,
    userDefinedDimension: 'true',
    enabledInGL: 'true',
  }))
  return { kind: 'data', name: 'dimension', rows: [...standard, ...own] }
}

function preferences(company: Company, application: string): readonly (readonly [string, string])[] {
  const { settings } = company
  const entity = company.multiEntity
  const tables: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    GEN: [['MULTICURRENCY', String(settings.multiCurrency)]],
    ME: [['ENABLED', String(entity)]],
    GL: [['BASECURR', settings.baseCurrency]],
    AR: [
      ['INVBATCHFREQ', settings.invoiceSummaries],
      ['PYMTBATCHFREQ', settings.paymentSummaries],
      ['USELABELS', String(settings.accountLabels.includes('AR'))],
      ['UNDEPOSITEDACCOUNT', settings.undepositedAccount],
      ['BILLINGTYPE', settings.customerBilling],
    ],
    AP: [
      ['USELABELS', String(settings.accountLabels.includes('AP'))],
      ['BILLAPPROVALS', String(settings.approvals.bills)],
      ['PAYMENTAPPROVALS', String(settings.approvals.billPayments)],
    ],
    CM: [['CLOSEDTHROUGH', closedThrough(company, '', 'CM')]],
  }
  return tables[application] ?? []
}

function pdfLines(company: Company, row: Row, number: string, customer: string): string[] {
  const [self] = company.table('COMPANY').all()
  const title = self?.NAME ?? company.id
  return [
    title,
    `Invoice ${number}`,
    `Date ${row.WHENCREATED ?? ''}   Due ${row.WHENDUE ?? ''}`,
    `Bill to ${customer}`,
    `Total ${row.TRX_TOTALENTERED ?? row.TRX_TOTAL ?? ''} ${row.CURRENCY ?? ''}`,
    `Amount due ${row.TRX_TOTALDUE ?? ''} ${row.CURRENCY ?? ''}`,
  ]
}

function retrievePdf(company: Company, input: Input, actor: Actor): FunctionAnswer {
  const invoice = nested(input, 'ARINVOICE')
  if (invoice !== undefined) {
    const row = transaction(company, 'ARINVOICE', text(invoice, 'RECORDNO') ?? '', actor)
    const pdfdata = pdfOf(pdfLines(company, row, row.RECORDID ?? '', row.CUSTOMERNAME ?? ''))
    return { kind: 'data', name: 'arinvoice', rows: [{ recordno: row.RECORDNO, pdfdata }] }
  }
  const order = nested(input, 'SODOCUMENT')
  const id = order === undefined ? '' : (text(order, 'DOCID') ?? '')
  const row =
    visible(company, company.named('SODOCUMENT', id), actor) ?? refuse('transactionGone', 'SODOCUMENT', id)
  const pdfdata = pdfOf(pdfLines(company, row, row.DOCID ?? '', row.CUSTVENDNAME ?? ''))
  return { kind: 'data', name: 'sodocument', rows: [{ docid: row.DOCID, pdfdata }] }
}

const MODES: Readonly<Record<string, string>> = {
  C: 'create',
  M: 'modify',
  D: 'delete',
  W: 'workflow',
  A: 'access',
}

function auditTrail(company: Company, input: Input): FunctionAnswer {
  const object = (text(input, 'object') ?? '').toLowerCase()
  const key = text(input, 'recordNo') ?? text(input, 'objectKey') ?? ''
  const rows = company
    .table('AUDITHISTORY')
    .having('OBJECTKEY', key)
    .filter((row) => row.OBJECTTYPE === object)
    .map((row) => ({
      objectType: row.OBJECTTYPE,
      objectKey: row.OBJECTKEY,
      userId: row.USERID,
      accessTime: (row.ACCESSTIME ?? '').replace('Z', '+00:00'),
      accessMode: MODES[row.ACCESSMODE ?? ''],
      source: row.SOURCE,
      workflowAction: row.WORKFLOWACTION,
    }))
  return { kind: 'data', name: 'auditTrailDetail', rows }
}

/** `<approve>`/`<decline>` name the transaction by its object element: `<approve><APBILL><RECORDNO>1</RECORDNO></APBILL></approve>`. */
function workflow(step: typeof approve): BookFunction {
  return (company, input, actor) => {
    const object = nested(input, 'APPYMT') === undefined ? 'APBILL' : 'APPYMT'
    const key = text(nested(input, object) ?? {}, 'RECORDNO') ?? ''
    return keyAnswer(step(company, object, transaction(company, object, key, actor), actor))
  }
}

export const companyFunctions: Readonly<Record<string, BookFunction>> = {
  getFinancialSetup: financialSetup,
  readEntityDetails: entityDetails,
  get_applications: (company) => ({
    kind: 'data',
    name: 'applications',
    rows: [{ application: [...company.settings.subscriptions] }],
  }),
  get_companyprefs: (company, input) => {
    const application = text(input, '@application') ?? ''
    const rows = preferences(company, application).map(([preference, prefvalue]) => ({
      application,
      preference,
      prefvalue,
    }))
    return { kind: 'data', name: 'companypref', rows }
  },
  getDimensions: dimensions,
  get_closedbooksdate: (company, _input, actor) => ({
    kind: 'data',
    name: 'closedbooksdate',
    rows: [{ closedbooksdate: closedThrough(company, actor.entity ?? '', 'GL') }],
  }),
  getAuditTrail: auditTrail,
  retrievepdf: retrievePdf,
  approve: workflow(approve),
  decline: workflow(decline),
}
