import { expect, test } from 'vitest'
import type { ResultSetPage } from '../../src/reading/read-by-query.ts'
import { queryText } from '../../src/reading/read-by-query.ts'
import { textOf } from '../../src/xml/element.ts'
import { answer, authenticationFailure, error, ok, refused } from '../support/answers.ts'
import { harness } from '../support/gateway.ts'
import type { Seen } from '../support/gateway.ts'

const idOf = (seen: Seen): string => seen.functions[0]!.controlId
const nameOf = (seen: Seen): string => seen.functions[0]!.body.name

async function collected<T>(all: AsyncGenerator<T>): Promise<T[]> {
  const list: T[] = []
  for await (const one of all) list.push(one)
  return list
}

const setPage = (seen: Seen, from: number, count: number, remaining: number): string =>
  answer(
    ok(
      idOf(seen),
      `<data listtype="arinvoice" count="${count}" totalcount="4" numremaining="${remaining}" resultId="r1">${Array.from({ length: count }, (_none, at) => `<arinvoice><RECORDNO>${from + at}</RECORDNO></arinvoice>`).join('')}</data>`,
    ),
  )

const numbers = (pages: readonly ResultSetPage[]): string[] =>
  pages.flatMap(({ rows, restarts }) => rows.map((row) => `${restarts}:${row['RECORDNO'] ?? ''}`))

test('readByQuery goes on by result id until nothing remains', async () => {
  const { intacct, requests } = harness((seen, count) => setPage(seen, count * 2 - 1, 2, count === 1 ? 2 : 0))
  const pages = await collected(
    intacct.readByQuery({ object: 'ARINVOICE', query: "STATE = 'A'", pageSize: 2 }),
  )
  expect(numbers(pages)).toEqual(['0:1', '0:2', '0:3', '0:4'])
  expect(requests.map(nameOf)).toEqual(['readByQuery', 'readMore'])
  expect(textOf(requests[1]!.functions[0]!.body, 'resultId')).toBe('r1')
})

test('a result set that is gone is read anew from the start, and says so', async () => {
  const { intacct } = harness((seen, count) => {
    if (count === 2) return answer(refused(idOf(seen), error('XL03000006', 'The resultId r1 is not found')))
    return nameOf(seen) === 'readByQuery' ? setPage(seen, 1, 2, 2) : setPage(seen, 3, 2, 0)
  })
  const pages = await collected(intacct.readByQuery({ object: 'ARINVOICE', query: '' }))
  expect(numbers(pages)).toEqual(['0:1', '0:2', '1:1', '1:2', '1:3', '1:4'])
})

test('a session that ends between pages takes its result sets along', async () => {
  const { intacct, signIns } = harness((seen, count) => {
    if (count === 2) return authenticationFailure(error('XL03000006', 'Invalid session x'))
    if (count === 3) return answer(refused(idOf(seen), error('', 'whatever is said of a lost list')))
    return nameOf(seen) === 'readByQuery' ? setPage(seen, 1, 2, 2) : setPage(seen, 3, 2, 0)
  })
  const pages = await collected(intacct.readByQuery({ object: 'ARINVOICE', query: '' }))
  expect(numbers(pages)).toEqual(['0:1', '0:2', '1:1', '1:2', '1:3', '1:4'])
  expect(signIns).toHaveLength(2)
})

test('a result set that is gone again and again ends in an error', async () => {
  const { intacct } = harness((seen) =>
    nameOf(seen) === 'readByQuery'
      ? setPage(seen, 1, 2, 2)
      : answer(refused(idOf(seen), error('', 'result set expired'))),
  )
  await expect(collected(intacct.readByQuery({ object: 'ARINVOICE', query: '' }))).rejects.toMatchObject({
    outcome: { cause: 'result_set_gone' },
  })
})

test('values in a readByQuery are quoted with backslashes', () => {
  expect(queryText("Jane's \\ Deli")).toBe("'Jane\\'s \\\\ Deli'")
})

test('read takes 100 keys a call, and keys that are not there are simply missing', async () => {
  const { intacct, requests } = harness((seen) =>
    answer(
      ok(idOf(seen), '<data listtype="VENDOR" count="1"><VENDOR><RECORDNO>1</RECORDNO></VENDOR></data>'),
    ),
  )
  const keys = Array.from({ length: 250 }, (_none, at) => String(at))
  const { found } = await intacct.read({ object: 'VENDOR', keys, fields: ['RECORDNO'] })
  expect(found).toHaveLength(3)
  expect(requests.map((seen) => textOf(seen.functions[0]!.body, 'keys').split(',').length)).toEqual([
    100, 100, 50,
  ])
})

