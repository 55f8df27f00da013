import { defineConfig } from 'vitest/config'

/** Pages in Chromium, named by TIEOUT_CHROMIUM. One file at a time: each starts a server and a browser. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.long.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
})
