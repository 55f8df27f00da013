import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMock, type MockApi, type MockState } from '../mock-api.ts'
import { axeFindings, launch, layoutFaults, NOW, open, picture, walk } from './browser.ts'

/** Each page with words that show once it is there, per state; a missing state is one that the page does not have. */
const pages: readonly {
  readonly name: string
  readonly path: string
  readonly shows: Readonly<Partial<Record<MockState, string>>>
}[] = [
  { name: 'sign-in', path: '/sign-in', shows: { full: 'Sign in' } },
  { name: 'join', path: '/sign-in?invitation=abc', shows: { full: 'Join the workspace' } },
  { name: 'set-up', path: '/set-up', shows: { full: 'Set up Tieout' } },
  {
    name: 'overview',
    path: '/',
    shows: {
      full: '2 of 6 companies need someone',
      empty: 'Your company needs nothing',
      down: 'The list of companies cannot be shown now.',
    },
  },
  {
    name: 'all-problems',
    path: '/problems',
    shows: {
      full: 'Intacct needs a summary for payments',
      empty: 'No open problems.',
      error: 'The problems cannot be shown now.',
    },
  },
  {
    name: 'connection',
    path: '/c/northwind',
    shows: {
      full: 'Connected and syncing.',
      empty: 'No runs yet.',
      error: 'The connection cannot be shown now.',
      viewer: 'Who and what',
    },
  },
  { name: 'connection-broken', path: '/c/harbor', shows: { full: 'Intacct did not accept the sign-in.' } },
  { name: 'not-connected', path: '/c/newco/integration', shows: { full: 'Not connected.' } },
  {
    name: 'integrations',
    path: '/c/newco/integrations',
    shows: {
      full: 'Go on connecting',
      viewer: 'Owners connect, disconnect and change credentials: M. Osei.',
    },
  },
  { name: 'connect', path: '/c/newco/connect', shows: { full: 'Check and start' } },
  {
    name: 'connect-what-syncs',
    path: '/c/newco/connect/what-syncs',
    shows: { full: 'What will sync, and which way?', viewer: 'M. Osei' },
  },
  { name: 'connect-prepare', path: '/c/newco/connect/prepare', shows: { full: 'Checked: not so yet' } },
  {
    name: 'connect-credentials',
    path: '/c/newco/connect/credentials',
    shows: { full: '1 thing stands in the way.' },
  },
  {
    name: 'connect-entity',
    path: '/c/newco/connect/entity',
    shows: { full: 'Connected to Bright Co already' },
  },
  {
    name: 'connect-sync-from',
    path: '/c/newco/connect/sync-from',
    shows: { full: '12 invoices that are not paid in full' },
  },
  { name: 'connect-settings', path: '/c/newco/connect/settings', shows: { full: 'Proposed: The only one' } },
  { name: 'connect-confirm', path: '/c/newco/connect/confirm', shows: { full: 'Start the first sync' } },
  { name: 'credentials', path: '/c/northwind/connect', shows: { full: 'Update credentials' } },
  {
    name: 'integration',
    path: '/c/northwind/integration',
    shows: {
      full: '30 of 1,400 records need someone',
      empty: 'No records yet.',
      error: 'The records cannot be shown now.',
      viewer: 'PAY-2460',
    },
  },
  {
    name: 'integration-filter-hides-all',
    path: '/c/northwind/integration?key=nothing',
    shows: { full: 'No record matches these filters.' },
  },
  {
    name: 'record-unknown',
    path: '/c/northwind/records/payment/payment-none',
    shows: { full: 'There is nothing at this address.' },
  },
  {
    name: 'record-differs',
    path: '/c/northwind/records/payment/pay-3',
    shows: { full: '1 field differs.', error: 'The record cannot be shown now.', viewer: 'Why not synced?' },
  },
  {
    name: 'runs',
    path: '/c/northwind/runs',
    shows: {
      full: 'Running now: 1,240 of 2,000',
      empty: 'No runs yet.',
      error: 'The runs cannot be shown now.',
    },
  },
  {
    name: 'run',
    path: '/c/northwind/runs/00000000-0000-4000-8000-000000000000',
    shows: { full: 'Reading invoices from Intacct', error: 'The run cannot be shown now.' },
  },
  {
    name: 'imports',
    path: '/c/northwind/imports',
    shows: {
      full: 'retail-invoices.csv',
      empty: 'No imports yet.',
      error: 'The imports cannot be shown now.',
    },
  },
  {
    name: 'import',
    path: '/c/northwind/imports/00000000-0000-4000-8000-00000000a001',
    shows: { full: '2,705 rows refused', error: 'The import cannot be shown now.' },
  },
  {
    name: 'workspace',
    path: '/access/workspace',
    shows: { full: 'What you call your application', viewer: 'What you call your application' },
  },
  {
    name: 'mail',
    path: '/access/mail',
    shows: {
      full: 'Mail goes out by smtp.northwind.example',
      empty: 'No mail server yet',
      error: 'The mail server cannot be shown now.',
      viewer: 'Owners of this workspace see and change the mail server.',
    },
  },
  {
    name: 'problems',
    path: '/c/northwind/problems',
    shows: {
      full: '3 causes hold 345 records back',
      empty: 'No open problems.',
      error: 'The problems cannot be shown now.',
    },
  },
  {
    name: 'reference',
    path: '/c/northwind/reference',
    shows: {
      full: 'Cost centre (Departments)',
      error: 'The reference data cannot be shown now.',
      viewer: 'Checking accounts',
    },
  },
  {
    name: 'reference-kind',
    path: '/c/northwind/reference?kind=account',
    shows: { full: 'Subscriptions', error: 'The reference data cannot be shown now.' },
  },
  {
    name: 'matching',
    path: '/c/northwind/settings/matching',
    shows: {
      full: '0 of 243 customers are decided',
      empty: 'Nothing to match',
      error: 'The settings cannot be shown now.',
      viewer: 'Lakeside Vets',
    },
  },
  {
    name: 'settings',
    path: '/c/northwind/settings/accounts',
    shows: { full: 'Version 14 is in use', error: 'The settings cannot be shown now.', viewer: 'reads only' },
  },
  {
    name: 'users',
    path: '/access/users',
    shows: {
      full: '3 people can sign in',
      empty: 'Only you so far',
      error: 'The users cannot be shown now.',
      viewer: 'M. Osei',
    },
  },
  {
    name: 'keys',
    path: '/access/keys',
    shows: {
      full: '2 keys can use the API',
      empty: 'No keys yet.',
      error: 'The keys cannot be shown now.',
      viewer: 'Who can: A. Kaya.',
    },
  },
  {
    name: 'audit',
    path: '/audit',
    shows: {
      full: 'Settings: changed',
      empty: 'No entries yet.',
      error: 'The audit log cannot be shown now.',
      viewer: 'Your role cannot open this.',
    },
  },
  { name: 'profile', path: '/me', shows: { full: 'Keyboard shortcuts' } },
]

