import { expect, test } from 'vitest'
import { changeSettings } from '../../src/gateway/change-settings.ts'
import { at, send, text, world } from '../ask.ts'
import { customer, plant, query } from './records.ts'

const read = (object: string, keys: string, fields = '*') =>
  `<read><object>${object}</object><keys>${keys}</keys><fields>${fields}</fields></read>`

test('read nests dotted names and gives the whole record; unknown keys are just missing', () => {
  const { simulator } = world()
  send(simulator, [customer('A', '<COMMENTS>a &lt; b</COMMENTS>')])
  const no = simulator.companies
    .get('DEMO')
    ?.books.find('CUSTOMER', { kind: 'all' }, { userId: 'x', entity: null, source: 'system' }, true)
  const [row] = no ?? []
  const answer = send(simulator, [read('CUSTOMER', `${row?.RECORDNO ?? ''},999`)])
  const data = at(answer.result(), 'data')
  expect(data.attributes).toEqual({ listtype: 'CUSTOMER', count: '1' })
  expect(text(data, 'CUSTOMER', 'COMMENTS')).toBe('a < b')
  expect(text(data, 'CUSTOMER', 'DISPLAYCONTACT', 'PRINTAS')).toBe('A')
  expect(text(data, 'CUSTOMER', 'WHENCREATED')).toBe('01/05/2026 10:00:00')
})

test('readByName takes the name field; a bad field names itself; more than 100 keys are refused', () => {
  const { simulator } = world()
  send(simulator, [customer('A')])
  const byName = `<readByName><object>CUSTOMER</object><keys>A,B</keys><fields>CUSTOMERID,NAME</fields></readByName>`
  const found = at(send(simulator, [byName]).result(), 'data', 'CUSTOMER')
  expect(found.children.map((each) => [each.name, each.text])).toEqual([
    ['CUSTOMERID', 'A'],
    ['NAME', 'Customer A'],
  ])
  expect(send(simulator, [read('CUSTOMER', '1', 'NAME,COLOUR')]).errors(0)).toEqual([
    'Invalid fields list COLOUR: ',
  ])
  expect(send(simulator, [read('NOTHING', '1')]).errors(0)).toEqual([
    'WS: Object definition NOTHING not found',
  ])
  const keys = Array.from({ length: 101 }, (_, index) => String(index)).join(',')
  expect(send(simulator, [read('CUSTOMER', keys)]).errors(0)).toEqual([
    'XL03000006: The number of keys exceeds the maximum of 100.',
  ])
})

test('read gives owned lines inside the document', () => {
  const { simulator } = world()
  plant(simulator, 'ARINVOICE', [{ RECORDNO: '7', RECORDID: 'INV-7' }])
  plant(simulator, 'ARINVOICEITEM', [
    { RECORDNO: '72', RECORDKEY: '7', LINE_NO: '2', AMOUNT: '2.00' },
    { RECORDNO: '71', RECORDKEY: '7', LINE_NO: '1', AMOUNT: '1.00' },
  ])
  const invoice = at(send(simulator, [read('ARINVOICE', '7')]).result(), 'data', 'ARINVOICE')
  const lines = at(invoice, 'ARINVOICEITEMS').children
  expect(lines.map((line) => [line.name, text(line, 'LINE_NO'), text(line, 'AMOUNT')])).toEqual([
    ['arinvoiceitem', '1', '1.00'],
    ['arinvoiceitem', '2', '2.00'],
  ])
})

test('lookup tells fields, kinds, values and relationships', () => {
  const type = at(
    send(world().simulator, ['<lookup><object>ARINVOICE</object></lookup>']).result(),
    'data',
    'Type',
  )
  expect(type.attributes).toEqual({ Name: 'ARINVOICE', DocumentType: '' })
  const field = (id: string) => at(type, 'Fields').children.find((each) => text(each, 'ID') === id)
  const state = field('STATE')
  if (state === undefined) throw new Error('no STATE')
  expect(text(state, 'READONLY')).toBe('true')
  expect(at(state, 'VALIDVALUES').children.map((each) => each.text)).toContain('Partially Paid')
  const modified = field('WHENMODIFIED')
  expect(modified === undefined ? '' : text(modified, 'DATATYPE')).toBe('TIMESTAMP')
  expect(at(type, 'Relationships').children.map((each) => text(each, 'OBJECTPATH'))).toContain('CUSTOMER')
})

