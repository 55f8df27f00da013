import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startMock, type MockApi, type MockState } from '../mock-api.ts'
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

function withApi(state: MockState, width = 1440, scheme: 'light' | 'dark' = 'light'): void {
  beforeEach(async () => {
    api = await startMock(state, NOW)
    const opened = await open(browser, { width, scheme })
    context = opened.context
    page = opened.page
    faults = opened.faults
  })
  afterEach(async () => {
    await context.close()
    await api.close()
    expect(faults).toEqual([])
  })
}

const go = (path: string): Promise<unknown> => page.goto(api.url + path)
const focused = (): Promise<string | null> =>
  page.evaluate(() => document.activeElement?.getAttribute('data-place') ?? null)
const said = (): Promise<string | null> => page.locator('[role=status]').last().textContent()

describe('signing in, by keys only', () => {
  withApi('full')

  it('names what is missing, then what is wrong, and never which of the two', async () => {
    await go('/sign-in?to=%2Fc%2Fnorthwind')
    await page.getByLabel('E-mail', { exact: true }).focus()
    await page.keyboard.press('Enter')
    await page.getByText('2 fields need a change').waitFor()
    expect(await page.title()).toMatch(/^Error: /)
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('link', { name: 'Enter your e-mail.' }).press('Enter')
    await page.keyboard.type('a.kaya@northwind.example')
    await page.keyboard.press('Tab')
    await page.keyboard.type('wrong')
    await page.keyboard.press('Enter')
    await page.getByText('The e-mail or the password is wrong.').waitFor()
    expect(await page.getByLabel('E-mail', { exact: true }).inputValue()).toBe('a.kaya@northwind.example')
    await picture(page, 'task-sign-in-refused')
  })

  it('goes on to the page that was asked for, but never off this site', async () => {
    for (const [to, path] of [
      ['/c/northwind', '/c/northwind'],
      ['//evil.example/', '/'],
    ] as const) {
      await go(`/sign-in?to=${encodeURIComponent(to)}`)
      await page.getByLabel('E-mail', { exact: true }).fill('a.kaya@northwind.example')
      await page.getByLabel('Password', { exact: true }).fill('demo-password')
      await page.keyboard.press('Enter')
      await page
        .getByRole('heading', { level: 1, name: to === '/c/northwind' ? 'Connection' : 'Overview' })
        .waitFor()
      expect(new URL(page.url()).pathname).toBe(path)
    }
  })

  it('says when to try again after too many tries', async () => {
    await go('/sign-in')
    await page.getByLabel('E-mail', { exact: true }).fill('many@northwind.example')
    await page.getByLabel('Password', { exact: true }).fill('x')
    await page.keyboard.press('Enter')
    await page.getByText('Too many tries. Try again at 14:04.').waitFor()
  })
})

