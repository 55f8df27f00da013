import type { Company } from '../company.ts'
import type { Actor, Input, Row } from '../contract.ts'
import { fieldsOf, text, type Values } from '../input.ts'
import { refuse, wrapped } from '../refusals.ts'
import { contactInUse, createContact, updateContact } from './contacts.ts'
import { numberFor } from './numbering.ts'
import { changedParty, newParty, parties, replaceContactList } from './parties.ts'
import { type Rule } from './rule.ts'
import { dueTermText } from './terms.ts'

/** field → object it names, and what is copied from there. */
type Reference = readonly [field: string, object: string, copies: Readonly<Record<string, string>>]

interface Master {
  readonly label: string
  readonly id: string
  readonly required: Readonly<Record<string, string>>
  readonly defaults?: Row
  readonly references?: readonly Reference[]
  readonly usedBy?: readonly (readonly [object: string, field: string])[]
}

const dimensionUse = (field: string) =>
  ['ARINVOICEITEM', 'ARADJUSTMENTITEM', 'ARADVANCEITEM', 'APBILLITEM', 'SODOCUMENTENTRY', 'ARPYMTENTRY'].map(
    (object) => [object, field] as const,
  )

const parentOf = (object: string, name = 'NAME'): Reference => [
  'PARENTID',
  object,
  { PARENTKEY: 'RECORDNO', PARENTNAME: name },
]

