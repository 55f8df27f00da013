import { defineConfig } from 'vitest/config'

/** The pages in a real Chromium against the mock API. Slow, so a tier of its own; builds the pages first. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['test/browser/*.browser.ts'],
    globalSetup: ['test/browser/build.setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
})
