import type { Row } from './contract.ts'
import type { CompanySettings } from './settings.ts'

/** What a company starts with. Plain data, one table a company. */
export interface CompanySeed {
  readonly title: string
  readonly name: string
  readonly country: string
  /** Top level over entities: lines need locations, each inside one entity. */
  readonly multiEntity: boolean
  readonly settings: Partial<CompanySettings>
  readonly users: readonly SeedUser[]
  /** Rows by object, in the order in which they are entered; unknown fields are refused when the books open. */
  readonly rows: Readonly<Record<string, readonly Row[]>>
}

export interface SeedUser {
  readonly loginId: string
  readonly password: string
  readonly name: string
  readonly email: string
  /** Web services users cannot use the pages (reference 2). */
  readonly webServices: boolean
}

const users: readonly SeedUser[] = [
  {
    loginId: 'tieout',
    password: 'demo-password',
    name: 'Tieout service user',
    email: 'tieout@demo.example',
    webServices: true,
  },
  {
    loginId: 'ui',
    password: 'demo-password',
    name: 'Uma Iverson',
    email: 'uma@demo.example',
    webServices: false,
  },
  {
    loginId: 'controller',
    password: 'demo-password',
    name: 'Cora Troller',
    email: 'cora@demo.example',
    webServices: false,
  },
]

const account = (
  ACCOUNTNO: string,
  TITLE: string,
  ACCOUNTTYPE: 'balancesheet' | 'incomestatement',
  NORMALBALANCE: 'debit' | 'credit',
): Row => ({
  ACCOUNTNO,
  TITLE,
  ACCOUNTTYPE,
  NORMALBALANCE,
  CLOSINGTYPE: ACCOUNTTYPE === 'balancesheet' ? 'non-closing account' : 'closing account',
  STATUS: 'active',
  TAXABLE: 'false',
  ALTERNATIVEACCOUNT: 'None',
})

const accounts: readonly Row[] = [
  account('1000', 'Checking, Bank of America', 'balancesheet', 'debit'),
  account('1005', 'Savings, First Republic', 'balancesheet', 'debit'),
  account('1010', 'Undeposited Funds', 'balancesheet', 'debit'),
  account('1020', 'Checking, Barclays GBP', 'balancesheet', 'debit'),
  account('1030', 'Checking, Mizuho JPY', 'balancesheet', 'debit'),
  account('1100', 'Accounts Receivable', 'balancesheet', 'debit'),
  account('1400', 'Inventory', 'balancesheet', 'debit'),
  account('2000', 'Accounts Payable', 'balancesheet', 'credit'),
  account('2100', 'Customer Advances', 'balancesheet', 'credit'),
  account('2200', 'Sales Tax and VAT Payable', 'balancesheet', 'credit'),
  account('2300', 'Deferred Revenue', 'balancesheet', 'credit'),
  account('3000', 'Retained Earnings', 'balancesheet', 'credit'),
  account('4000', 'Sales', 'incomestatement', 'credit'),
  account('4010', 'Subscriptions', 'incomestatement', 'credit'),
  account('4020', 'Professional Services', 'incomestatement', 'credit'),
  account('4900', 'Discounts and Returns', 'incomestatement', 'debit'),
  account('5000', 'Cost of Goods Sold', 'incomestatement', 'debit'),
  account('6000', 'Salaries', 'incomestatement', 'debit'),
  account('6100', 'Rent', 'incomestatement', 'debit'),
  account('6200', 'Software', 'incomestatement', 'debit'),
  account('6300', 'Bank Charges', 'incomestatement', 'debit'),
  account('6900', 'Rounding Differences', 'incomestatement', 'debit'),
]

const FROM_DATE = 'from invoice/bill date'
const term = (NAME: string, DESCRIPTION: string, DUEDATE: string, more: Row = {}): Row => ({
  NAME,
  DESCRIPTION,
  DUEDATE,
  DUEFROM: FROM_DATE,
  STATUS: 'active',
  PEN_TYPES: 'No Penalty',
  DISCCALCON: 'Invoice total',
  ...more,
})