const masters: Readonly<Record<string, Master>> = {
  CUSTOMER: {
    label: 'Customer',
    id: 'CUSTOMERID',
    required: { NAME: 'Customer Name' },
    defaults: { STATUS: 'active', ONHOLD: 'false', ONETIME: 'false', OBJECTRESTRICTION: 'Unrestricted' },
    references: [
      parentOf('CUSTOMER'),
      ['TERMNAME', 'ARTERM', { TERMSKEY: 'RECORDNO' }],
      ['CUSTREPID', 'EMPLOYEE', { CUSTREPKEY: 'RECORDNO' }],
      ['ARACCOUNT', 'GLACCOUNT', { ARACCOUNTTITLE: 'TITLE', ACCOUNTKEY: 'RECORDNO' }],
      ['OFFSETGLACCOUNTNO', 'GLACCOUNT', { OFFSETGLACCOUNTNOTITLE: 'TITLE', OFFSETACCOUNTKEY: 'RECORDNO' }],
      ['ACCOUNTLABEL', 'ARACCOUNTLABEL', { ACCOUNTLABELKEY: 'RECORDNO' }],
    ],
    usedBy: [
      ['ARINVOICE', 'CUSTOMERID'],
      ['ARADJUSTMENT', 'CUSTOMERID'],
      ['ARPYMT', 'CUSTOMERID'],
      ['ARADVANCE', 'CUSTOMERID'],
      ['SODOCUMENT', 'CUSTVENDID'],
      ['PROJECT', 'CUSTOMERID'],
      ['CUSTOMER', 'PARENTID'],
      ...dimensionUse('CUSTOMERID'),
    ],
  },
  VENDOR: {
    label: 'Vendor',
    id: 'VENDORID',
    required: { NAME: 'Vendor Name' },
    defaults: { STATUS: 'active', ONHOLD: 'false', ONETIME: 'false', OBJECTRESTRICTION: 'Unrestricted' },
    references: [
      parentOf('VENDOR'),
      ['TERMNAME', 'APTERM', { TERMSKEY: 'RECORDNO' }],
      ['APACCOUNT', 'GLACCOUNT', { APACCOUNTTITLE: 'TITLE', ACCOUNTKEY: 'RECORDNO' }],
    ],
    usedBy: [
      ['APBILL', 'VENDORID'],
      ['APADJUSTMENT', 'VENDORID'],
      ['APPYMT', 'VENDORID'],
      ['VENDOR', 'PARENTID'],
      ...dimensionUse('VENDORID'),
    ],
  },
  CONTACT: { label: 'Contact', id: 'CONTACTNAME', required: { PRINTAS: 'Print As' } },
  GLACCOUNT: {
    label: 'GLAccount',
    id: 'ACCOUNTNO',
    required: { TITLE: 'Title' },
    defaults: {
      ACCOUNTTYPE: 'incomestatement',
      NORMALBALANCE: 'credit',
      CLOSINGTYPE: 'closing account',
      STATUS: 'active',
    },
    usedBy: [
      ...dimensionUse('ACCOUNTNO'),
      ['ARACCOUNTLABEL', 'GLACCOUNTNO'],
      ['CHECKINGACCOUNT', 'GLACCOUNTNO'],
      ['SAVINGSACCOUNT', 'GLACCOUNTNO'],
    ],
  },
  LOCATION: {
    label: 'Location',
    id: 'LOCATIONID',
    required: { NAME: 'Location Name' },
    defaults: { STATUS: 'active', LOCATIONTYPE: 'N' },
    references: [parentOf('LOCATION')],
    usedBy: [...dimensionUse('LOCATIONID'), ['LOCATION', 'PARENTID']],
  },
  DEPARTMENT: {
    label: 'Department',
    id: 'DEPARTMENTID',
    required: { TITLE: 'Title' },
    defaults: { STATUS: 'active' },
    references: [parentOf('DEPARTMENT', 'TITLE')],
    usedBy: [...dimensionUse('DEPARTMENTID'), ['DEPARTMENT', 'PARENTID']],
  },
  CLASS: {
    label: 'Class',
    id: 'CLASSID',
    required: { NAME: 'Name' },
    defaults: { STATUS: 'active' },
    references: [['PARENTID', 'CLASS', { PARENTKEY: 'RECORDNO' }]],
    usedBy: dimensionUse('CLASSID'),
  },
  PROJECT: {
    label: 'Project',
    id: 'PROJECTID',
    required: { NAME: 'Project Name', PROJECTCATEGORY: 'Project Category' },
    defaults: { STATUS: 'active' },
    references: [
      parentOf('PROJECT'),
      ['CUSTOMERID', 'CUSTOMER', { CUSTOMERKEY: 'RECORDNO', CUSTOMERNAME: 'NAME' }],
      ['DEPARTMENTID', 'DEPARTMENT', { PROJECTDEPTKEY: 'RECORDNO', DEPARTMENTNAME: 'TITLE' }],
      ['LOCATIONID', 'LOCATION', { PROJECTLOCATIONKEY: 'RECORDNO', LOCATIONNAME: 'NAME' }],
      ['TERMNAME', 'ARTERM', { TERMSKEY: 'RECORDNO' }],
    ],
    usedBy: [...dimensionUse('PROJECTID'), ['PROJECT', 'PARENTID']],
  },
  ITEM: {
    label: 'Item',
    id: 'ITEMID',
    required: { NAME: 'Item Name', ITEMTYPE: 'Item Type' },
    defaults: { STATUS: 'active', COST_METHOD: 'Average', TAXABLE: 'false', BASEUOM: 'Each' },
    usedBy: dimensionUse('ITEMID'),
  },
  EMPLOYEE: {
    label: 'Employee',
    id: 'EMPLOYEEID',
    required: {},
    defaults: { STATUS: 'active' },
    references: [
      ['LOCATIONID', 'LOCATION', {}],
      ['DEPARTMENTID', 'DEPARTMENT', {}],
    ],
    usedBy: [...dimensionUse('EMPLOYEEID'), ['CUSTOMER', 'CUSTREPID']],
  },
  ARTERM: {
    label: 'ARTerm',
    id: 'NAME',
    required: { DESCRIPTION: 'Description' },
    defaults: { STATUS: 'active', DUEFROM: 'from invoice/bill date', PEN_TYPES: 'No Penalty' },
    usedBy: [
      ['ARINVOICE', 'TERMNAME'],
      ['CUSTOMER', 'TERMNAME'],
    ],
  },
  APTERM: {
    label: 'APTerm',
    id: 'NAME',
    required: { DESCRIPTION: 'Description' },
    defaults: { STATUS: 'active', DUEFROM: 'from invoice/bill date', PEN_TYPES: 'No Penalty' },
    usedBy: [
      ['APBILL', 'TERMNAME'],
      ['VENDOR', 'TERMNAME'],
    ],
  },
  ARACCOUNTLABEL: {
    label: 'ARAccountLabel',
    id: 'ACCOUNTLABEL',
    required: { DESCRIPTION: 'Description', GLACCOUNTNO: 'GL Account' },
    defaults: { STATUS: 'active', SUBTOTAL: 'false' },
    references: [['GLACCOUNTNO', 'GLACCOUNT', { GLACCOUNTTITLE: 'TITLE' }]],
    usedBy: [['ARINVOICEITEM', 'ACCOUNTLABEL']],
  },
  APACCOUNTLABEL: {
    label: 'APAccountLabel',
    id: 'ACCOUNTLABEL',
    required: { DESCRIPTION: 'Description', GLACCOUNTNO: 'GL Account' },
    defaults: { STATUS: 'active', SUBTOTAL: 'false' },
    references: [['GLACCOUNTNO', 'GLACCOUNT', { GLACCOUNTTITLE: 'TITLE' }]],
    usedBy: [['APBILLITEM', 'ACCOUNTLABEL']],
  },
  TAXDETAIL: {
    label: 'TaxDetail',
    id: 'DETAILID',
    required: { TAXTYPE: 'Tax Type', VALUE: 'Value' },
    defaults: { STATUS: 'active', INCLUDE: 'Full Amount' },
    references: [['TAXSOLUTIONID', 'TAXSOLUTION', {}]],
  },
  CHECKINGACCOUNT: {
    label: 'CheckingAccount',
    id: 'BANKACCOUNTID',
    required: { BANKNAME: 'Bank Name', GLACCOUNTNO: 'GL Account' },
    defaults: { STATUS: 'active', BANKACCOUNTTYPE: 'checking' },
    references: [['GLACCOUNTNO', 'GLACCOUNT', { GLACCOUNTTITLE: 'TITLE' }]],
    usedBy: [
      ['ARPYMT', 'FINANCIALENTITY'],
      ['DEPOSIT', 'FINANCIALENTITY'],
    ],
  },
  SAVINGSACCOUNT: {
    label: 'SavingsAccount',
    id: 'BANKACCOUNTID',
    required: { BANKNAME: 'Bank Name', GLACCOUNTNO: 'GL Account' },
    defaults: { STATUS: 'active', BANKACCOUNTTYPE: 'savings' },
    references: [['GLACCOUNTNO', 'GLACCOUNT', { GLACCOUNTTITLE: 'TITLE' }]],
    usedBy: [['ARPYMT', 'FINANCIALENTITY']],
  },
  ARINVOICEBATCH: summary('ARInvoiceBatch', 'ri'),
  ARPAYMENTBATCH: summary('ARPaymentBatch', 'rp'),
  ARADJUSTMENTBATCH: summary('ARAdjustmentBatch', 'ra'),
  APBILLBATCH: summary('APBillBatch', 'pi'),
  APPAYMENTBATCH: summary('APPaymentBatch', 'pp'),
}

