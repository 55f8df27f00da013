import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { changeCompanySettings } from '@tieout/simulator/http/settings-document.ts'
import { openCompany } from './support/company.ts'
import type { Company } from './support/company.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let mega: Company

const ui = { userId: 'ui', entity: null, source: 'ui' } as const
const invoice = (number: string, line: object, more: object = {}) => ({
  number,
  customer: 'c1',
  date: '2026-03-02',
  dueDate: '2026-04-01',
  currency: 'USD',
  lines: [{ amount: '50.00', ...line }],
  total: '50.00',
  ...more,
})

beforeAll(async () => {
  mega = await openCompany('MEGA', {
    accounts: { sales: '4000', receivable: '1100', undepositedFunds: '1010' },
    defaults: { location: 'US', department: 'SALES' },
  })
  await mega.put('customer', 'c1', { number: 'LAKE', name: 'Lakeside Vets' })
})
afterAll(() => mega.close())

/** The first line of the invoice as Intacct has it, once both sides agree. */
async function lineOf(id: string) {
  const seen = await mega.until('invoice', id, 'success')
  expect(seen.reason, seen.text).toBe('posted')
  return mega.rows('ARINVOICEITEM', { RECORDKEY: seen.remoteKey ?? '' })[0]
}

describe('a created line', () => {
  it('[7.10] [7.11] takes its location and department from the record, else the defaults', async () => {
    await mega.put('invoice', 'd1', invoice('D-1', {}))
    expect(await lineOf('d1')).toMatchObject({ LOCATIONID: 'US', DEPARTMENTID: 'SALES' })
    await mega.put('invoice', 'd2', invoice('D-2', { department: 'SERV' }))
    expect(await lineOf('d2')).toMatchObject({ DEPARTMENTID: 'SERV' })
  })

  it('[7.13] [7.14] [7.15] takes other dimensions, the company’s own too, by rules and from fields of the record', async () => {
    const [first, second] = mega.rows('CLASS')
    const saved = await mega.settings({
      dimensionRules: [
        { dimension: 'class', when: 'line.attributes.plan', is: 'gold', value: first?.['CLASSID'] },
        { dimension: 'class', value: second?.['CLASSID'] },
        { dimension: 'project', from: 'attributes.project' },
        { dimension: 'udd:CAMPAIGN', from: 'line.attributes.campaign' },
      ],
    })
    expect(saved.status, saved.text).toBe(200)
    const project = mega.rows('PROJECT')[0]?.['PROJECTID'] ?? ''
    const attributes = { plan: 'gold', campaign: '10001' }
    await mega.put('invoice', 'd3', invoice('D-3', { attributes }, { attributes: { project } }))
    expect(await lineOf('d3')).toMatchObject({
      CLASSID: first?.['CLASSID'],
      PROJECTID: project,
      GLDIMCAMPAIGN: '10001',
    })
    await mega.put('invoice', 'd4', invoice('D-4', { dimensions: { CAMPAIGN: '10002' } }))
    expect(await lineOf('d4')).toMatchObject({ CLASSID: second?.['CLASSID'], GLDIMCAMPAIGN: '10002' })
    const { there } = await mega.rest('invoice', 'd4')
    expect(there).toMatchObject({ lines: [{ dimensions: { CAMPAIGN: '10002' } }] })
  })

  it('is held with a dimension that no rule uses, and goes out once one does', async () => {
    await mega.settings({ dimensionRules: [] })
    await mega.put('invoice', 'd5', invoice('D-5', { dimensions: { CAMPAIGN: '10001' } }))
    expect(await mega.rest('invoice', 'd5')).toMatchObject({
      reason: 'dimension_off',
      message: 'Dimension CAMPAIGN is used by no dimension rule of the settings.',
    })
    await mega.settings({ dimensionRules: [{ dimension: 'udd:CAMPAIGN', from: 'line.attributes.campaign' }] })
    expect(await lineOf('d5')).toMatchObject({ GLDIMCAMPAIGN: '10001' })
  })
})

