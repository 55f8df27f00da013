import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** 31 Mar 2026, 14:02:10 in New York: the moment at which every page of these tests is looked at. */
export const NOW = Date.UTC(2026, 2, 31, 18, 2, 10)

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const axe = readFileSync(axePath, 'utf8')
const shots = fileURLToPath(new URL('../../test-results/', import.meta.url))

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.TIEOUT_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export interface Look {
  readonly width: number
  readonly scheme: 'light' | 'dark'
  readonly reducedMotion?: boolean
}

/** A fresh profile in New York, with the clock standing at `NOW`. Faults of the page's own code are collected in `faults`. */
export async function open(browser: Browser, { width, scheme, reducedMotion = true }: Look) {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: width < 700 ? 800 : 900 },
    colorScheme: scheme,
    reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    timezoneId: 'America/New_York',
    locale: 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  await page.clock.setFixedTime(NOW)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    const text = message.text()
    if (message.type() === 'error' && !text.includes('Failed to load resource')) faults.push(text)
  })
  return { context, page, faults }
}

/** Everything that axe finds against WCAG 2.2 AA, as "rule: first place". @param within what floats over a page covers some of it */
export async function axeFindings(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async (root) => {
    interface Result {
      violations: { id: string; help: string; nodes: { html: string; failureSummary?: string }[] }[]
    }
    const { axe: engine } = globalThis as unknown as {
      axe: { run: (root: string, options: object) => Promise<Result> }
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const result = await engine.run(root, { runOnly: { type: 'tag', values: tags } })
    return result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(
        ({ html, failureSummary }) => `${id}: ${help}: ${html.slice(0, 160)} (${failureSummary ?? ''})`,
      ),
    )
  }, within)
}

/** Text that is cut off, and how far the page is wider than the window. What is meant to be cut says so with `data-truncates`. */
export function layoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > root.clientWidth)
      faults.push(`page is ${String(root.scrollWidth - root.clientWidth)} px too wide`)
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      )
      if (
        !own ||
        element.closest('[data-truncates], .unseen, svg, noscript') ||
        element.offsetParent === null
      )
        continue
      const style = getComputedStyle(element)
      if (style.display === 'inline') {
        const box = element.getBoundingClientRect()
        const inGrid = element.closest('[role="grid"]')
        if (!inGrid && box.right > root.clientWidth + 1)
          faults.push(`out of the page: ${element.outerHTML.slice(0, 120)}`)
        continue
      }
      if (style.overflowX === 'auto' || style.overflowX === 'scroll') continue
      if (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 4) {
        faults.push(`clipped: ${element.outerHTML.slice(0, 160)}`)
      }
    }
    return faults
  })
}

interface Stop {
  readonly name: string
  readonly fault: string | null
}

/** Tabs through the page from its start; each stop must show a ring and not lie under something else. Ends after one round. */
export async function walk(page: Page, limit = 250): Promise<Stop[]> {
  await page.evaluate(() => {
    window.scrollTo(0, 0)
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  })
  const stops: Stop[] = []
  const seen = new Set<string>()
  for (let step = 0; step < limit; step += 1) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const element = document.activeElement
      if (!(element instanceof HTMLElement) || element === document.body) return null
      element.dataset.stop ??= String(document.querySelectorAll('[data-stop]').length)
      const box = element.getBoundingClientRect()
      const style = getComputedStyle(element)
      const wrapper = element.closest('.mantine-SegmentedControl-control, .mantine-Checkbox-inner')
      const ring = [element, element.nextElementSibling, wrapper, wrapper?.querySelector('label')]
        .filter((each) => each instanceof HTMLElement)
        .some((each) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(each)
          return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
        })
      const x = Math.min(Math.max(box.left + box.width / 2, 0), window.innerWidth - 1)
      const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 0), window.innerHeight - 1)
      const hit = document.elementFromPoint(x, y)
      const visible =
        hit !== null &&
        (element.contains(hit) || hit.contains(element) || hit.closest('label')?.contains(element) === true)
      const small = style.opacity === '0' || box.width <= 1
      const fault = !ring
        ? 'no ring'
        : !visible && !small
          ? `under ${hit?.outerHTML.slice(0, 80) ?? 'nothing'}`
          : null
      return { id: element.dataset.stop, name: element.outerHTML.slice(0, 140), fault }
    })
    if (stop === null || seen.has(stop.id)) break
    seen.add(stop.id)
    stops.push({ name: stop.name, fault: stop.fault })
  }
  return stops
}

/** A picture for people to look at, kept by CI. */
export async function picture(page: Page, name: string, fullPage = true): Promise<void> {
  await mkdir(shots, { recursive: true })
  await page.screenshot({ path: `${shots}${name}.png`, fullPage })
}
