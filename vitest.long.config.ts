import { defineConfig } from 'vitest/config'

/** Kills of real processes, long histories, large files, one file at a time: `npm run test:full`. */
export default defineConfig({
  test: {
    include: ['{packages/*/test,test}/**/*.long.test.ts'],
    testTimeout: 20 * 60_000,
    hookTimeout: 180_000,
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
  },
})