/** The quick tier looks at each page full, on a wide light screen, by Tab, and on a narrow dark one; the long tier at all of it. */
const isLong = process.env.TIEOUT_BROWSER_TIER === 'long'

const looks = [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 320, scheme: 'light' },
] as const
type Look = (typeof looks)[number]

const allStates = ['full', 'empty', 'error', 'down', 'viewer'] as const
const states = isLong ? allStates : allStates.filter((state) => state === 'full')

let browser: Browser
const apis = new Map<MockState, MockApi>()
beforeAll(async () => {
  browser = await launch()
  for (const state of states) apis.set(state, await startMock(state, NOW))
})
afterAll(async () => {
  await browser.close()
  for (const api of apis.values()) await api.close()
})

interface Case {
  readonly name: string
  readonly path: string
  readonly state: MockState
  readonly words: string
}

/** Opens the page and waits until it is there. */
async function shown(page: Page, { path, state, words }: Case): Promise<void> {
  const api = apis.get(state)
  if (!api) throw new Error('the mock is not there')
  await page.goto(api.url + path)
  await page.getByText(words).first().waitFor()
  await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
}

/** All fits, nothing is cut, axe finds nothing, and a picture of it is kept. */
async function isSound(page: Page, { name, state }: Case, { width, scheme }: Look): Promise<void> {
  await picture(page, `${name}-${state}-${String(width)}-${scheme}`, name !== 'integration')
  expect(await layoutFaults(page)).toEqual([])
  expect(await axeFindings(page)).toEqual([])
  expect(await page.title()).toMatch(/Tieout$/)
  expect(await page.getByRole('heading', { level: 1 }).count()).toBeGreaterThanOrEqual(
    state === 'full' ? 1 : 0,
  )
}

/** Every stop by Tab shows its ring and is in sight. */
async function isWalkable(page: Page): Promise<void> {
  const stops = await walk(page)
  expect(stops.length).toBeGreaterThan(2)
  expect(stops.filter(({ fault }) => fault !== null)).toEqual([])
}

const casesIn = (some: readonly MockState[]): Case[] =>
  pages.flatMap(({ name, path, shows }) =>
    some.flatMap((state) => {
      const words = shows[state]
      return words === undefined ? [] : [{ name, path, state, words }]
    }),
  )

describe.each(isLong ? [] : ['wide and light, by Tab, then narrow and dark'])('each page, %s', () => {
  it.each(casesIn(['full']))(
    '$name: all fits, nothing is cut, axe finds nothing, every stop shows its ring',
    async (each) => {
      const [wide, narrow] = [looks[0], looks[3]]
      const { context, page, faults } = await open(browser, wide)
      try {
        await shown(page, each)
        await isSound(page, each, wide)
        await isWalkable(page)
        await page.setViewportSize({ width: narrow.width, height: 800 })
        await page.emulateMedia({ colorScheme: narrow.scheme })
        await shown(page, each)
        await isSound(page, each, narrow)
        expect(faults).toEqual([])
      } finally {
        await context.close()
      }
    },
  )
})

describe.each(isLong ? looks : [])('at $width px, $scheme', (look) => {
  const cases = casesIn(look.width === 320 ? ['full'] : allStates)
  it.each(cases)('$name, $state: all fits, nothing is cut, axe finds nothing', async (each) => {
    const { context, page, faults } = await open(browser, look)
    try {
      await shown(page, each)
      await isSound(page, each, look)
      expect(faults).toEqual([])
    } finally {
      await context.close()
    }
  })
})

describe.each(isLong ? [1440, 320] : [])('by Tab at %d px', (width) => {
  it.each(casesIn(['full']))('$name: every stop shows its ring and is in sight', async (each) => {
    const { context, page } = await open(browser, { width, scheme: 'light' })
    try {
      await shown(page, each)
      await isWalkable(page)
    } finally {
      await context.close()
    }
  })
})
