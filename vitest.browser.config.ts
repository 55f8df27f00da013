import { defineConfig } from 'vitest/config'
import { ByName } from './test/e2e/support/by-name.ts'

/** Pages in Chromium, named by TIEOUT_CHROMIUM, on one server and one simulator. One file at a time, by name. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/*.long.test.ts'],
    globalSetup: ['test/e2e/support/global.ts'],
    sequence: { sequencer: ByName },
    testTimeout: 120_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
})