test('lookup shows custom fields', () => {
  const { simulator } = world()
  simulator.companies
    .get('DEMO')
    ?.books.change({ customFields: [{ object: 'CUSTOMER', name: 'TIEOUT_ID', type: 'text' }] })
  const answer = send(simulator, ['<lookup><object>CUSTOMER</object></lookup>'])
  const field = at(answer.result(), 'data', 'Type', 'Fields').children.find(
    (each) => text(each, 'ID') === 'TIEOUT_ID',
  )
  expect(field === undefined ? '' : text(field, 'ISCUSTOM')).toBe('true')
})

test('inspect lists all objects of *, and the fields of one', () => {
  const { simulator } = world()
  const all = at(send(simulator, ['<inspect><object>*</object></inspect>']).result(), 'data')
  expect(all.children.map((each) => each.text)).toEqual(expect.arrayContaining(['CUSTOMER', 'ARINVOICE']))
  const one = send(simulator, ['<inspect detail="1"><object>CUSTOMER</object></inspect>'])
  expect(text(one.result(), 'data', 'Type', 'Fields', 'Field', 'Name')).toBe('RECORDNO')
  expect(send(simulator, ['<inspect><object>NOTHING</object></inspect>']).errors(0)).toEqual([
    'WS: Object definition NOTHING not found',
  ])
})

test('get_list answers in the legacy shape: 0-based start, filter, sort, chosen fields, date blocks', () => {
  const { simulator } = world()
  plant(simulator, 'ARINVOICE', [
    { RECORDNO: '1', RECORDID: 'I1', WHENCREATED: '2026-01-31', TOTALDUE: '10' },
    { RECORDNO: '2', RECORDID: 'I2', WHENCREATED: '2026-02-01', TOTALDUE: '9' },
    { RECORDNO: '3', RECORDID: 'J3', WHENCREATED: '2026-02-02', TOTALDUE: '100' },
  ])
  const xml = `<get_list object="invoice" maxitems="1" start="1"><filter><logical logical_operator="and"><expression><field>invoiceno</field><operator>like</operator><value>I%</value></expression><expression><field>totaldue</field><operator>&gt;</operator><value>1</value></expression></logical></filter><sorts><sortfield order="desc">totaldue</sortfield></sorts><fields><field>invoiceno</field><field>datecreated</field></fields></get_list>`
  const result = send(simulator, [xml]).result()
  expect(at(result, 'listtype')).toMatchObject({
    attributes: { start: '1', end: '1', total: '2' },
    text: 'invoice',
  })
  const invoice = at(result, 'data', 'invoice')
  expect(invoice.children.map((each) => each.name).toSorted()).toEqual(['datecreated', 'invoiceno'])
  expect([
    text(invoice, 'invoiceno'),
    text(invoice, 'datecreated', 'year'),
    text(invoice, 'datecreated', 'day'),
  ]).toEqual(['I2', '2026', '01'])
})

test('attachments are made, read by get and by get_list, and cannot be made twice', () => {
  const { simulator } = world()
  const attach = (folder: string) =>
    `<create_supdoc><supdocid>A1</supdocid><supdocname>A1</supdocname><supdocfoldername>${folder}</supdocfoldername><attachments><attachment><attachmentname>invoice</attachmentname><attachmenttype>pdf</attachmenttype><attachmentdata>JVBERi0=</attachmentdata></attachment></attachments></create_supdoc>`
  expect(send(simulator, [attach('Nowhere')]).errors(0).length).toBeGreaterThan(0)
  expect(text(send(simulator, [attach('Invoices')]).result(), 'key')).toBe('A1')
  expect(send(simulator, [attach('Invoices')]).errors(0)[0]).toContain('already exists')
  const got = at(send(simulator, ['<get object="supdoc" key="A1"/>']).result(), 'data', 'supdoc')
  expect(text(got, 'attachments', 'attachment', 'attachmentdata')).toBe('JVBERi0=')
  const listed = send(simulator, [
    '<get_list object="supdoc"><fields><field>supdocid</field></fields></get_list>',
  ])
  expect(at(listed.result(), 'data', 'supdoc').children.map((each) => each.name)).toEqual(['supdocid'])
  expect(send(simulator, ['<get object="supdoc" key="B2"/>']).errors(0)[0]).toContain(
    "Cannot find supdoc with key 'B2'",
  )
})

