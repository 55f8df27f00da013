import type { Actor, Books, Row } from './contract.ts'
import { addDays } from './dates.ts'
import { formatAmount } from './money.ts'

const CUSTOMERS = [
  ['BLUEBIRD', 'Bluebird Coffee Roasters', 'Portland', 'OR'],
  ['CEDAR', 'Cedar & Stone Architects', 'Austin', 'TX'],
  ['DELMAR', 'Del Mar Dental Group', 'San Diego', 'CA'],
  ['EVERGREEN', 'Evergreen Property Management', 'Seattle', 'WA'],
  ['FAIRWAY', 'Fairway Logistics', 'Memphis', 'TN'],
  ['GRANITE', 'Granite Peak Software', 'Boise', 'ID'],
  ['HARBOR', 'Harbor Light Senior Care', 'Boston', 'MA'],
  ['IRONWOOD', 'Ironwood Fabrication', 'Detroit', 'MI'],
  ['JUNIPER', 'Juniper Health', 'Denver', 'CO'],
  ['KESTREL', 'Kestrel Aviation Parts', 'Wichita', 'KS'],
  ['LARK', 'Lark & Daughters Printing', 'Chicago', 'IL'],
  ['MERIDIAN', 'Meridian Translation Services', 'New York', 'NY'],
] as const

const LINES = [
  ['4010', 'Subscription', 24_900n],
  ['4020', 'Consulting', 18_000n],
  ['4000', 'Hardware', 7_450n],
  ['4020', 'Onboarding', 150_000n],
] as const

const PAYMENTS: readonly ('none' | 'part' | 'full')[] = ['full', 'none', 'part', 'none', 'full']

function addCustomers(books: Books, actor: Actor): void {
  for (const [id, name, city, state] of CUSTOMERS) {
    books.create(
      'CUSTOMER',
      {
        CUSTOMERID: id,
        NAME: name,
        TERMNAME: 'N30',
        DISPLAYCONTACT: {
          PRINTAS: name,
          COMPANYNAME: name,
          EMAIL1: `ap@${id.toLowerCase()}.example`,
          MAILADDRESS: { CITY: city, STATE: state, COUNTRY: 'United States' },
        },
      },
      actor,
    )
  }
}

const VENDORS = [
  ['CITYPOWER', 'City Power and Light', 'active'],
  ['OFFICE', 'Office Supply Depot', 'active'],
  ['LANDLORD', 'Harbour Street Properties', 'active'],
  ['OLDTEL', 'Old Telephone Company', 'inactive'],
] as const

/** Enters the vendors that a demo shows. */
export function seedVendors(books: Books): void {
  const actor: Actor = { userId: 'ui', entity: null, source: 'ui' }
  for (const [id, name, status] of VENDORS) {
    books.create(
      'VENDOR',
      { VENDORID: id, NAME: name, STATUS: status, TERMNAME: 'N30', DISPLAYCONTACT: { PRINTAS: name } },
      actor,
    )
  }
}

/** Places and banks to post to: one without entities, one an entity otherwise. */
function places(
  books: Books,
  actor: Actor,
): readonly { readonly location: string; readonly bank: string; readonly currency: string }[] {
  const entities = [...books.find('LOCATIONENTITY', { kind: 'all' }, actor, true)]
  const banks = [...books.find('CHECKINGACCOUNT', { kind: 'all' }, actor, true)]
  if (entities.length === 0)
    return [{ location: 'HQ', bank: banks[0]?.BANKACCOUNTID ?? '', currency: banks[0]?.CURRENCY ?? '' }]
  return entities.map((entity) => ({
    location: entity.LOCATIONID ?? '',
    bank: banks.find((bank) => bank.LOCATIONID === entity.LOCATIONID)?.BANKACCOUNTID ?? '',
    currency: entity.CURRENCY ?? '',
  }))
}

/**
 * Fills a company with what a demo shows: a dozen customers, four vendors, forty invoices of the last four months, some paid in part or in full, a
 * credit memo, an advance, a draft and a reversal. Needs the rows of a demo seed. `today` is `YYYY-MM-DD`.
 */
