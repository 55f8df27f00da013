import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { figures } from '../whole/support/figures.ts'
import { figuresOf } from './figures-of.ts'

/** Others than `npm test` lives, as many as a quarter of an hour allows on two slow cores. */
const from = 100_001
const seeds = 20_000

it(`${seeds} more histories keep every promise`, () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'run.ts'), '--from', String(from), '--seeds', String(seeds)],
    { encoding: 'utf8' },
  )
  console.log(stdout)
  figures('histories of the longer tier', figuresOf(stdout))
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  expect(stdout).toContain(`${seeds} histories`)
}, 1_500_000)