test('company facts: financial set-up, entities, applications, preferences, dimensions', () => {
  const { simulator } = world()
  const answer = send(
    simulator,
    [
      '<getFinancialSetup/>',
      '<readEntityDetails/>',
      '<get_applications/>',
      '<get_companyprefs application="AR"/>',
      '<getDimensions/>',
    ],
    { company: 'MEGA' },
  )
  expect(text(answer.result(0), 'data', 'financialSetup', 'multiEntityShared')).toBe('true')
  expect(
    at(answer.result(1), 'data').children.map((each) => [text(each, 'id'), text(each, 'currency')]),
  ).toEqual([
    ['US', 'USD'],
    ['UK', 'GBP'],
    ['JP', 'JPY'],
  ])
  for (const index of [2, 3, 4]) expect(text(answer.result(index), 'status')).toBe('success')
})

test('readUserFormatting tells a user’s zone and format, by record number or login', () => {
  const { simulator } = world()
  const company = simulator.companies.get('DEMO')
  if (company === undefined) throw new Error('no DEMO')
  company.settings = changeSettings(company.settings, {
    users: [{ userId: 'tieout', gmtOffset: '+09:30', dateFormat: '.ymd', clock: 12 }],
  })
  const byLogin = send(simulator, ['<readUserFormatting><userId>tieout</userId></readUserFormatting>'])
  const formatting = at(byLogin.result(), 'data', 'userformatting')
  expect(formatting.children.map((each) => each.text).slice(1)).toEqual(['en_US', '.ymd', '+09:30', '12'])
  const key = text(
    send(simulator, ['<readByName><object>USERINFO</object><keys>tieout</keys></readByName>']).result(),
    'data',
    'USERINFO',
    'RECORDNO',
  )
  const byKey = send(simulator, [`<readUserFormatting><key>${key}</key></readUserFormatting>`])
  expect(text(byKey.result(), 'data', 'userformatting', 'recordno')).toBe(key)
  expect(
    send(simulator, ['<readUserFormatting><userId>nobody</userId></readUserFormatting>']).errors(0),
  ).toEqual(['BL03000025: Login ID nobody does not exist.'])
})

test('a poisoned audit row fails the page that holds it', () => {
  const { simulator } = world()
  plant(simulator, 'AUDITHISTORY', [
    { RECORDNO: '1', ID: '1' },
    { RECORDNO: '2', ID: '2', POISON: 'T' },
  ])
  expect(send(simulator, [query('AUDITHISTORY', ['ID'])]).errors(0)).toEqual([
    'DL02000001: There was an error processing the request.',
  ])
})

test('every right that is missing is PL04000005 with the operation and the object', () => {
  const { simulator } = world()
  simulator.companies
    .get('DEMO')
    ?.books.change({ rights: { tieout: { CUSTOMER: [], '*': ['READ', 'CREATE'] } } })
  const denied = (operation: string, object = 'customer') =>
    `PL04000005: You do not have permission for API operation ${operation} on objects of type ${object}`
  const answer = send(simulator, [
    query('CUSTOMER', ['RECORDNO']),
    '<readByQuery><object>CUSTOMER</object><query/></readByQuery>',
    read('CUSTOMER', '1'),
    customer('A'),
    '<update><CUSTOMER><RECORDNO>1</RECORDNO></CUSTOMER></update>',
    '<delete><object>CUSTOMER</object><keys>1</keys></delete>',
    '<reverse_invoice key="1"><datereversed><year>2026</year><month>1</month><day>1</day></datereversed></reverse_invoice>',
    read('VENDOR', '1'),
  ])
  const errors = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => answer.errors(index)[0])
  expect(errors).toEqual([
    denied('QUERY'),
    denied('READ_BY_QUERY'),
    denied('READ'),
    denied('CREATE'),
    denied('UPDATE'),
    denied('DELETE'),
    denied('REVERSE', 'arinvoice'),
    undefined,
  ])
})

test('an object of an application that is not subscribed does not exist', () => {
  const { simulator } = world()
  simulator.companies.get('DEMO')?.books.change({ subscriptions: ['CO', 'GL', 'AP'] })
  expect(send(simulator, [query('ARINVOICE', ['RECORDNO'])]).errors(0)).toEqual([
    'Query Failed: Object definition ARINVOICE not found',
  ])
})

test('a function of the schema that is not offered says so', () => {
  expect(send(world().simulator, ['<create_timesheet/>']).errors(0)[0]).toContain('SIM-0001')
})
