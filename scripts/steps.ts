import { globSync } from 'node:fs'
import { findChromium } from './chromium.ts'

export interface Step {
  readonly name: string
  readonly command: readonly string[]
  /** Cores that it keeps busy, waits counted out; steps run together while their sum is at most two. */
  readonly cores: 1 | 2
  /** Minutes after which it is stopped and counts as failed. */
  readonly minutes: number
  /** A vitest run: its report is read for counts and times. */
  readonly vitest?: boolean
  readonly tier: 'quick' | 'long'
  /** Why it cannot run here; undefined when it can. */
  readonly skip?: () => string | undefined
  readonly env?: () => Record<string, string>
}

const node = process.execPath

function vitest(config: string): readonly string[] {
  return ['vitest', 'run', '--config', config]
}

/** A tier that has no test file yet is said to be empty, never counted as passed. */
const withTests =
  (...patterns: string[]) =>
  () =>
    patterns.some((pattern) => globSync(pattern).length > 0) ? undefined : 'there are no such tests yet'

const browserTests = (
  config: string,
  pattern: string,
): Pick<Step, 'command' | 'skip' | 'env' | 'vitest'> => ({
  command: vitest(config),
  vitest: true,
  skip: () =>
    findChromium() === undefined
      ? 'no Chromium on this machine; install it, or name it in TIEOUT_CHROMIUM'
      : withTests(pattern)(),
  env: () => ({ TIEOUT_CHROMIUM: findChromium() ?? '' }),
})

export const steps: readonly Step[] = [
  { name: 'lint', command: ['eslint', '.', '--max-warnings', '0'], cores: 1, minutes: 8, tier: 'quick' },
  { name: 'types', command: [node, 'scripts/types.ts'], cores: 1, minutes: 8, tier: 'quick' },
  {
    name: 'format',
    command: ['prettier', '--check', '.', '--log-level', 'warn'],
    cores: 1,
    minutes: 3,
    tier: 'quick',
  },
  {
    name: 'arrows',
    command: ['depcruise', '--config', '.dependency-cruiser.cjs', 'packages', 'test', 'scripts'],
    cores: 1,
    minutes: 3,
    tier: 'quick',
  },
  { name: 'unused code', command: ['knip', '--no-progress'], cores: 1, minutes: 3, tier: 'quick' },
  { name: 'tests', command: vitest('vitest.config.ts'), cores: 2, minutes: 11, tier: 'quick', vitest: true },
  {
    name: 'pages in the browser',
    ...browserTests('packages/web/vitest.browser.config.ts', 'packages/web/test/browser/*.browser.ts'),
    cores: 1,
    minutes: 8,
    tier: 'quick',
  },
  {
    name: 'whole in the browser',
    ...browserTests('vitest.browser.config.ts', 'test/e2e/**/*.test.ts'),
    cores: 1,
    minutes: 8,
    tier: 'quick',
  },
  {
    name: 'pages in the browser, in every state and look',
    ...browserTests('packages/web/vitest.browser.config.ts', 'packages/web/test/browser/*.browser.ts'),
    env: () => ({ TIEOUT_CHROMIUM: findChromium() ?? '', TIEOUT_BROWSER_TIER: 'long' }),
    cores: 2,
    minutes: 20,
    tier: 'long',
  },
  {
    name: 'long tests',
    command: vitest('vitest.long.config.ts'),
    cores: 2,
    minutes: 35,
    tier: 'long',
    vitest: true,
    skip: withTests('test/steel/**/*.test.ts', '{packages/*/test,test}/**/*.long.test.ts'),
    env: () => ({ TIEOUT_CHROMIUM: findChromium() ?? '' }),
  },
]