function summary(label: string, RECORDTYPE: string): Master {
  return {
    label,
    id: 'TITLE',
    required: {},
    defaults: {
      STATUS: 'active',
      OPEN: 'Open',
      RECORDTYPE,
      AUTOCREATED: 'Manual',
      SYSTEMGENERATED: 'false',
      TOTAL: '0',
    },
  }
}

function duplicate(company: Company, object: string, master: Master, id: string): never {
  if (object === 'GLACCOUNT') return refuse('duplicateAccount', id)
  const party = object === 'VENDOR' || object === 'EMPLOYEE'
  return party && company.settings.duplicateParty === 'PL05000104'
    ? refuse('duplicateParty', master.label, id)
    : refuse('duplicate', master.label, id)
}

function resolve(company: Company, master: Master, values: Values, row: Row | undefined): Values {
  const copied: Values = {}
  for (const [field, object, copies] of master.references ?? []) {
    const name = values[field]
    if (name === undefined || name === row?.[field]) continue
    if (name === '') {
      for (const target of Object.keys(copies)) copied[target] = ''
      continue
    }
    const found = company.named(object, name)
    if (found === undefined || (row !== undefined && field === 'PARENTID' && name === row[master.id])) {
      return object === 'PROJECT'
        ? refuse('invalidProject', name)
        : refuse('invalidReference', company.definition(object)?.label.toLowerCase() ?? object, name)
    }
    for (const [target, source] of Object.entries(copies)) copied[target] = found[source] ?? ''
  }
  return copied
}

function checkRequired(master: Master, values: Row): void {
  for (const [field, label] of Object.entries(master.required)) {
    if ((values[field] ?? '') === '') refuse('required', label)
  }
}

