import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { owner, secrets, signIn } from './support/house.ts'
import { launch, signInByKeys, tabTo, visit } from './support/visit.ts'

const { url, company } = inject('house')
const c = `${url}/c/${company}`
const allLooks = [
  { width: 1440, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
] as const
/** The quick tier looks at a wide light screen and a narrow dark one; the long tier at all four. */
const looks = process.env['TIEOUT_BROWSER_TIER'] === 'long' ? allLooks : allLooks.slice(0, 2)

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

describe.each(looks)('a controller at $width px, $scheme', (look) => {
  const wide = look.width > 767

  it('[3.33] [3.35] [3.36] [4.1] signs in, sees the first sync through, finds a record and its run, by keys only', async () => {
    const { page, check, end } = await visit(browser, look)
    await signInByKeys(page, url, owner.email, secrets.ownerPassword)
    // Other tests of this house may have added companies before.
    await page
      .getByText(/^Your company needs someone|of \d+ companies needs? someone/)
      .first()
      .waitFor({ timeout: 60_000 })
    await check('overview')

    await tabTo(page, /^Open Northwind PM/)
    await page.keyboard.press('Enter')
    await page.getByText('Connected and syncing.').waitFor()
    await page.getByRole('link', { name: 'First sync' }).waitFor()
    await check('connection')

    await tabTo(page, /^First sync/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'First sync' }).waitFor()
    await page.locator('.toned', { hasText: 'Done' }).waitFor({ timeout: 60_000 })
    const rows = page.locator('[aria-labelledby="counts"] tbody tr')
    const all = (name: RegExp) =>
      rows
        .filter({ has: page.locator('th', { hasText: name }) })
        .locator('td')
        .last()
        .innerText()
    expect([await all(/^Written/), await all(/^Skipped/), await all(/^Failed/)]).toEqual(['581', '1', '1'])
    await check('run')

    await tabTo(page, /^Show records of this run/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Integration' }).waitFor()
    await page.goto(`${c}/integration`)
    await page.getByText('1 of 544 records needs someone').waitFor()
    await check('grid')

    if (wide) {
      await page.locator('[data-place="0:1"]').waitFor()
      await page.keyboard.press('/')
      await page.keyboard.type('INV-2186')
      await page.getByRole('link', { name: 'INV-2186', exact: true }).waitFor()
      await tabTo(page, /^INV-2186|^Select INV-2186|^Select the/)
      await page.keyboard.press('Control+Home')
      await page.keyboard.press('ArrowRight')
    } else {
      await page.goto(`${c}/integration?key=INV-2186`)
      await page.getByRole('link', { name: /INV-2186$/ }).waitFor()
      await tabTo(page, /^Invoice INV-2186/)
    }
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /^Invoice INV-2186/ }).waitFor()
    await page.getByText('Same on both sides.').first().waitFor()
    expect(await page.getByText('Billing').count()).toBeGreaterThan(0)
    await check('record')
    await end()
  })

  it.each([
    ['grid-error', '/integration?status=error', 'INV-2902'],
    ['record-error', '/records/invoice/INV-2902', 'Why not synced?'],
    ['runs', '/runs', 'First sync'],
    ['problems', '/problems', 'Intacct does not know the account 4999'],
    ['settings', '/settings/accounts', 'Version 1 is in use'],
    ['users', '//access/users', 'can sign in|Only you so far'],
    ['keys', '//access/keys', 'can use the API'],
    ['audit', '//audit', 'Connection: resumed'],
    ['profile', '//me', 'Keyboard shortcuts'],
  ])('%s: all fits, nothing is cut, axe finds nothing', async (name, path, words) => {
    const { page, check, end } = await visit(browser, look)
    await page.context().addCookies(await cookies())
    await page.goto(path.startsWith('//') ? url + path.slice(1) : c + path)
    await page
      .getByText(new RegExp(words.replace('?', '\\?')))
      .first()
      .waitFor()
    await check(name)
    await end()
  })
})

let session: ReturnType<typeof signedIn> | undefined

/** Signing in once is enough: too many tries are refused. */
function cookies(): ReturnType<typeof signedIn> {
  session ??= signedIn()
  return session
}

async function signedIn(): Promise<{ name: string; value: string; url: string }[]> {
  const cookie = await signIn(url, owner.email, secrets.ownerPassword)
  return cookie.split('; ').map((each) => {
    const at = each.indexOf('=')
    return { name: each.slice(0, at), value: each.slice(at + 1), url }
  })
}