const terms: readonly Row[] = [
  term('Due on Receipt', 'Due on receipt', '0'),
  term('N15', 'Net 15 days', '15'),
  term('N30', 'Net 30 days', '30'),
  term('N60', 'Net 60 days', '60'),
  term('2% 10 N30', '2 % within 10 days, net 30 days', '30', {
    DISCDATE: '10',
    DISCFROM: FROM_DATE,
    DISCAMOUNT: '2',
    DISCPERCAMN: '%',
  }),
  term('EOM', 'End of the month of the invoice', '31', { DUEFROM: 'of the month of invoice/bill date' }),
]

const label = (ACCOUNTLABEL: string, DESCRIPTION: string, GLACCOUNTNO: string, SUBTOTAL = 'false'): Row => ({
  ACCOUNTLABEL,
  DESCRIPTION,
  GLACCOUNTNO,
  SUBTOTAL,
  STATUS: 'active',
})

const labels: readonly Row[] = [
  label('Sales', 'Sales of goods', '4000'),
  label('Subscription', 'Subscriptions', '4010'),
  label('Services', 'Professional services', '4020'),
  label('Total before tax', 'A subtotal', '4000', 'true'),
]

const department = (DEPARTMENTID: string, TITLE: string): Row => ({ DEPARTMENTID, TITLE, STATUS: 'active' })
const departments: readonly Row[] = [
  department('SALES', 'Sales'),
  department('SERV', 'Services'),
  department('ADMIN', 'Administration'),
]

const classes: readonly Row[] = [
  { CLASSID: 'ENT', NAME: 'Enterprise', STATUS: 'active' },
  { CLASSID: 'SMB', NAME: 'Small business', STATUS: 'active' },
]

const projects: readonly Row[] = [
  { PROJECTID: 'P-100', NAME: 'Onboarding', PROJECTCATEGORY: 'Contract', STATUS: 'active' },
  { PROJECTID: 'P-200', NAME: 'Migration', PROJECTCATEGORY: 'Contract', STATUS: 'active' },
]

const item = (ITEMID: string, NAME: string, BASEPRICE: string, unit: string, income: string): Row => ({
  ITEMID,
  NAME,
  BASEPRICE,
  STATUS: 'active',
  ITEMTYPE: 'Non-Inventory',
  COST_METHOD: 'Average',
  DEFAULT_CONVERSIONTYPE: 'Quantity',
  TAXABLE: 'true',
  BASEUOM: unit,
  UOMGRP: unit === 'Hour' ? 'Time' : 'Count',
  'UOM.INVUOMDETAIL.UNIT': unit,
  'UOM.SOUOMDETAIL.UNIT': unit,
  'UOM.SOUOMDETAIL.CONVFACTOR': '1',
  'ITEMGLGROUP.INCOMEACCOUNT.ACCTNO': income,
})

const items: readonly Row[] = [
  item('SEAT', 'Seat licence', '20', 'Each', '4010'),
  item('ONBOARD', 'Onboarding package', '1500', 'Each', '4020'),
  item('HOUR', 'Consulting hour', '180', 'Hour', '4020'),
  item('WIDGET', 'Widget', '12.5', 'Each', '4000'),
]

const orderType = (
  DOCID: string,
  DOCCLASS: 'Quote' | 'Order' | 'Invoice' | 'Adjustment',
  posts: boolean,
  more: Row = {},
): Row => ({
  DOCID,
  DOCCLASS,
  CATEGORY: DOCCLASS === 'Adjustment' ? 'Return' : DOCCLASS,
  DESCRIPTION: DOCID,
  EDITTYPE: 'All',
  DELTYPE: 'All',
  ENABLE_SEQNUM: 'true',
  UPDATES_INV: 'No',
  UPDATES_GL: posts ? 'A' : 'N',
  ARPOSTINGMETHOD: posts ? 'Addition' : 'None',
  CONVTYPE: 'Leave Transaction Open',
  CUST_VEND: 'Customer',
  SALE_PUR_TRANS: 'Sale',
  CREATETYPE: 'New document or Convert',
  TD_CREATION_RULE: 'Top level or Entity',
  CONTACTTITLE1: 'Bill to',
  CONTACTTITLE2: 'Ship to',
  STATUS: 'active',
  ...more,
})

const orderTypes: readonly Row[] = [
  orderType('Sales Quote', 'Quote', false),
  orderType('Sales Order', 'Order', false),
  orderType('Sales Invoice', 'Invoice', true),
  orderType('Sales Return', 'Adjustment', true),
]

