import type { Browser } from 'playwright-core'
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
  { name: 'connect', path: '/c/newco/connect', shows: { full: 'Connect Newco to Intacct' } },
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
    name: 'problems',
    path: '/c/northwind/problems',
    shows: {
      full: '2 causes hold 45 records back',
      empty: 'No open problems.',
      error: 'The problems cannot be shown now.',
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

/** The quick tier looks at each page full, light, on a wide and a narrow screen; the long one at all of it. */
const isLong = process.env.TIEOUT_BROWSER_TIER === 'long'

const allLooks = [
  { width: 1440, scheme: 'light' },
  { width: 1440, scheme: 'dark' },
  { width: 390, scheme: 'light' },
  { width: 390, scheme: 'dark' },
  { width: 320, scheme: 'light' },
] as const
const looks = isLong
  ? allLooks
  : allLooks.filter(({ width, scheme }) => scheme === 'light' && (width === 1440 || width === 390))

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

describe.each(looks)('at $width px, $scheme', ({ width, scheme }) => {
  const cases = pages.flatMap(({ name, path, shows }) =>
    states.flatMap((state) => {
      if (width === 320 && state !== 'full') return []
      const words = shows[state]
      return words === undefined ? [] : [{ name, path, state, words }]
    }),
  )
  it.each(cases)(
    '$name, $state: all fits, nothing is cut, axe finds nothing',
    async ({ name, path, state, words }) => {
      const api = apis.get(state)
      if (!api) throw new Error('the mock is not there')
      const { context, page, faults } = await open(browser, { width, scheme })
      try {
        await page.goto(api.url + path)
        await page.getByText(words).first().waitFor()
        await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null)
        await picture(page, `${name}-${state}-${String(width)}-${scheme}`, name !== 'integration')
        expect(await layoutFaults(page)).toEqual([])
        expect(await axeFindings(page)).toEqual([])
        expect(await page.title()).toMatch(/Tieout$/)
        expect(await page.getByRole('heading', { level: 1 }).count()).toBeGreaterThanOrEqual(
          state === 'full' ? 1 : 0,
        )
        expect(faults).toEqual([])
      } finally {
        await context.close()
      }
    },
  )
})

describe.each(isLong ? [1440, 320] : [1440])('by Tab at %d px', (width) => {
  const full = pages.filter(({ shows }) => shows.full !== undefined)
  it.each(full)('$name: every stop shows its ring and is in sight', async ({ path, shows }) => {
    const { context, page } = await open(browser, { width, scheme: 'light' })
    try {
      await page.goto(`${apis.get('full')?.url ?? ''}${path}`)
      await page
        .getByText(shows.full ?? '')
        .first()
        .waitFor()
      const stops = await walk(page)
      expect(stops.length).toBeGreaterThan(2)
      expect(stops.filter(({ fault }) => fault !== null)).toEqual([])
    } finally {
      await context.close()
    }
  })
})