describe('the grid, by keys only', () => {
  withApi('full')

  it('[4.7] is one Tab stop that arrows move in, and Enter opens the record', async () => {
    await go('/c/northwind/integration')
    await page.getByRole('link', { name: 'PAY-2460' }).waitFor()
    await page.locator('[data-place="0:1"]').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toBe('1:2')
    await page.keyboard.press('Control+End')
    expect(await focused()).toMatch(/^\d+:11$/)
    await page.keyboard.press('Control+Home')
    expect(await focused()).toBe('0:0')
    await page.keyboard.press('ArrowUp')
    expect(await focused()).toBe('-1:0')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Payment PAY-2460' }).waitFor()
    expect(await page.title()).toBe('PAY-2460, Error · Northwind PM · Tieout')
  })

  it('[4.13] [4.14] [4.16] selects, shows before doing what it leaves out, and sends once', async () => {
    await go('/c/northwind/integration')
    await page.getByRole('link', { name: 'PAY-2460' }).waitFor()
    await page.locator('[data-place="0:1"]').focus()
    await page.keyboard.press('Space')
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Shift+ArrowDown')
    await page.getByText('5 selected').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'task-selected', false)
    await page.getByRole('button', { name: 'Force synchronize 1' }).press('Enter')
    const dialog = page.getByRole('dialog', { name: 'Force synchronize 1 record?' })
    await dialog.getByText('1 payment USD').waitFor()
    await dialog.getByText('1 Pending: already on its way').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'task-confirm', false)
    await page.keyboard.press('Enter')
    await page.getByText('1 record is in line.').first().waitFor()
    const sent = api.asked.filter(({ what }) => what.endsWith('/records/actions'))
    expect(sent).toEqual([
      {
        what: 'POST /api/v1/connections/n1/records/actions',
        body: { action: 'force_synchronize', ids: [{ type: 'payment', id: 'pay-0' }] },
      },
    ])
    await page.getByText('Select records to act on them.').waitFor()
  })

  it('keeps single picks over a filter, and says how many are hidden', async () => {
    await go('/c/northwind/integration')
    await page.getByRole('link', { name: 'PAY-2460' }).waitFor()
    await page.locator('[data-place="0:1"]').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('/')
    await page.keyboard.type('INV-24')
    await page.getByText('1 selected is not in this view.').waitFor()
    expect(new URL(page.url()).search).toBe('?key=INV-24')
    await page.locator('[data-place="0:1"]').focus()
    await page.keyboard.press('Escape')
    await page.getByText('Select records to act on them.').waitFor()
  })

  it('[4.5] selects all that match, counted to the end', async () => {
    await go('/c/northwind/integration?status=error')
    await page.getByText('Rows 1 to 12 of 12').waitFor()
    await page.locator('[data-place="-1:0"]').focus()
    await page.keyboard.press('Space')
    await page.getByText('12 selected').first().waitFor()
    await page.getByLabel('Status', { exact: true }).selectOption('')
    await page.getByText('Rows 1 to 200 of 1,400').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('[data-place="-1:0"]').focus()
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: 'Select all 1,400 that match' }).click()
    await page.getByText('All 1,400 that match selected').waitFor()
    await page.getByLabel('Status', { exact: true }).selectOption('pending')
    await page.getByText('Select records to act on them.').waitFor()
    expect(await said()).toContain('The filter changed, so “all that match” ended.')
  })

  it('[4.22] [4.23] shows the whole message from its cell and gives the focus back', async () => {
    await go('/c/northwind/integration')
    await page.getByRole('link', { name: 'PAY-2460' }).waitFor()
    await page.locator('[data-place="0:11"]').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByText('User-specified summaries').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe('0:11')
  })

  it('reads further pages while scrolling and never holds more than a window of rows in the page', async () => {
    await go('/c/northwind/integration')
    await page.getByRole('link', { name: 'PAY-2460' }).waitFor()
    await page.locator('[data-place="0:1"]').focus()
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Control+End')
      await page.waitForTimeout(100)
    }
    await page.getByText('Rows 1 to 1,400 of 1,400').waitFor()
    expect(await page.getByRole('row').count()).toBeLessThan(60)
    expect(await page.getByRole('grid').getAttribute('aria-rowcount')).toBe('1401')
  })
})

describe('live changes', () => {
  withApi('full')

  it('arrive in place; what no longer matches stays and says so; new rows wait to be shown', async () => {
    await go('/c/northwind/integration?status=error')
    await page.getByRole('link', { name: 'PAY-2460' }).waitFor()
    const row = api.rows[0]
    if (!row) throw new Error('no rows')
    const changed = {
      ...row,
      status: 'pending',
      statusLabel: 'Pending',
      reason: 'queued',
      reasonLabel: 'in line',
      message: '',
    }
    await page.waitForTimeout(200)
    api.tell('record', changed)
    await page.getByText('Pending · in line').waitFor()
    await page.getByText('No longer matches this filter').waitFor()
    await page.getByText('1 new or changed row').first().waitFor()
    expect(await page.locator('[data-place="0:1"]').textContent()).toBe('PAY-2460')
    api.tell('record', { ...row, id: 'pay-new', number: 'PAY-9999' })
    await page.getByText('2 new or changed rows').first().waitFor()
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, 'task-live', false)
    await page.locator('[data-place="0:1"]').focus()
    await page.keyboard.press('.')
    await page.getByText('new or changed').waitFor({ state: 'detached' })
  })

  it('[3.37] move the bar of a run and the counts of a connection', async () => {
    await go('/c/northwind/runs/00000000-0000-4000-8000-000000000000')
    await page.getByText('Running now: 1,240 of 2,000').first().waitFor()
    await page.waitForTimeout(200)
    api.tell('run', { id: '00000000-0000-4000-8000-000000000000', done: 1500 })
    await page.getByText('Running now: 1,500 of 2,000').first().waitFor()
  })
})

