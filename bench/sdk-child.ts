import { loadSdk, sdkClient } from '../test/conformance/official-sdk.ts'
import { machine } from './seams/machine.ts'

/** `node sdk-child.ts URL`: the official SDK fetches the same invoices and lines as well as it can, and stores nothing. */
const sdk = loadSdk()
const { Functions: f } = sdk
const client = sdkClient(sdk, { url: process.argv[2] ?? '', company: 'EMPTY' })

async function fetchAll(object: string, fields: string[]): Promise<number> {
  const first = Object.assign(new f.Common.ReadByQuery(), { objectName: object, fields, pageSize: 1000 })
  let result = (await client.execute(first)).getResult()
  let rows = result.data.length
  while (result.numRemaining > 0) {
    const more = Object.assign(new f.Common.ReadMore(), { resultId: result.resultId })
    result = (await client.execute(more)).getResult()
    rows += result.data.length
  }
  return rows
}

const started = machine.seconds()
const headers = await fetchAll('ARINVOICE', [
  'RECORDNO',
  'RECORDID',
  'STATE',
  'CUSTOMERID',
  'WHENCREATED',
  'WHENDUE',
  'TERMNAME',
  'CURRENCY',
  'DESCRIPTION',
  'DOCNUMBER',
  'TRX_TOTALENTERED',
  'TRX_TOTALPAID',
  'TRX_TOTALDUE',
  'AUWHENCREATED',
  'WHENMODIFIED',
])
const lines = await fetchAll('ARINVOICEITEM', [
  'RECORDNO',
  'RECORDKEY',
  'LINE_NO',
  'ACCOUNTNO',
  'TRX_AMOUNT',
  'ENTRYDESCRIPTION',
  'LOCATIONID',
  'DEPARTMENTID',
])
console.log(
  JSON.stringify({
    seconds: machine.seconds() - started,
    records: headers,
    lines,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
)
