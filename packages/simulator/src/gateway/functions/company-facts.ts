import { branch, childText, leaf, type Branch } from '../../xml/element.ts'
import type { Call, FunctionHandler } from '../call.ts'
import { userOf } from '../company.ts'
import { errors, FunctionRefusal } from '../errors.ts'

const system = { userId: '', entity: null, source: 'system' } as const

function multiEntity(call: Call): boolean {
  const [first] = call.company.books.find('LOCATIONENTITY', { kind: 'all' }, system, true)
  return first !== undefined
}

/** `getFinancialSetup` (reference 2): truth values as text; no base currency where entities have several. */
export const getFinancialSetup: FunctionHandler = (call) => {
  const settings = call.company.books.settings()
  const currencies = new Set<string>()
  for (const row of call.company.books.find('LOCATIONENTITY', { kind: 'all' }, system, true)) {
    currencies.add(row.CURRENCY ?? '')
  }
  const multiBase = currencies.size > 1
  const facts = branch('financialSetup', [
    leaf('baseCurrency', multiBase ? '' : settings.baseCurrency),
    leaf('defaultBook', 'ACCRUAL'),
    leaf('firstFiscalMonth', '1'),
    leaf('multiBaseCurrency', String(multiBase)),
    leaf('multiBook', 'false'),
    leaf('multiCurrency', String(settings.multiCurrency)),
    leaf('multiEntityShared', String(multiEntity(call))),
  ])
  return [branch('data', [facts], { listtype: 'financialSetup', count: '1' })]
}

/** `readEntityDetails` (reference 2): the entities that this user may enter. */
export const readEntityDetails: FunctionHandler = (call) => {
  const { entities } = call.user
  const rows: Branch[] = []
  for (const row of call.company.books.find('LOCATIONENTITY', { kind: 'all' }, system, true)) {
    const id = row.LOCATIONID ?? ''
    if (entities !== '*' && !entities.includes(id)) continue
    rows.push(
      branch('entity', [
        leaf('id', id),
        leaf('name', row.NAME ?? ''),
        leaf('recordno', row.RECORDNO ?? ''),
        leaf('currency', row.CURRENCY ?? ''),
        leaf('firstfiscalmonth', row.FIRSTMONTH ?? '1'),
        leaf('firstfiscaltaxmonth', row.FIRSTMONTHTAX ?? '1'),
        leaf('weekstart', row.WEEKSTART ?? '0'),
      ]),
    )
  }
  return [branch('data', rows, { listtype: 'entity', count: String(rows.length) })]
}

const dimensions: readonly (readonly [string, string])[] = [
  ['DEPARTMENT', 'Department'],
  ['LOCATION', 'Location'],
  ['PROJECT', 'Project'],
  ['CUSTOMER', 'Customer'],
  ['VENDOR', 'Vendor'],
  ['EMPLOYEE', 'Employee'],
  ['ITEM', 'Item'],
  ['CLASS', 'Class'],
]

/** `getDimensions`: which dimensions the company's objects allow for. */
export const getDimensions: FunctionHandler = (call) => {
  const rows = dimensions
    .filter(([object]) => call.company.books.definition(object) !== undefined)
    .map(([object, label]) =>
      branch('dimension', [
        leaf('objectName', object),
        leaf('objectLabel', label),
        leaf('termLabel', label),
        leaf('userDefinedDimension', 'false'),
        leaf('enabledInGL', 'true'),
      ]),
    )
  return [
    branch('data', [branch('dimensions', rows)], { listtype: 'dimensions', count: String(rows.length) }),
  ]
}

/** `get_applications`: the applications that the company has subscribed to. */
export const getApplications: FunctionHandler = (call) => {
  const rows = call.company.books.settings().subscriptions.map((name) => leaf('application', name))
  return [branch('data', rows, { listtype: 'application', count: String(rows.length) })]
}

/** `get_companyprefs application="AR"`: preferences as rows of application, preference and value (reference 2). */
export const getCompanyPreferences: FunctionHandler = (call, element) => {
  const application = (element.attributes.application ?? '').toUpperCase()
  const settings = call.company.books.settings()
  const labels = String(settings.accountLabels.includes(application))
  const preferences: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
    GEN: [
      ['BASECURR', settings.baseCurrency],
      ['MCENABLED', String(settings.multiCurrency)],
    ],
    ME: [['MULTIENTITY', String(multiEntity(call))]],
    AR: [
      ['LABEL', labels],
      ['INVOICESUMMARY', settings.invoiceSummaries],
      ['PAYMENTSUMMARY', settings.paymentSummaries],
      ['UNDEPOSITEDACCOUNT', settings.undepositedAccount],
    ],
    AP: [
      ['LABEL', labels],
      ['BILLAPPROVALS', String(settings.approvals.bills > 0)],
    ],
  }
  const rows = (preferences[application] ?? []).map(([name, value]) =>
    branch('companypref', [
      leaf('application', application),
      leaf('preference', name),
      leaf('prefvalue', value),
    ]),
  )
  return [branch('data', rows, { listtype: 'companypref', count: String(rows.length) })]
}

/** `readUserFormatting` (reference 3.8): how a user, by RECORDNO or login, reads and writes dates and times. */
export const readUserFormatting: FunctionHandler = (call, element) => {
  const key = childText(element, 'key')
  const login = childText(element, 'userId')
  const byKey = key === undefined ? undefined : call.company.books.get('USERINFO', key, system)?.LOGINID
  const user = userOf(call.company, byKey ?? login ?? '')
  if (user === undefined) throw new FunctionRefusal([errors.loginId(login ?? key ?? '')])
  const [row] = call.company.books.find(
    'USERINFO',
    { kind: 'in', field: 'LOGINID', values: [user.userId] },
    system,
    true,
  )
  const formatting = branch('userformatting', [
    leaf('recordno', row?.RECORDNO ?? user.recordNo),
    leaf('locale', user.locale),
    leaf('dateformat', user.dateFormat),
    leaf('gmtoffset', user.gmtOffset),
    leaf('clock', String(user.clock)),
  ])
  return [branch('data', [formatting], { listtype: 'userformatting', count: '1' })]
}