test('a document comes with its nested values and its lines', async () => {
  const { intacct } = harness((seen) =>
    answer(
      ok(
        idOf(seen),
        `<data listtype="ARINVOICE" count="1">
          <ARINVOICE>
            <RECORDNO>101</RECORDNO><STATE>Posted</STATE><DESCRIPTION/>
            <BILLTO><CONTACTNAME>Jane</CONTACTNAME><MAILADDRESS><CITY>Austin</CITY></MAILADDRESS></BILLTO>
            <ARINVOICEITEMS><arinvoiceitem><RECORDNO>1</RECORDNO><AMOUNT>40</AMOUNT></arinvoiceitem></ARINVOICEITEMS>
            <TAXENTRIES><taxentry><DETAILID>a</DETAILID></taxentry><taxentry><DETAILID>b</DETAILID></taxentry></TAXENTRIES>
          </ARINVOICE></data>`,
      ),
    ),
  )
  const { found } = await intacct.readDocuments({ object: 'ARINVOICE', keys: ['101'] })
  expect(found).toEqual([
    {
      fields: {
        RECORDNO: '101',
        STATE: 'Posted',
        DESCRIPTION: '',
        'BILLTO.CONTACTNAME': 'Jane',
        'BILLTO.MAILADDRESS.CITY': 'Austin',
      },
      lists: {
        ARINVOICEITEMS: [{ RECORDNO: '1', AMOUNT: '40' }],
        TAXENTRIES: [{ DETAILID: 'a' }, { DETAILID: 'b' }],
      },
    },
  ])
})

test('flat rows keep nested and repeated values apart', async () => {
  const { intacct } = harness((seen) =>
    answer(
      ok(
        idOf(seen),
        '<data count="1"><X><A> a </A><B/><C><D>1</D><D>2</D></C><DISPLAYCONTACT.EMAIL1>x@y.z</DISPLAYCONTACT.EMAIL1></X></data>',
      ),
    ),
  )
  const { found } = await intacct.read({ object: 'X', keys: ['1'] })
  expect(found).toEqual([{ A: ' a ', B: '', 'C.D': '1', 'C.D#2': '2', 'DISPLAYCONTACT.EMAIL1': 'x@y.z' }])
})

test('lookup tells fields, custom ones among them, and relationships', async () => {
  const { intacct } = harness((seen) =>
    answer(
      ok(
        idOf(seen),
        `<data listtype="All" count="1"><Type Name="ARINVOICE" DocumentType="">
 <Fields><Field><ID>STATE</ID><LABEL>State</LABEL><DESCRIPTION>x</DESCRIPTION><REQUIRED>false</REQUIRED><READONLY>true</READONLY>
   <DATATYPE>TEXT</DATATYPE><VALIDVALUES><VALIDVALUE>Reversed</VALIDVALUE><VALIDVALUE>Paid</VALIDVALUE></VALIDVALUES><ISCUSTOM>true</ISCUSTOM></Field></Fields>
 <Relationships><Relationship><OBJECTPATH>CUSTOMER</OBJECTPATH><OBJECTNAME>CUSTOMER</OBJECTNAME><LABEL/>
   <RELATIONSHIPTYPE>MANY2ONE</RELATIONSHIPTYPE><RELATEDBY>CUSTOMERID</RELATEDBY></Relationship></Relationships></Type></data>`,
      ),
    ),
  )
  expect(await intacct.lookup('ARINVOICE')).toEqual({
    object: 'ARINVOICE',
    documentType: '',
    fields: [
      {
        id: 'STATE',
        label: 'State',
        description: 'x',
        dataType: 'TEXT',
        required: false,
        readOnly: true,
        custom: true,
        validValues: ['Reversed', 'Paid'],
      },
    ],
    relationships: [
      { path: 'CUSTOMER', object: 'CUSTOMER', label: '', type: 'MANY2ONE', relatedBy: 'CUSTOMERID' },
    ],
  })
})