describe('a record', () => {
  withApi('full')

  it('leads to the next and previous of the same filter by J and K', async () => {
    await go('/c/northwind/records/payment/pay-0?list=status%3Derror')
    await page.getByText('1 of 12').waitFor()
    await page.keyboard.press('j')
    await page.getByText('2 of 12').waitFor()
    await page.keyboard.press('k')
    await page.getByText('1 of 12').waitFor()
    await page.getByRole('link', { name: 'Back to Integration' }).click()
    expect(new URL(page.url()).search).toBe('?status=error')
  })

  it('stops “Why not synced?” at the first check that did not pass', async () => {
    await go('/c/northwind/records/payment/pay-3')
    await page.getByRole('button', { name: 'Why not synced?' }).press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('gates')
    expect(await page.getByText('Stops here').count()).toBeGreaterThan(0)
  })
})

for (const width of [1440, 390]) {
  describe(`the choices of a record, ${String(width)} px wide`, () => {
    withApi('full', width)
    const sent = (): unknown =>
      api.asked.find(({ what }) => what.startsWith('POST') && what.endsWith('/choices'))?.body

    it('name what comes of each, and a number that is used is given a prefix in Intacct only', async () => {
      await go('/c/northwind/records/invoice/inv-8')
      await page.getByRole('heading', { name: 'Your choice' }).waitFor()
      expect(await page.getByLabel('It is the one in Intacct').isDisabled()).toBe(true)
      await page.getByRole('button', { name: 'Do it' }).click()
      await page.getByText('Pick one of the choices.').waitFor()
      await page.getByLabel('Post it with a prefix').check()
      expect(await page.getByLabel('Number in Intacct').inputValue()).toBe('T-INV-1042')
      await page.getByText('the paper that the customer holds').waitFor()
      expect(await axeFindings(page)).toEqual([])
      expect(await layoutFaults(page)).toEqual([])
      await picture(page, `task-choices-collision-${String(width)}`)
      await page.getByLabel('Number in Intacct').fill('2026-INV-1042')
      await page.getByRole('button', { name: 'Post it with a prefix' }).click()
      await page.getByText('Tieout acts on it at once.').first().waitFor()
      expect(sent()).toEqual({ choice: 'renumber_there', number: '2026-INV-1042' })
    })

    it('[10.23] show the three values of a field that both sides changed, and ask whose stands', async () => {
      await go('/c/northwind/records/invoice/inv-13')
      await page.getByLabel('Choose for each field').check()
      await page.getByRole('button', { name: 'Choose for each field' }).click()
      await page.getByText('Choose a value for 1 more field.').waitFor()
      await page.getByText('Last agreed: 30 Apr 2026').waitFor()
      await picture(page, `task-choices-conflict-${String(width)}`)
      expect(await axeFindings(page)).toEqual([])
      expect(await layoutFaults(page)).toEqual([])
      await page.getByRole('radio', { name: 'Intacct: 28 Apr 2026' }).check()
      await page.getByRole('button', { name: 'Choose for each field' }).click()
      await page.getByText('Tieout acts on it at once.').first().waitFor()
      expect(sent()).toEqual({ choice: 'per_field', fields: { dueDate: 'remote' } })
    })
  })
}