const banks: readonly Row[] = [
  {
    BANKACCOUNTID: 'BOA',
    BANKACCOUNTNO: '0012345678',
    BANKNAME: 'Bank of America',
    GLACCOUNTNO: '1000',
    BANKACCOUNTTYPE: 'checking',
    CURRENCY: 'USD',
    STATUS: 'active',
  },
]
const savings: readonly Row[] = [
  {
    BANKACCOUNTID: 'SAVE',
    BANKACCOUNTNO: '0098765432',
    BANKNAME: 'First Republic',
    GLACCOUNTNO: '1005',
    BANKACCOUNTTYPE: 'savings',
    CURRENCY: 'USD',
    STATUS: 'active',
  },
]

const currencies: readonly Row[] = [
  { CODE: 'USD', NAME: 'US dollar', SYMBOL: '$', STATUS: 'active' },
  { CODE: 'EUR', NAME: 'Euro', SYMBOL: '€', STATUS: 'active' },
  { CODE: 'GBP', NAME: 'Pound sterling', SYMBOL: '£', STATUS: 'active' },
  { CODE: 'JPY', NAME: 'Japanese yen', SYMBOL: '¥', STATUS: 'active' },
]

const employee = (EMPLOYEEID: string, name: string, TITLE: string): Row => ({
  EMPLOYEEID,
  TITLE,
  STATUS: 'active',
  DEPARTMENTID: 'SALES',
  'PERSONALINFO.CONTACTNAME': name,
  'PERSONALINFO.PRINTAS': name,
})

const shared = {
  GLACCOUNT: accounts,
  ARTERM: terms,
  APTERM: terms,
  ARACCOUNTLABEL: labels,
  APACCOUNTLABEL: [label('Rent', 'Office rent', '6100'), label('Software', 'Software', '6200')],
  DEPARTMENT: departments,
  CLASS: classes,
  PROJECT: projects,
  ITEM: items,
  SODOCUMENTPARAMS: orderTypes,
  CHECKINGACCOUNT: banks,
  SAVINGSACCOUNT: savings,
  EMPLOYEE: [employee('E-01', 'Ada Okafor', 'Account manager'), employee('E-02', 'Ben Sato', 'Consultant')],
  TRXCURRENCIES: currencies,
  EXCHANGERATETYPES: [{ ID: '1', NAME: 'Spot Rate', ISDEFAULT: 'false' }],
  SUPDOCFOLDER: [{ SUPDOCFOLDERNAME: 'Invoices', SUPDOCFOLDERDESCRIPTION: 'Invoice attachments' }],
} satisfies Readonly<Record<string, readonly Row[]>>

const place = (LOCATIONID: string, NAME: string, more: Row = {}): Row => ({
  LOCATIONID,
  NAME,
  STATUS: 'active',
  LOCATIONTYPE: 'N',
  ...more,
})

const entity = (LOCATIONID: string, NAME: string, CURRENCY: string, ADDRESSCOUNTRYDEFAULT: string): Row =>
  place(LOCATIONID, NAME, {
    LOCATIONTYPE: 'E',
    CURRENCY,
    ADDRESSCOUNTRYDEFAULT,
    ENTITY: `E${LOCATIONID}`,
    FIRSTMONTH: '1',
    FIRSTMONTHTAX: '1',
    WEEKSTART: '1',
  })

/** Units of `to` for one unit of `from`; the demo's rates do not move, so that its figures can be checked by hand. */
const rate = (FROM_CURRENCY: string, TO_CURRENCY: string, EXCHANGE_RATE: string): Row => ({
  TYPENAME: 'Intacct Daily Rate',
  FROM_CURRENCY,
  TO_CURRENCY,
  EXCHANGE_RATE,
  EFFECTIVE_START_DATE: '2000-01-01',
})

const rates: readonly Row[] = [
  rate('EUR', 'USD', '1.08'),
  rate('GBP', 'USD', '1.27'),
  rate('JPY', 'USD', '0.0065'),
  rate('USD', 'EUR', '0.9259259259'),
  rate('USD', 'GBP', '0.7874015748'),
  rate('EUR', 'GBP', '0.85'),
  rate('JPY', 'GBP', '0.0051'),
  rate('USD', 'JPY', '153.85'),
  rate('EUR', 'JPY', '166'),
  rate('GBP', 'JPY', '195'),
]

