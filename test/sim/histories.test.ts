import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { live } from './story.ts'

const seeds = 1_000

function node(script: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, script), ...args],
    {
      encoding: 'utf8',
    },
  )
  return { status, stdout, stderr }
}

describe('histories of both sides, the weather between them and kills, against the simulator', () => {
  it(`${seeds} of them keep every promise`, () => {
    const { status, stdout, stderr } = node('run.ts', '--seeds', String(seeds))
    console.log(stdout)
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain(`${seeds} histories`)
  }, 600_000)

  it('leave the same trace for the same seed', async () => {
    for (let seed = 1; seed <= 50; seed += 1) {
      const [first, second] = [await live({ seed }), await live({ seed })]
      expect(second.trace, `seed ${seed}`).toBe(first.trace)
    }
  }, 300_000)

  it('load no HTTP library, no database and no web server', () => {
    const { status, stdout } = node('loaded.ts')
    expect(status).toBe(0)
    expect(stdout).toContain('packages/server/src/remotes/intacct/open.ts')
    expect(
      stdout.split('\n').filter((url) => /node_modules\/(undici|pg|pg-boss|fastify|kysely)\//.test(url)),
    ).toEqual([])
  }, 120_000)
})
