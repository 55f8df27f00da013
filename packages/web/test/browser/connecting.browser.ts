import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMock, type MockApi } from '../mock-api.ts'
import { axeFindings, launch, layoutFaults, NOW, open, picture } from './browser.ts'

let browser: Browser
let api: MockApi
let context: BrowserContext
let page: Page

beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

async function openAt(width: number): Promise<void> {
  api = await startMock('full', NOW)
  ;({ context, page } = await open(browser, { width, scheme: 'light' }))
}
const goToSettings = () => page.goto(`${api.url}/c/newco/connect/settings`)
const steps = () => page.getByRole('navigation', { name: 'Steps' })
const goOn = () => page.getByRole('button', { name: 'Continue' })

describe.each([1440, 390])('connecting a company that has data on both sides, at %d px', (width) => {
  beforeEach(async () => {
    await openAt(width)
    await goToSettings()
  })
  afterEach(async () => {
    await context.close()
    await api.close()
  })

  it('[5.4] [5.18] goes on from Matching only when everything is decided, and says until then what is not', async () => {
    await page.getByText('Proposed: The only one').first().waitFor()
    await steps().getByText('Matching').waitFor()
    await goOn().click()
    await page.getByRole('heading', { name: 'Match what both sides have' }).waitFor()
    await page.getByText('0 of 243 customers are decided').waitFor()
    await goOn().click()
    await page.getByRole('heading', { name: '243 customers are not decided yet.' }).waitFor()
    await picture(page, `connect-matching-held-${String(width)}`)
    expect(await layoutFaults(page)).toEqual([])
    expect(await axeFindings(page)).toEqual([])

    await page.getByRole('button', { name: 'Archive all 243' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Archive all 243' }).click()
    await page.getByText('All 243 customers are decided.').waitFor()
    await expect.poll(() => page.getByText('not decided yet').count()).toBe(0)
    await picture(page, `connect-matching-done-${String(width)}`)
    await goOn().click()
    await page.getByRole('heading', { level: 2, name: 'Check and start' }).waitFor()
    await page.getByText('All decided').waitFor()
  })

  it('[5.18] shows on the last step what is not decided, with the way back to it', async () => {
    await steps().getByRole('link', { name: 'Check and start' }).click()
    await page.getByText('243 customers are not decided yet. Decide them first').waitFor()
    expect(
      await steps()
        .getByRole('link', { name: /^Matching/ })
        .textContent(),
    ).toContain('still to do')
    await picture(page, `connect-confirm-undecided-${String(width)}`)
    await page.getByRole('button', { name: 'Start the first sync' }).click()
    await page.getByRole('heading', { name: '243 customers are not decided yet.' }).waitFor()
    await page.getByRole('link', { name: 'Change: Matching' }).click()
    await page.getByRole('heading', { name: 'Match what both sides have' }).waitFor()
  })
})

describe('connecting a company whose application has nothing yet', () => {
  beforeEach(async () => {
    await openAt(1440)
    const nothing = { kinds: [], needed: false, done: true, blocked: null, asOf: new Date(NOW).toISOString() }
    await page.route('**/connections/*/matching', (route) => route.fulfill({ json: nothing }))
    await goToSettings()
  })
  afterEach(async () => {
    await context.close()
    await api.close()
  })

  it('[5.4] has no step Matching', async () => {
    await steps().getByText('Check and start').waitFor()
    expect(await steps().getByText('Matching').count()).toBe(0)
    await page.getByText('Proposed: The only one').first().waitFor()
    await goOn().click()
    await page.getByRole('heading', { level: 2, name: 'Check and start' }).waitFor()
    await page.getByRole('button', { name: 'Back' }).click()
    await page.getByRole('heading', { name: 'Accounts and defaults' }).waitFor()
  })
})
