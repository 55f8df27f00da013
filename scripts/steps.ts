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

/** A file of the longer tier, by itself: what ran out of time is then known by name, and what ran counts. */
function long(name: string, file: string, cores: 1 | 2, minutes: number): Step {
  return {
    name,
    command: [...vitest('vitest.long.config.ts'), file],
    cores,
    minutes,
    tier: 'long',
    vitest: true,
    skip: withTests(file),
  }
}

/**
 * In this order: what has proven most by the time there is none left comes first. Minutes are about three times those of two quiet cores.
 * Tests of real processes wait more than they work, so two of them go side by side.
 */
const longer: readonly Step[] = [
  long('crews and restarts', 'test/steel/crews.long.test.ts', 1, 25),
  long('kills', 'test/steel/kills.long.test.ts', 1, 15),
  long('ledger', 'test/whole/ledger.long.test.ts', 1, 15),
  long('two rings', 'test/sim/two-rings.long.test.ts', 1, 15),
  long('histories', 'test/sim/histories.long.test.ts', 2, 20),
  long('lines', 'test/steel/lines.long.test.ts', 1, 12),
  long('disk', 'test/steel/disk.long.test.ts', 1, 8),
  long('clock', 'test/steel/clock.long.test.ts', 1, 8),
  long('controls', 'test/sim/controls.long.test.ts', 1, 20),
  long('credit notes killed', 'test/sim/credit-notes.long.test.ts', 1, 15),
  long('advances killed', 'test/sim/advances.long.test.ts', 1, 15),
  long('fees killed', 'test/sim/fees.long.test.ts', 1, 15),
  long('payables killed', 'test/sim/payables.long.test.ts', 1, 15),
  long('matching', 'packages/engine/test/matching.long.test.ts', 1, 5),
]

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
  { name: 'tests', command: vitest('vitest.config.ts'), cores: 2, minutes: 25, tier: 'quick', vitest: true },
  {
    name: 'pages in the browser',
    ...browserTests('packages/web/vitest.browser.config.ts', 'packages/web/test/browser/*.browser.ts'),
    cores: 1,
    minutes: 15,
    tier: 'quick',
  },
  {
    name: 'whole in the browser',
    ...browserTests('vitest.browser.config.ts', 'test/e2e/**/*.test.ts'),
    cores: 1,
    minutes: 15,
    tier: 'quick',
  },
  ...longer,
  {
    name: 'pages in every state',
    ...browserTests('packages/web/vitest.browser.config.ts', 'packages/web/test/browser/*.browser.ts'),
    env: () => ({ TIEOUT_CHROMIUM: findChromium() ?? '', TIEOUT_BROWSER_TIER: 'long' }),
    cores: 2,
    minutes: 20,
    tier: 'long',
  },
  {
    name: 'whole in every look',
    ...browserTests('vitest.browser.config.ts', 'test/e2e/**/*.test.ts'),
    env: () => ({ TIEOUT_CHROMIUM: findChromium() ?? '', TIEOUT_BROWSER_TIER: 'long' }),
    cores: 1,
    minutes: 10,
    tier: 'long',
  },
]
