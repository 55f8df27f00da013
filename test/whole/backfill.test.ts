import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openIntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import type { IntacctRemote } from '@tieout/server/remotes/intacct/open.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import { plantInvoices } from '../../bench/planted.ts'
import { figures } from './support/figures.ts'

const invoices = 20_000
const pageSize = 1_000
const company = 'EMPTY'
vi.setConfig({ testTimeout: 120_000 })

const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore }
function ignore(): void {
  // A read that goes well has nothing to say.
}

let running: Running
let remote: IntacctRemote
beforeAll(async () => {
  running = await startSimulator({ port: 0 })
})
afterAll(() => running.close())
beforeEach(() => {
  running.simulator.reset(company)
  plantInvoices(running, company, invoices)
  remote = openIntacctRemote({
    credentials: {
      endpoint: `${running.url}/ia/xml/xmlgw.phtml`,
      companyId: company,
      userId: 'tieout',
      password: 'demo-password',
      senderId: 'tieout',
      senderPassword: 'tieout-sender',
      entity: null,
    },
    baseCurrency: 'USD',
    scope: { workspace: 'w', connection: 'c' },
    remoteCompany: company,
    holder: 'test',
    slots: null,
    log: silent,
  })
  return () => remote.close()
})

function books() {
  const found = running.simulator.companies.get(company)?.books
  if (found === undefined) throw new Error(`there is no ${company}`)
  return found
}

function erase(key: string | undefined): void {
  if (key === undefined || !books().raw('ARINVOICE').delete(key)) throw new Error('nothing was deleted')
}

const someone = { userId: 'jlee', entity: null, source: 'system' } as const

/** What is there now. */
function live(): string[] {
  const rows = books().find('ARINVOICE', { kind: 'range', field: 'RECORDNO' }, someone, true)
  return [...rows].map((row) => row['RECORDNO'] ?? '')
}

describe(`while another user deletes a record that was read already after every page of ${pageSize}`, () => {
  it(`a backfill of ${invoices} invoices returns every one that is left, once, with its lines`, async () => {
    const { ceiling } = await remote.clock()
    const read: string[] = []
    let withLines = 0
    let erased = 0
    for await (const page of remote.readPages({
      mode: 'backfill',
      type: 'invoice',
      from: null,
      ceiling,
      syncFrom: null,
      openOnly: false,
      controls: [],
      cursor: null,
      pageSize,
    })) {
      read.push(...page.rows.map(({ key }) => key))
      withLines += page.rows.filter(({ data }) => 'lines' in data && data.lines.length === 1).length
      erase(page.rows[0]?.key)
      erased += 1
    }
    const seen = new Set(read)
    figures('backfill under deletions', { invoices, pages: erased, returned: read.length })
    expect(erased).toBe(invoices / pageSize)
    expect(read.length).toBe(seen.size)
    expect(withLines).toBe(invoices)
    expect(live()).toHaveLength(invoices - erased)
    expect(live().filter((key) => !seen.has(key))).toEqual([])
  })

  it('counting rows off, as other clients do, loses one at every page: the trap is a real one', async () => {
    const seen = new Set<string>()
    let erased = 0
    for (let offset = 0; offset < invoices; offset += pageSize) {
      const { rows } = await remote.intacct.query({
        object: 'ARINVOICE',
        fields: ['RECORDNO'],
        orderBy: [{ field: 'RECORDNO' }],
        pageSize,
        offset,
      })
      for (const row of rows) seen.add(row['RECORDNO'] ?? '')
      if (offset + pageSize < invoices) {
        erase(rows[0]?.['RECORDNO'])
        erased += 1
      }
    }
    const lost = live().filter((key) => !seen.has(key))
    figures('the same by offset', { erased, lost: lost.length })
    expect(lost).toHaveLength(erased)
  })
})