const ANSWERS: Readonly<Record<string, string>> = {
  getFinancialSetup:
    '<data><financialSetup><baseCurrency>USD</baseCurrency><defaultBook>ACCRUAL</defaultBook><firstFiscalMonth>January</firstFiscalMonth><multiBaseCurrency>false</multiBaseCurrency><multiBook>false</multiBook><multiCurrency>true</multiCurrency><multiEntityShared>true</multiEntityShared></financialSetup></data>',
  readEntityDetails:
    '<data><entity><id>US</id><name>United States</name><recordno>4</recordno><currency>USD</currency></entity><entity><id>UK</id><name>Britain</name><recordno>5</recordno><currency>GBP</currency></entity></data>',
  get_applications: '<data><application>CO</application><application>AR</application></data>',
  get_companyprefs:
    '<data><companypref><application>AR</application><preference>ENABLELABELS</preference><prefvalue>T</prefvalue></companypref></data>',
  readUserFormatting:
    '<data><userformatting><recordno>48</recordno><locale>en_US</locale><dateformat>.ymd</dateformat><gmtoffset>+09:30</gmtoffset><clock>12</clock></userformatting></data>',
  getDimensions:
    '<data><dimensions><dimension><objectName>DEPARTMENT</objectName></dimension><dimension><objectName>LOCATION</objectName></dimension></dimensions></data>',
  getAuditTrail:
    '<data><auditTrailDetail><accessTime>2026-01-05T10:00:00+00:00</accessTime><accessMode>delete</accessMode></auditTrailDetail></data>',
  retrievepdf:
    '<data listtype="arinvoice" count="1"><arinvoice><recordno>3086</recordno><pdfdata>JVBE\nRi0=</pdfdata></arinvoice></data>',
  get: '<data><supdoc><supdocid>A1</supdocid><attachments><attachment><attachmentname>a</attachmentname></attachment></attachments></supdoc></data>',
}

test('facts of the company are read in whatever nesting they come', async () => {
  const { intacct, reports } = harness((seen) => answer(ok(idOf(seen), ANSWERS[nameOf(seen)])))
  expect(await intacct.financialSetup()).toMatchObject({
    baseCurrency: 'USD',
    multiBook: false,
    multiCurrency: true,
    multiEntityShared: true,
  })
  expect(await intacct.entityDetails()).toMatchObject([
    { id: 'US', currency: 'USD' },
    { id: 'UK', currency: 'GBP' },
  ])
  expect(await intacct.applications()).toEqual(['CO', 'AR'])
  expect(await intacct.preferences('AR')).toEqual({ ENABLELABELS: 'T' })
  expect(await intacct.dimensions()).toEqual([{ objectname: 'DEPARTMENT' }, { objectname: 'LOCATION' }])
  expect(reports.reduce((sum, { units }) => sum + units, 0)).toBe(0)
  expect(await intacct.userFormatting({ recordNo: '48' })).toEqual({
    locale: 'en_US',
    separator: '.',
    order: 'ymd',
    offsetMinutes: 570,
    clock: 12,
  })
  expect(await intacct.auditTrail('arinvoice', { recordNo: '7' })).toEqual([
    { accesstime: '2026-01-05T10:00:00+00:00', accessmode: 'delete' },
  ])
  expect(await intacct.retrievePdf({ object: 'ARINVOICE', recordNo: '3086' })).toBe('JVBERi0=')
  expect(await intacct.getOne('supdoc', 'A1')).toMatchObject({ fields: { supdocid: 'A1' } })
})

test('legacy lists go on from where they stopped', async () => {
  const { intacct, requests } = harness((seen, count) =>
    answer(
      ok(
        idOf(seen),
        `<listtype start="${(count - 1) * 2}" end="${count * 2 - 1}" total="3">supdoc</listtype><data>${count === 1 ? '<supdoc><supdocid>1</supdocid></supdoc><supdoc><supdocid>2</supdocid></supdoc>' : '<supdoc><supdocid>3</supdocid></supdoc>'}</data>`,
      ),
    ),
  )
  const pages = await collected(
    intacct.getList({
      object: 'supdoc',
      pageSize: 2,
      filters: [{ field: 'supdocname', operator: '=', value: 'X' }],
    }),
  )
  expect(pages.flat().map(({ fields }) => fields['supdocid'])).toEqual(['1', '2', '3'])
  expect(requests[1]!.functions[0]!.body.attributes).toMatchObject({
    object: 'supdoc',
    start: '2',
    maxitems: '2',
  })
})