export function seedDemo(books: Books, today: string): void {
  const actor: Actor = { userId: 'ui', entity: null, source: 'ui' }
  addCustomers(books, actor)
  seedVendors(books)
  const where = places(books, actor)
  const invoices: Row[] = []
  for (let index = 0; index < 40; index += 1) {
    const [customer = ''] = CUSTOMERS[(index * 5) % CUSTOMERS.length] ?? []
    const place = where[index % where.length]
    const count = 1 + (index % 3)
    const items = Array.from({ length: count }, (_, line) => {
      const [account, memo, price] = LINES[(index + line) % LINES.length] ?? LINES[0]
      return {
        ACCOUNTNO: account,
        ENTRYDESCRIPTION: memo,
        TRX_AMOUNT: formatAmount(price * BigInt(1 + ((index + line) % 4))),
        LOCATIONID: place?.location,
        DEPARTMENTID: 'SALES',
      }
    })
    const invoice = books.create(
      'ARINVOICE',
      {
        CUSTOMERID: customer,
        WHENCREATED: addDays(today, -3 * (40 - index)),
        TERMNAME: index % 4 === 0 ? '2% 10 N30' : 'N30',
        ACTION: index === 39 ? 'Draft' : 'Submit',
        CURRENCY: place?.currency,
        ARINVOICEITEMS: { ARINVOICEITEM: items },
      },
      actor,
    )
    invoices.push(invoice)
    const share = PAYMENTS[index % PAYMENTS.length]
    if (share === 'none' || index > 34) continue
    books.create(
      'ARPYMT',
      {
        CUSTOMERID: customer,
        FINANCIALENTITY: place?.bank,
        PAYMENTMETHOD: index % 2 === 0 ? 'EFT' : 'Printed Check',
        DOCNUMBER: `${index % 2 === 0 ? 'ach' : 'ck'} ${1000 + index}`,
        RECEIPTDATE: addDays(invoice.WHENCREATED ?? today, 9),
        CURRENCY: place?.currency,
        ARPYMTDETAILS: {
          ARPYMTDETAIL: {
            RECORDKEY: invoice.RECORDNO,
            TRX_PAYMENTAMOUNT: share === 'full' ? invoice.TRX_TOTALDUE : '50',
          },
        },
      },
      actor,
    )
  }
  addSpecials(books, actor, today, invoices, where[0])
}

function addSpecials(
  books: Books,
  actor: Actor,
  today: string,
  invoices: readonly Row[],
  place: { readonly location: string; readonly bank: string; readonly currency: string } | undefined,
): void {
  books.create(
    'ARADJUSTMENT',
    {
      CUSTOMERID: 'CEDAR',
      WHENCREATED: addDays(today, -6),
      DESCRIPTION: 'Service credit',
      CURRENCY: place?.currency,
      ARADJUSTMENTITEMS: {
        ARADJUSTMENTITEM: { ACCOUNTNO: '4900', TRX_AMOUNT: '-75', LOCATIONID: place?.location },
      },
    },
    actor,
  )
  books.create(
    'ARADVANCE',
    {
      CUSTOMERID: 'JUNIPER',
      PAYMENTMETHOD: 'EFT',
      FINANCIALENTITY: place?.bank,
      RECEIPTDATE: addDays(today, -4),
      PAYMENTDATE: addDays(today, -4),
      CURRENCY: place?.currency,
      ARADVANCEITEMS: { ARADVANCEITEM: { TRX_AMOUNT: '500', LOCATIONID: place?.location } },
    },
    actor,
  )
  const [year = '', month = '', day = ''] = addDays(today, -1).split('-')
  books.functions.get('reverse_invoice')?.(
    { '@key': invoices[36]?.RECORDNO, datereversed: { year, month, day }, description: 'Entered twice' },
    actor,
  )
  addCredits(books, actor, today, invoices)
}

/** A credit of which a part is applied, and a charge that is no invoice. */
function addCredits(books: Books, actor: Actor, today: string, invoices: readonly Row[]): void {
  const open = invoices
    .map((invoice) => books.get('ARINVOICE', invoice.RECORDNO ?? '', actor))
    .find((invoice) => invoice?.STATE === 'Posted')
  if (open === undefined) return
  const line = [...books.find('ARINVOICEITEM', { kind: 'all' }, actor, true)].find(
    (item) => item.RECORDKEY === open.RECORDNO,
  )
  const adjustment = (days: number, description: string, amount: string) =>
    books.create(
      'ARADJUSTMENT',
      {
        CUSTOMERID: open.CUSTOMERID,
        WHENCREATED: addDays(today, -days),
        DESCRIPTION: description,
        CURRENCY: open.CURRENCY,
        ARADJUSTMENTITEMS: {
          ARADJUSTMENTITEM: { ACCOUNTNO: '4900', TRX_AMOUNT: amount, LOCATIONID: line?.LOCATIONID },
        },
      },
      actor,
    )
  const credit = adjustment(3, 'Goodwill', '-40')
  adjustment(2, 'Late fee', '15')
  books.create(
    'ARPYMT',
    {
      CUSTOMERID: open.CUSTOMERID,
      PAYMENTMETHOD: 'EFT',
      RECEIPTDATE: addDays(today, -1),
      CURRENCY: open.CURRENCY,
      ARPYMTDETAILS: {
        ARPYMTDETAIL: {
          RECORDKEY: open.RECORDNO,
          ADJUSTMENTKEY: credit.RECORDNO,
          TRX_ADJUSTMENTAMOUNT: '25',
        },
      },
    },
    actor,
  )
}