describe('other main tasks', () => {
  withApi('full')

  it('a jump finds a record by its number', async () => {
    await go('/c/northwind')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').fill('INV-2459')
    await page.getByRole('option', { name: /Invoice INV-2459/ }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'task-jump', false)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: /Invoice INV-2459/ }).waitFor()
  })

  it('a second Sync now shows the run under way', async () => {
    await go('/c/northwind')
    await page.getByRole('button', { name: 'Sync now' }).press('Enter')
    await page.getByText('A sync is already under way. No second one was started.').first().waitFor()
    await page.getByRole('button', { name: 'Show run' }).press('Enter')
    await page.getByText('Running now: 1,240 of 2,000').first().waitFor()
  })

  it('a test of the connection lists each check with its fix', async () => {
    await go('/c/northwind')
    await page.getByRole('button', { name: 'Test connection' }).press('Enter')
    await page.getByText('1 check did not pass.').first().waitFor()
    await page.getByText('give List and View for payments').waitFor()
    expect(await axeFindings(page)).toEqual([])
  })

  it('settings show before and after, and what was typed is not lost by leaving', async () => {
    await go('/c/northwind/settings/accounts')
    await page.getByRole('combobox', { name: 'Sales account' }).fill('4010')
    await page.getByRole('link', { name: 'Runs', exact: true }).click()
    const leave = page.getByRole('dialog', { name: 'Leave without saving?' })
    await leave.getByRole('button', { name: 'Keep editing' }).press('Enter')
    await leave.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Review changes' }).press('Enter')
    await page.getByRole('dialog').getByText('4010').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'task-review', false)
    await page.keyboard.press('Enter')
    await page.getByText('Saved as version 15.').first().waitFor()
    expect(api.asked.find(({ what }) => what.startsWith('PATCH'))?.body).toEqual({
      settings: { accounts: { sales: '4010' } },
      settingsVersion: 14,
    })
  })

  it('[7.9] account rules are tried before they are saved, and say which rule decides', async () => {
    await go('/c/northwind/settings/rules')
    const tester = page.getByRole('region', { name: 'Try the rules' })
    await tester.getByLabel('Payment method').selectOption('card')
    await tester.getByLabel('Currency').fill('eur')
    await tester.getByLabel('Gateway').fill('Stripe')
    await tester.getByText('because of rule 3').waitFor()
    await tester.getByText('1 tie among the rules').waitFor()
    const last = api.asked.findLast(({ what }) => what.endsWith('/account-rules/test'))?.body
    expect(last).toMatchObject({ use: 'deposit', method: 'card', currency: 'EUR', gateway: 'Stripe' })
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'task-rules')
    await page.getByRole('button', { name: 'Remove rule 2' }).press('Enter')
    await page.getByRole('button', { name: 'Add rule' }).press('Enter')
    await tester.getByText('One rule has no account yet.').waitFor()
    await page.getByRole('button', { name: 'Review changes' }).press('Enter')
    await page.getByText('Rule 3: fill in “Account or bank”.').first().waitFor()
    const third = page.getByRole('group', { name: 'Rule 3' })
    await third.getByLabel('Payment method').selectOption('check')
    await third.getByRole('combobox', { name: 'Account or bank' }).fill('1000')
    await page.getByRole('button', { name: 'Review changes' }).press('Enter')
    await page.getByRole('dialog').getByText('3. Money received, Check, 1000').waitFor()
    await picture(page, 'task-rules-review', false)
    await page.keyboard.press('Enter')
    await page.getByText('Saved as version 15.').first().waitFor()
    const saved = api.asked.find(({ what }) => what.startsWith('PATCH'))?.body as {
      settings: { accountRules: object[] }
    }
    expect(saved.settings.accountRules).toMatchObject([
      { method: 'card', account: '1099' },
      { entity: 'UK', account: '1010' },
      { use: 'deposit', method: 'check', account: '1000' },
    ])
  })

  it('[7.12] [7.25] dimensions and custom fields are edited in words', async () => {
    await go('/c/northwind/settings/dimensions')
    await page.getByText('Lines that come from Intacct keep their own').waitFor()
    await page.getByRole('button', { name: 'Add dimension rule' }).press('Enter')
    const third = page.getByRole('group', { name: 'Dimension rule 3' })
    await third.getByLabel('Dimension', { exact: true }).selectOption('project')
    await third.getByLabel('Or from field').fill('attributes.project')
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'task-dimensions')
    await page.getByRole('link', { name: 'Custom fields' }).click()
    await page.getByRole('group', { name: 'Custom field 1' }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await picture(page, 'task-custom-fields')
    await page.getByRole('button', { name: 'Remove custom field 1' }).press('Enter')
    await page.getByRole('button', { name: 'Review changes' }).press('Enter')
    await page.getByRole('dialog').getByText('3. Project, attributes.project').waitFor()
    await page.getByRole('button', { name: 'Save 2 changes' }).press('Enter')
    await page.getByText('Saved as version 15.').first().waitFor()
    const saved = api.asked.find(({ what }) => what.startsWith('PATCH'))?.body
    expect(saved).toMatchObject({
      settings: {
        customFields: [],
        dimensionRules: [
          { dimension: 'class' },
          { dimension: 'udd:CAMPAIGN', from: 'attributes.campaign' },
          { dimension: 'project', from: 'attributes.project' },
        ],
      },
    })
  })

  it('a key is shown once, and deleting one asks for its name', async () => {
    await go('/access/keys')
    await page.getByRole('button', { name: 'Create key' }).press('Enter')
    await page.getByLabel('What it is for').fill('Import')
    await page.keyboard.press('Enter')
    await page.getByText('tk_77aa_made_up_for_the_tests').waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.getByRole('button', { name: 'Close' }).last().press('Enter')
    await page.getByRole('button', { name: 'Delete key Reporting' }).press('Enter')
    const dialog = page.getByRole('dialog')
    await page.waitForFunction(() => document.activeElement?.textContent === 'Keep key')
    await dialog.getByRole('button', { name: 'Delete key Reporting' }).press('Enter')
    await dialog.getByText('That is not the name.').waitFor()
    expect(api.asked.filter(({ what }) => what.startsWith('DELETE'))).toEqual([])
    await dialog.getByRole('textbox').fill('Reporting')
    await dialog.getByRole('button', { name: 'Delete key Reporting' }).press('Enter')
    await page.getByText('Key Reporting is deleted.').first().waitFor()
  })
})

