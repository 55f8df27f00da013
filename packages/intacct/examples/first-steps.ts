import { createIntacct } from '@tieout/intacct/client.ts'
import { entryOf } from '@tieout/intacct/errors/catalogue.ts'
import { objectNamed } from '@tieout/intacct/objects/objects.ts'
import { createCall } from '@tieout/intacct/writing/generic.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'

/**
 * Reads the customers of a company, then posts a customer and an invoice.
 * @param url gateway of a simulator on this machine; leave it out, and the next line as well, for Intacct itself.
 */
export async function firstSteps(url: string, tell: (line: string) => void): Promise<void> {
  const intacct = createIntacct({
    sender: { senderId: 'tieout', password: 'tieout-sender' },
    login: { companyId: 'DEMO', userId: 'tieout', password: 'demo-password' },
    url,
    endpoints: { allowLoopback: true },
  })

  for await (const page of intacct.pages({
    object: 'CUSTOMER',
    fields: objectNamed('CUSTOMER').core,
    order: { by: 'key' },
  })) {
    for (const row of page.rows) tell(`${row['CUSTOMERID'] ?? ''} ${row['NAME'] ?? ''}`)
  }

  // Control ids are yours: the same for the same intent, whenever it is sent again.
  const { outcomes } = await intacct.write([
    {
      controlId: 'customer-c-204-1',
      body: createCall('CUSTOMER', {
        CUSTOMERID: 'C-204',
        NAME: 'Lakeside Vets',
        DISPLAYCONTACT: { PRINTAS: 'Lakeside Vets' },
      }),
    },
    {
      controlId: 'invoice-inv-1042-1',
      body: legacyCall('create_invoice', {
        customerid: 'C-204',
        datecreated: '2026-03-28',
        datedue: '2026-04-30',
        invoiceno: 'INV-1042',
        invoiceitems: { lineitem: [{ glaccountno: '4000', amount: '1250.00', memo: 'March' }] },
      }),
    },
  ])

  for (const outcome of outcomes) {
    if (outcome.kind === 'ok') tell(`${outcome.controlId}: is record ${outcome.key ?? ''} in Intacct`)
    if (outcome.kind === 'failed') tell(`${outcome.controlId}: ${outcome.sentence} ${outcome.cure}`)
    if (outcome.kind === 'unknown') tell(`${outcome.controlId}: ${entryOf('gateway_trouble').cure}`)
  }
  await intacct.close()
}

const [url] = process.argv.slice(2)
if (import.meta.main && url !== undefined) await firstSteps(url, (line) => process.stdout.write(`${line}\n`))