describe('a dimension rule', () => {
  it('is refused with a value that Intacct does not have, and without a value', async () => {
    const refused = async (rule: object) => (await mega.settings({ dimensionRules: [rule] })).body
    expect(await refused({ dimension: 'class', value: 'NONE' })).toMatchObject({
      code: 'not_in_intacct',
      field: 'settings.dimensionRules[0].value',
      detail: 'Dimension rule 1: Intacct has no class NONE.',
    })
    expect(await refused({ dimension: 'colour', value: 'X' })).toMatchObject({
      field: 'settings.dimensionRules[0].dimension',
    })
    expect(await refused({ dimension: 'class' })).toMatchObject({ field: 'settings.dimensionRules[0].value' })
  })
})

describe('custom fields', () => {
  it('[7.25] [3.25] are written, read back, edited on either side and told to the app', async () => {
    changeCompanySettings(mega.books(), {
      customFields: [
        { object: 'ARINVOICE', name: 'CONTRACT_NO', type: 'text' },
        { object: 'ARINVOICE', name: 'SOURCE', type: 'text' },
        { object: 'CUSTOMER', name: 'TIER', type: 'integer' },
        { object: 'ARPYMT', name: 'BATCH', type: 'text' },
      ],
    })
    const saved = await mega.settings({
      customFields: [
        { type: 'invoice', field: 'CONTRACT_NO', from: 'contract' },
        { type: 'invoice', field: 'SOURCE', value: 'Billing' },
        { type: 'customer', field: 'TIER', from: 'tier', kind: 'number' },
        { type: 'payment', field: 'BATCH', from: 'batch' },
      ],
    })
    expect(saved.status, saved.text).toBe(200)
    await mega.put('customer', 'c2', { number: 'BIRCH', name: 'Birch Ltd', custom: { tier: '2' } })
    const custom = { contract: 'K-7', note: 'stays here' }
    await mega.put('invoice', 'f1', invoice('F-1', {}, { customer: 'c2', custom }))
    const seen = await mega.until('invoice', 'f1', 'success')
    expect(seen).toMatchObject({ reason: 'posted', there: { custom: { contract: 'K-7' } } })
    const [row] = mega.rows('ARINVOICE', { RECORDID: 'F-1' })
    expect(row).toMatchObject({ CONTRACT_NO: 'K-7', SOURCE: 'Billing' })
    expect(mega.rows('CUSTOMER', { CUSTOMERID: 'BIRCH' })).toMatchObject([{ TIER: '2' }])
    const edited = invoice('F-1', {}, { customer: 'c2', custom: { contract: 'K-8' } })
    await mega.put('invoice', 'f1', edited, { version: 2 })
    const contract = () => mega.rows('ARINVOICE', { RECORDID: 'F-1' })[0]?.['CONTRACT_NO']
    await mega.when(() => contract() === 'K-8')
    await mega.until('invoice', 'f1', 'success')
    mega.books().books.update('ARINVOICE', { RECORDNO: row?.['RECORDNO'], CONTRACT_NO: 'K-9' }, ui)
    await mega.call('POST', '/sync')
    const told = await mega.change((change) => change.op === 'update' && change.id === 'f1')
    expect(told.data).toMatchObject({ custom: { contract: 'K-9' } })
    const pay = {
      customer: 'c2',
      date: '2026-03-03',
      amount: '50.00',
      currency: 'USD',
      custom: { batch: 'B1' },
    }
    await mega.put('payment', 'f2', { ...pay, applications: [{ invoice: 'f1', amount: '50.00' }] })
    await mega.until('payment', 'f2', 'success')
    expect(mega.rows('ARPYMT')).toMatchObject([{ BATCH: 'B1' }])
  })

  it('are held where the kind does not fit', async () => {
    await mega.put('customer', 'c3', { number: 'ELM', name: 'Elm Ltd', custom: { tier: 'gold' } })
    expect(await mega.rest('customer', 'c3')).toMatchObject({
      reason: 'custom_field_wrong',
      message: 'Custom field TIER takes a number, not "gold".',
    })
  })
})