describe('a viewer', () => {
  withApi('viewer')

  it('sees the actions, cannot use them, and is told who can', async () => {
    await go('/c/northwind')
    const sync = page.getByRole('button', { name: 'Sync now' })
    await sync.waitFor()
    expect(await sync.getAttribute('aria-disabled')).toBe('true')
    await sync.press('Enter')
    expect(api.asked).toEqual([])
    await page
      .getByText('Who can: an owner or operator of this workspace.')
      .first()
      .waitFor({ state: 'attached' })
  })
})

describe('while the API does not answer', () => {
  withApi('slow', 390, 'dark')

  it('the page stands with the layout in grey', async () => {
    await go('/c/northwind/integration')
    await page.locator('[aria-busy=true]').first().waitFor()
    expect(await axeFindings(page)).toEqual([])
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, 'task-loading-390-dark', false)
  })
})

describe('on a phone', () => {
  withApi('full', 320, 'dark')

  it('the menu opens over the page and leads to another', async () => {
    await go('/c/northwind')
    await page.getByRole('button', { name: 'Menu' }).press('Enter')
    await page.getByRole('dialog').getByRole('link', { name: 'Runs' }).waitFor()
    await page.waitForTimeout(250)
    expect(await axeFindings(page)).toEqual([])
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, 'task-menu-320-dark', false)
    await page.getByRole('dialog').getByRole('link', { name: 'Runs' }).press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Runs' }).waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('records are cards that can be chosen and released', async () => {
    await go('/c/northwind/integration')
    await page.getByLabel('Select PAY-2460').check()
    await page.getByText('1 selected').first().waitFor()
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, 'task-cards-320-dark', false)
    await page.getByRole('button', { name: 'Force synchronize 1' }).press('Enter')
    await page.getByText('1 record is in line.').first().waitFor()
  })

  it('the profile panel fits', async () => {
    await go('/')
    await page.getByRole('button', { name: /^Profile of/ }).press('Enter')
    await page.getByLabel('Time zone').waitFor()
    expect(await axeFindings(page, '.mantine-Popover-dropdown')).toEqual([])
    expect(await layoutFaults(page)).toEqual([])
    await picture(page, 'task-profile-320-dark', false)
  })
})
