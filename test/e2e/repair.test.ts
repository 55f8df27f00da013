import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { ask } from '../seams/outside.ts'
import { owner, secrets, send, signIn } from './support/house.ts'
import { launch, signInByKeys, tabTo, visit } from './support/visit.ts'

const { url, company, connection, intacct } = inject('house')
const look = { width: 1440, scheme: 'light' } as const

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

describe('an AR clerk', () => {
  it('[4.12] [4.16] [4.18] [4.21] [4.26] cures an error in Intacct, force synchronizes by keys and sees Success without a reload', async () => {
    const { page, check, end } = await visit(browser, look)
    await signInByKeys(page, url, owner.email, secrets.ownerPassword)
    await page.goto(`${url}/c/${company}/integration?status=error`)
    await page.getByRole('link', { name: 'INV-2902' }).waitFor()
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }))

    await send(`${intacct}/_sim/companies/DEMO/objects/GLACCOUNT`, 'POST', {
      ACCOUNTNO: '4999',
      TITLE: 'Other sales',
      ACCOUNTTYPE: 'incomestatement',
      NORMALBALANCE: 'credit',
      CLOSINGTYPE: 'closing account',
    })
    await tabTo(page, /^INV-2902|^Select INV-2902|loaded row|^Key$/)
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Space')
    await page.getByText('1 selected').first().waitFor()
    await tabTo(page, /^Force synchronize 1/, true)
    await page.keyboard.press('Enter')
    await page.locator('[role="row"]', { hasText: 'INV-2902' }).getByText('Success').waitFor()
    await page.getByText('No longer matches this filter').waitFor()
    await check('grid-repaired')
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true)
    await page.goto(`${url}/c/${company}/problems`)
    await page.getByText('No open problems.').first().waitFor()
    await end()
  })

  it('[3.34] sees what somebody changed in Intacct after Sync now, without a reload', async () => {
    const { page, end } = await visit(browser, look)
    await signInByKeys(page, url, owner.email, secrets.ownerPassword)
    await page.goto(`${url}/c/${company}/records/customer/C-1001`)
    await page.getByText('Same on both sides.').first().waitFor()
    const customers = `${intacct}/_sim/companies/DEMO/objects/CUSTOMER`
    const key = await recordNumber(`${customers}?CUSTOMERID=C-1001`)
    await send(`${customers}/${key}?user=ui`, 'PATCH', { NAME: 'Renamed in Intacct' })
    const cookie = await signIn(url, owner.email, secrets.ownerPassword)
    await send(`${url}/api/v1/connections/${connection}/sync`, 'POST', {}, cookie)
    await page.getByText('Renamed in Intacct').first().waitFor()
    await end()
  })
})

async function recordNumber(address: string): Promise<string> {
  const { rows } = (await (await ask(address)).json()) as { rows: { RECORDNO: string }[] }
  const [row] = rows
  if (row === undefined) throw new Error(`${address} is empty`)
  return row.RECORDNO
}
