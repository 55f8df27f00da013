/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { appendFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { expect } from 'vitest'
import { axeFindings, layoutFaults } from '../../../packages/web/test/browser/browser.ts'
import { results } from './house.ts'

export interface Look {
  readonly width: number
  readonly scheme: 'light' | 'dark'
}

export function launch(): Promise<Browser> {
  const executablePath = process.env['TIEOUT_CHROMIUM'] ?? '/usr/bin/chromium'
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] })
}

export interface Visit {
  readonly page: Page
  /** Looks whether all fits, nothing is cut and axe finds nothing; keeps a picture and the page's text. */
  readonly check: (name: string) => Promise<void>
  readonly end: () => Promise<void>
}

/** A person in New York with a fresh browser. What the API answers, and the pages as they are checked, are kept for the search for secrets. */
export async function visit(browser: Browser, { width, scheme }: Look): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 844 : 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    timezoneId: 'America/New_York',
    locale: 'en-US',
  })
  const page = await context.newPage()
  // Long enough for a machine that does much else.
  page.setDefaultTimeout(60_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('response', (answer) => {
    if (!answer.url().includes('/api/') || answer.url().endsWith('/events')) return
    answer.text().then(
      (text) => appendFileSync(join(results, 'answers.txt'), `${answer.url()}\n${text}\n`),
      () => undefined,
    )
  })
  return {
    page,
    async check(name) {
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
      const file = `${name}-${String(width)}-${scheme}`
      await mkdir(results, { recursive: true })
      await page.screenshot({ path: join(results, `${file}.png`), fullPage: !name.startsWith('grid') })
      appendFileSync(join(results, 'pages.html'), `<!-- ${file} ${page.url()} -->\n${await page.content()}\n`)
      expect(await layoutFaults(page), file).toEqual([])
      expect(await axeFindings(page), file).toEqual([])
      expect(faults, file).toEqual([])
    },
    async end() {
      await context.close()
    },
  }
}

/** Presses Tab until what has the focus bears the name, which the person sees or hears. */
export async function tabTo(page: Page, name: RegExp, back = false): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
    const words = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement)) return ''
      const label = element instanceof HTMLInputElement ? (element.labels?.[0]?.innerText ?? '') : ''
      return `${element.getAttribute('aria-label') ?? ''} ${element.innerText} ${label}`.trim()
    })
    if (name.test(words)) return
  }
  throw new Error(`Tab does not come to ${String(name)}.`)
}

/** Signs in by keys only. */
export async function signInByKeys(page: Page, url: string, email: string, password: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor()
  await tabTo(page, /^E-mail/)
  await page.keyboard.type(email)
  await tabTo(page, /^Password/)
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
}
