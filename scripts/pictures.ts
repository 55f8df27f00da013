/** Makes docs/images from the demo: `npm run pictures`. The demo runs in a folder of its own for that long. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Page } from 'playwright-core'
import { findChromium } from './chromium.ts'

const images = 'docs/images'
const signIn = { email: 'demo@tieout.example', password: 'demo-password' }

const executablePath = findChromium()
if (executablePath === undefined)
  throw new Error('No Chromium on this machine; install it, or name it in TIEOUT_CHROMIUM.')
const data = mkdtempSync(join(tmpdir(), 'tieout-pictures-'))
const demo = spawn(
  process.execPath,
  ['packages/cli/src/tieout.ts', 'serve', '--demo', '--port', '0', '--sim-port', '0', '--data', data],
  { stdio: ['ignore', 'pipe', 'inherit'] },
)
const ended = new Promise((resolve) => demo.once('close', resolve))
try {
  mkdirSync(images, { recursive: true })
  await takePictures(executablePath, await addressOf())
} finally {
  demo.kill('SIGTERM')
  await ended
  rmSync(data, { recursive: true, force: true })
}

function addressOf(): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    demo.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const url = /Open +(http:\S+)/.exec(said)?.[1]
      if (url !== undefined) resolve(url)
    })
    demo.once('close', () => reject(new Error(`The demo did not start:\n${said}`)))
  })
}

async function takePictures(executablePath: string, url: string): Promise<void> {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'light',
    reducedMotion: 'reduce',
    locale: 'en-US',
    timezoneId: 'America/New_York',
  })
  await page.goto(url)
  await page.getByLabel('E-mail', { exact: true }).fill(signIn.email)
  await page.getByLabel('Password', { exact: true }).fill(signIn.password)
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: 'Northwind Services', exact: true }).click()
  await page.getByRole('link', { name: 'First sync' }).click()
  await page.locator('.toned', { hasText: 'Done' }).waitFor({ timeout: 120_000 })
  await page.getByRole('link', { name: 'Integration' }).click()
  await page.getByLabel('Status', { exact: true }).waitFor()
  const company = /\/c\/([^/]+)/.exec(page.url())?.[1] ?? ''
  await page.goto(`${page.url()}?sort=date`)
  await page.getByRole('link', { name: 'INV-2902' }).waitFor()
  await keep(page, 'grid')
  await page.goto(`${url}/c/${company}/records/invoice/INV-2186`)
  await page.getByRole('heading', { name: 'Both sides' }).waitFor()
  await keep(page, 'record')
  await browser.close()
}

async function keep(page: Page, name: string): Promise<void> {
  await page.waitForFunction(`document.querySelector('[aria-busy="true"]') === null`)
  await page.screenshot({ path: `${images}/${name}.png` })
}
