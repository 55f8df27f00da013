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

describe.each([1440, 390])('matching, at %d px', (width) => {
  beforeEach(async () => {
    api = await startMock('full', NOW)
    ;({ context, page } = await open(browser, { width, scheme: 'light' }))
    await page.goto(`${api.url}/c/northwind/settings/matching`)
    await page.getByText('0 of 243 customers are decided').waitFor()
  })
  afterEach(async () => {
    await context.close()
    await api.close()
  })

  it('[5.15] accepts what is suggested, and takes it back', async () => {
    await page.getByRole('button', { name: 'Accept 1 suggestion' }).click()
    await page.getByText('1 of 243 customers are decided').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('0 of 243 customers are decided').waitFor()
    await page.getByText('1 decision taken back.').first().waitFor()
  })

  it('[5.15] [5.17] finds one by typing, and offers none that is used', async () => {
    await page.getByRole('button', { name: 'Choose for Lakeside Vets' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Number, name or a word of it').fill('harbor')
    await dialog.getByRole('button', { name: 'Match with C-500 Harbor Dental Supplies' }).waitFor()
    await picture(page, `matching-picker-${String(width)}`, false)
    expect(await axeFindings(page, '[role=dialog]')).toEqual([])
    await dialog.getByRole('button', { name: 'Match with C-500 Harbor Dental Supplies' }).click()
    await page.getByText('1 of 243 customers are decided').waitFor()
    await page.getByRole('button', { name: 'Choose for Birch Ltd' }).click()
    await dialog.getByLabel('Number, name or a word of it').fill('harbor')
    await dialog.getByText('used for Lakeside Vets').waitFor()
    expect(await dialog.getByRole('button', { name: /^Match with/ }).count()).toBe(0)
  })

  it('[5.13] [5.16] [5.18] asks before it creates or archives the rest, with how many', async () => {
    await page.getByText('243 customers are not decided yet.').waitFor()
    await page.getByRole('button', { name: 'Archive all 243' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Archive 243 customers?').waitFor()
    await dialog.getByRole('button', { name: 'Keep as it is' }).click()
    const create = 'Create 241 without a suggestion as customers'
    await page.getByRole('button', { name: create }).click()
    await dialog.getByRole('button', { name: create }).click()
    await page.getByText('241 of 243 customers are decided').waitFor()
    await page.getByRole('button', { name: 'Archive all 2' }).click()
    await dialog.getByRole('button', { name: 'Archive all 2' }).click()
    await page.getByText('All 243 customers are decided.').waitFor()
    await page.getByText('All of these are decided').waitFor()
    await picture(page, `matching-done-${String(width)}`)
  })

  it('shows only the rows in sight, moves by arrows, fits, and axe finds nothing', async () => {
    expect(await page.getByRole('row').count()).toBeLessThan(60)
    const pick = page.getByRole('button', { name: 'Choose for Lakeside Vets' })
    await pick.focus()
    await page.keyboard.press('ArrowDown')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
      'Choose for Birch Ltd',
    )
    await page.keyboard.press('ArrowUp')
    await picture(page, `matching-${String(width)}`)
    expect(await layoutFaults(page)).toEqual([])
    expect(await axeFindings(page)).toEqual([])
  })
})
