import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMock, type MockApi } from '../mock-api.ts'
import { axeFindings, launch, layoutFaults, NOW, open, picture } from './browser.ts'

let browser: Browser
let api: MockApi
let context: BrowserContext
let page: Page
let faults: string[]

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

describe.each([1440, 390])('an import from Intacct, %i px wide', (width) => {
  beforeEach(async () => {
    api = await startMock('full', NOW)
    const opened = await open(browser, { width, scheme: 'light' })
    context = opened.context
    page = opened.page
    faults = opened.faults
  })
  afterEach(async () => {
    await context.close()
    await api.close()
    expect(faults).toEqual([])
  })

  it('starts from the Integration page with what is chosen, and goes on while the page is left [8.1] [8.2] [8.3] [8.4]', async () => {
    await page.goto(`${api.url}/c/northwind/integration`)
    await page.getByRole('button', { name: 'Import from Intacct' }).click()
    const dialog = page.getByRole('dialog', { name: 'Import from Intacct' })
    await dialog.getByLabel('Dated from').fill('2026-03-01')
    await page.waitForTimeout(250)
    expect(await axeFindings(page)).toEqual([])
    await picture(page, `fetch-form-${width}`, false)
    await dialog.getByRole('button', { name: 'Start' }).click()
    await page.getByText('You may leave this page.').waitFor()
    expect(api.asked.find(({ what }) => what.endsWith('/fetches'))?.body).toEqual({
      what: 'invoices',
      openOnly: true,
      from: '2026-03-01',
    })
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, `fetch-run-${width}`)
  })

  it('asks for the whole list of customers [8.7]', async () => {
    await page.goto(`${api.url}/c/northwind/integration`)
    await page.getByRole('button', { name: 'Import from Intacct' }).click()
    const dialog = page.getByRole('dialog', { name: 'Import from Intacct' })
    await dialog.getByLabel('All customers').check()
    await dialog.getByRole('button', { name: 'Start' }).click()
    await page.getByText('You may leave this page.').waitFor()
    expect(api.asked.find(({ what }) => what.endsWith('/fetches'))?.body).toEqual({ what: 'customers' })
  })

  it('says what is missing before it starts', async () => {
    await page.goto(`${api.url}/c/northwind/integration`)
    await page.getByRole('button', { name: 'Import from Intacct' }).click()
    const dialog = page.getByRole('dialog', { name: 'Import from Intacct' })
    await dialog.getByLabel('Everything changed since a day, again').check()
    await dialog.getByRole('button', { name: 'Start' }).click()
    await dialog.getByText('Choose the day.').first().waitFor()
    expect(api.asked.filter(({ what }) => what.endsWith('/fetches'))).toEqual([])
  })
})
