import { defineConfig } from 'vitest/config'

/** Fast tests: no browser, no child processes that take seconds. Slow tiers have a config of their own under test/. */
export default defineConfig({
  test: {
    include: ['packages/*/test/**/*.test.ts', 'test/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