const demo: CompanySeed = {
  title: 'DEMO',
  name: 'Demo Company, Inc.',
  country: 'United States',
  multiEntity: false,
  settings: { baseCurrency: 'USD', multiCurrency: true },
  users,
  rows: {
    ...shared,
    LOCATION: [place('HQ', 'Headquarters'), place('WEST', 'West coast')],
    RATES: rates,
  },
}

const mega: CompanySeed = {
  title: 'MEGA',
  name: 'Mega Holdings',
  country: 'United States',
  multiEntity: true,
  settings: {
    baseCurrency: 'USD',
    multiCurrency: true,
    taxSolution: 'United Kingdom - VAT',
    userDimensions: [{ object: 'CAMPAIGN', label: 'Campaign' }],
    dimensionLabels: { DEPARTMENT: 'Cost centre' },
  },
  users,
  rows: {
    ...shared,
    CAMPAIGN: [
      { id: '10001', name: 'Spring fair' },
      { id: '10002', name: 'Referral' },
    ],
    LOCATION: [
      entity('US', 'Mega US, Inc.', 'USD', 'United States'),
      entity('UK', 'Mega UK Ltd', 'GBP', 'United Kingdom'),
      entity('JP', 'Mega Japan KK', 'JPY', 'Japan'),
      place('US-NY', 'New York', { PARENTID: 'US' }),
      place('UK-LON', 'London', { PARENTID: 'UK' }),
      place('JP-TYO', 'Tokyo', { PARENTID: 'JP' }),
    ],
    RATES: rates,
    CHECKINGACCOUNT: [
      { ...banks[0], LOCATIONID: 'US' },
      {
        BANKACCOUNTID: 'BARC',
        BANKACCOUNTNO: '20304050',
        BANKNAME: 'Barclays',
        GLACCOUNTNO: '1020',
        BANKACCOUNTTYPE: 'checking',
        CURRENCY: 'GBP',
        LOCATIONID: 'UK',
        STATUS: 'active',
      },
      {
        BANKACCOUNTID: 'MIZU',
        BANKACCOUNTNO: '7654321',
        BANKNAME: 'Mizuho',
        GLACCOUNTNO: '1030',
        BANKACCOUNTTYPE: 'checking',
        CURRENCY: 'JPY',
        LOCATIONID: 'JP',
        STATUS: 'active',
      },
    ] as readonly Row[],
    SODOCUMENTPARAMS: [
      ...orderTypes,
      orderType('Entity Invoice', 'Invoice', true, { TD_CREATION_RULE: 'Entity only' }),
    ],
    TAXSOLUTION: [
      {
        SOLUTIONID: 'United Kingdom - VAT',
        DESCRIPTION: 'VAT of the United Kingdom',
        TAXMETHOD: 'VAT or GST',
        STATUS: 'Active',
        GLACCOUNTSALE: '2200',
        GLACCOUNTPURCHASE: '2200',
        SHOWMULTILINETAX: 'false',
      },
    ],
    TAXDETAIL: [
      taxDetail('UK Sale Goods Standard', '20', 'Standard'),
      taxDetail('UK Sale Goods Reduced', '5', 'Reduced'),
      taxDetail('UK Sale Goods Zero', '0', 'Zero'),
    ],
  },
}

function taxDetail(DETAILID: string, VALUE: string, TAXRATE: string): Row {
  return {
    DETAILID,
    DESCRIPTION: DETAILID,
    TAXTYPE: 'Sale',
    VALUE,
    TAXRATE,
    INCLUDE: 'Full Amount',
    GLACCOUNT: '2200',
    TAXAUTHORITY: 'HMRC',
    TAXSOLUTIONID: 'United Kingdom - VAT',
    STATUS: 'active',
  }
}

/** The companies of the simulator's README. EMPTY has users and a chart of accounts only. */
export const seeds = {
  DEMO: demo,
  MEGA: mega,
  EMPTY: {
    ...demo,
    title: 'EMPTY',
    name: 'Empty Company',
    rows: {
      GLACCOUNT: accounts,
      ARTERM: terms,
      APTERM: terms,
      LOCATION: [place('HQ', 'Headquarters')],
      CHECKINGACCOUNT: banks,
      SAVINGSACCOUNT: savings,
      RATES: rates,
    },
  },
} as const satisfies Readonly<Record<string, CompanySeed>>
