import { defineConfig } from 'vitest/config'

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
    maxWorkers: 2,
  },
})
