import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { owner, secrets, send, signIn, viewer } from './support/house.ts'
import { launch, signInByKeys, visit } from './support/visit.ts'

const { url, company, connection, elsewhere } = inject('house')
const look = { width: 1440, scheme: 'light' } as const

let browser: Browser
beforeAll(async () => {
  browser = await launch()
  const cookie = await signIn(url, owner.email, secrets.ownerPassword)
  const { link } = await send<{ link: string }>(
    `${url}/api/v1/users/invite`,
    'POST',
    { email: viewer.email, role: 'viewer' },
    cookie,
  )
  const token = new URL(link, url).searchParams.get('invitation')
  const joined = { token, name: viewer.name, password: secrets.viewerPassword }
  await send(`${url}/api/v1/invitations/accept`, 'POST', joined)
})
afterAll(() => browser.close())

describe('a viewer', () => {
  it('sees what others may do, cannot do it, and is told who can', async () => {
    const { page, check, end } = await visit(browser, look)
    await signInByKeys(page, url, viewer.email, secrets.viewerPassword)
    await page.goto(`${url}/c/${company}`)
    const sync = page.getByRole('button', { name: 'Sync now' })
    await sync.waitFor()
    expect(await sync.getAttribute('aria-disabled')).toBe('true')
    await page
      .getByText(/^Who can: /)
      .first()
      .waitFor({ state: 'attached' })
    await check('viewer-connection')
    const before = await page.evaluate(() => performance.getEntriesByType('resource').length)
    await sync.press('Enter')
    const asked = await page.evaluate(
      (from) =>
        performance
          .getEntriesByType('resource')
          .slice(from)
          .filter((entry) => entry.name.endsWith('/sync')).length,
      before,
    )
    expect(asked).toBe(0)
    await page.goto(`${url}/audit`)
    await page.getByText('Your role cannot open this.').waitFor()
    await check('viewer-audit')
    await end()
  })

  it('is refused by the API too', async () => {
    const { page, end } = await visit(browser, look)
    await signInByKeys(page, url, viewer.email, secrets.viewerPassword)
    const tell = async (method: string, path: string, data: object): Promise<number> => {
      const address = `${url}/api/v1/connections/${connection}/${path}`
      return (await page.request.fetch(address, { method, data, headers: { origin: url } })).status()
    }
    const ids = [{ type: 'invoice', id: 'INV-2902' }]
    const answers = [
      await tell('POST', 'sync', {}),
      await tell('POST', 'pause', {}),
      await tell('POST', 'records/actions', { action: 'force_synchronize', ids }),
      await tell('PUT', 'credentials', { companyId: 'X', userId: 'x', password: 'x' }),
    ]
    expect(answers).toEqual([403, 403, 403, 403])
    await end()
  })

  it('finds nothing at the address of another workspace', async () => {
    const { page, check, end } = await visit(browser, look)
    await signInByKeys(page, url, viewer.email, secrets.viewerPassword)
    for (const path of ['', '/integration', '/runs', '/settings/accounts']) {
      await page.goto(`${url}/c/${elsewhere}${path}`)
      await page.getByText('There is nothing at this address.').waitFor()
    }
    await check('elsewhere')
    await end()
  })
})
