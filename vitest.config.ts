import { defineConfig } from 'vitest/config'
import { SlowFirst } from './test/slow-first.ts'

/** Everything that needs no browser and is done in minutes. Browser: vitest.browser.config.ts. Long: vitest.long.config.ts. */
export default defineConfig({
  test: {
    include: [
      'packages/*/test/**/*.test.{ts,tsx}',
      'test/*.test.ts',
      'test/{conformance,sim,steel,whole}/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/*.long.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // One more than the cores that it is meant for: tests of real processes mostly wait for them.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
  },
})