/** What belongs to one object only, after its row is stored. */
function settle(company: Company, object: string, row: Row, input: Input, actor: Actor): Row {
  if (object === 'CUSTOMER') replaceContactList(company, row, input, actor)
  if (object === 'LOCATION' && row.LOCATIONTYPE === 'E') company.put('LOCATIONENTITY', row)
  return row
}

function prepared(object: string, values: Row): Values {
  if (object === 'ARTERM' || object === 'APTERM') return { VALUE: dueTermText(values) }
  if (object === 'ITEM') {
    const unit = values.BASEUOM ?? 'Each'
    return { 'UOM.SOUOMDETAIL.UNIT': unit, 'UOM.INVUOMDETAIL.UNIT': unit }
  }
  return {}
}

function create(company: Company, object: string, master: Master, input: Input, actor: Actor): Row {
  const definition = company.definition(object) ?? refuse('noObject', object)
  const values: Values = { ...master.defaults, ...fieldsOf(definition, input, master.label) }
  delete values.RECORDNO
  const table = company.table(object)
  const id = numberFor(
    company,
    object,
    values[master.id] ?? '',
    (number) => table.first(master.id, number) !== undefined,
  )
  if (id === '') refuse('required', `${master.label} ID`)
  values[master.id] = id
  checkRequired(master, values)
  if (object === 'VENDOR' && !/^[A-Za-z0-9 \-_.]{1,20}$/.test(id))
    refuse('illegalFormat', 'Vendor', 'VENDORID', id)
  const twin = table.first(master.id, id)
  if (twin !== undefined) {
    if (text(input, '@ignoreduplicates') === 'true') return twin
    duplicate(company, object, master, id)
  }
  if (object === 'EMPLOYEE' && (values['PERSONALINFO.CONTACTNAME'] ?? '') === '') refuse('employeeContact')
  Object.assign(values, resolve(company, master, values, undefined), prepared(object, values))
  if (object === 'CONTACT') return createContact(company, values, actor)
  const party = parties[object]
  const complete = party === undefined ? values : newParty(company, party, values, input, actor)
  return settle(company, object, company.insert(object, complete, actor), input, actor)
}

function update(company: Company, object: string, master: Master, row: Row, input: Input, actor: Actor): Row {
  const definition = company.definition(object) ?? refuse('noObject', object)
  const sent = fieldsOf(definition, input, master.label)
  delete sent.RECORDNO
  // The id names the record; it is not changed through it.
  Reflect.deleteProperty(sent, master.id)
  checkRequired(master, { ...row, ...sent })
  const values: Values = { ...sent, ...resolve(company, master, sent, row) }
  Object.assign(
    values,
    object === 'ITEM' && sent.BASEUOM === undefined ? {} : prepared(object, { ...row, ...values }),
  )
  if (object === 'CONTACT') return updateContact(company, row, values, actor)
  const party = parties[object]
  const change =
    party === undefined ? { row, values } : changedParty(company, party, row, values, input, actor)
  return settle(company, object, company.patch(object, change.row, change.values, actor), input, actor)
}

function remove(company: Company, object: string, master: Master, row: Row, actor: Actor): void {
  const id = row[master.id] ?? ''
  const used =
    object === 'CONTACT'
      ? contactInUse(company, row)
      : (master.usedBy ?? []).some(([user, field]) => company.table(user).first(field, id) !== undefined)
  if (used) refuse('inUse', master.label.toLowerCase(), id)
  if (object === 'CUSTOMER') replaceContactList(company, row, { CUSTOMERCONTACTS: '' }, actor)
  company.erase(object, row, actor)
  if (object === 'LOCATION' && row.LOCATIONTYPE === 'E')
    company.erase('LOCATIONENTITY', row, actor, { audit: false })
}

/** Rules of the master data, one for each row of the table above. */
export const masterRules: Readonly<Record<string, Rule>> = Object.fromEntries(
  Object.entries(masters).map(([object, master]): [string, Rule] => [
    object,
    {
      create: (company, input, actor) =>
        wrapped('record', 'create', master.label, () => create(company, object, master, input, actor)),
      update: (company, row, input, actor) =>
        wrapped('record', 'update', master.label, () => update(company, object, master, row, input, actor)),
      remove: (company, row, actor) =>
        wrapped('record', 'delete', master.label, () => remove(company, object, master, row, actor)),
    },
  ]),
)

/** The field by which a master record may be named instead of RECORDNO. */
export function masterId(object: string): string | undefined {
  return masters[object]?.id
}
