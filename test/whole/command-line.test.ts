import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

// A start takes seconds, more on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const tieout = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'src', 'tieout.ts')
const folder = mkdtempSync(join(tmpdir(), 'tieout-whole-'))
// As root, the database server runs under another account: one that cannot pass through here would get a place outside.
chmodSync(folder, 0o711)
const data = join(folder, 'data')

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

function start(...args: string[]): {
  child: ChildProcess
  ended: Promise<Ended>
  says: (text: string) => Promise<void>
} {
  const child = spawn(process.execPath, [tieout, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], TIEOUT_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const waiting: (() => void)[] = []
  const hear = (chunk: Buffer): string => {
    queueMicrotask(() => waiting.forEach((look) => look()))
    return chunk.toString()
  }
  child.stdout.on('data', (chunk: Buffer) => (out += hear(chunk)))
  child.stderr.on('data', (chunk: Buffer) => (err += hear(chunk)))
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, out, err }))
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (out.includes(text)) resolve()
      }
      waiting.push(look)
      look()
      void ended.then(() => reject(new Error(`ended without saying "${text}":\n${out}\n${err}`)))
    })
  return { child, ended, says }
}

const run = (...args: string[]): Promise<Ended> => start(...args).ended
const serve = () => start('serve', '--demo', '--no-web', '--port', '0', '--sim-port', '0')

let server: ReturnType<typeof serve>
beforeAll(async () => {
  server = serve()
  await server.says('Ctrl+C stops it')
}, 120_000)
afterAll(async () => {
  if (server.child.exitCode === null) server.child.kill('SIGKILL')
  await server.ended
  rmSync(folder, { recursive: true, force: true })
})

test('the demo is there with its receivables, and the commands find it by the data folder alone', async () => {
  expect(statSync(join(data, 'cli.json')).mode & 0o777).toBe(0o600)
  const companies = await run('status', '--json')
  expect(companies.code).toBe(0)
  expect(JSON.parse(companies.out)).toMatchObject([{ name: 'Northwind Services', counts: { total: 576 } }])
})

test('a file goes in, its refused row is listed, and the same again changes nothing', async () => {
  const path = join(folder, 'more.csv')
  writeFileSync(
    path,
    'Invoice No,Customer ID,Date,Amount\nX-1,K-1,2026-03-28,10.00\nX-2,K-1,2026-03-28,10.001\n',
  )
  const first = await run('import', path, '--yes', '--json')
  expect(first.code).toBe(3)
  expect(JSON.parse(first.out)).toMatchObject({
    rowsRefused: 1,
    records: { customer: { stored: 1 }, invoice: { stored: 1 } },
    invoices: [{ currency: 'USD', invoices: 1, amount: '10.00' }],
  })
  expect(JSON.parse((await run('import', path, '--yes', '--json')).out)).toMatchObject({
    records: { customer: { unchanged: 1 }, invoice: { stored: 0, unchanged: 1 } },
  })
})

test('what the server itself refuses is named by row', async () => {
  const path = join(folder, 'long.csv')
  const customer = 'a-customer-id-that-is-longer-than-intacct-takes'
  writeFileSync(path, `Invoice No,Customer ID,Date,Amount\nX-3,${customer},2026-03-28,10.00\n`)
  const ran = await run('import', path, '--yes', '--json')
  expect(ran.code).toBe(3)
  expect(JSON.parse(ran.out)).toMatchObject({
    rowsRefused: 1,
    records: { customer: { refused: 1 }, invoice: { stored: 0 } },
  })
})

test('[3.12] the cache is refreshed by hand, and the status tells how fresh it is', async () => {
  let refreshed = await run('refresh', '--full', '--json')
  // The one that began by itself may still be under way: it is refused with the reason.
  for (let tries = 0; tries < 30 && refreshed.code === 3; tries += 1) {
    expect(JSON.parse(refreshed.out)).toMatchObject({ error: { code: 'refresh_running' } })
    refreshed = await run('refresh', '--full', '--json')
  }
  expect(refreshed.code, refreshed.out).toBe(0)
  const { run: ended, cache } = JSON.parse(refreshed.out) as {
    run: { state: string }
    cache: { kinds: readonly { type: string; records: number }[] }
  }
  expect(ended.state).toBe('done')
  expect(cache.kinds.find(({ type }) => type === 'vendor')?.records).toBe(4)
  const status = await run('status', '--company', 'Northwind Services')
  expect(status.out).toMatch(/^Last cache +20\d\d-/m)
  expect(status.out).toMatch(/^Next cache +20\d\d-/m)
})

test('keys are created for an app', async () => {
  const key = JSON.parse((await run('keys', 'create', 'my app', '--role', 'viewer', '--json')).out) as {
    key: string
  }
  const refused = await run('keys', 'create', 'another', '--key', key.key, '--json')
  expect(refused.code).toBe(3)
  expect(JSON.parse(refused.out)).toMatchObject({ error: { code: 'not_allowed' } })
})

test('a second Tieout on the same data folder says so and stops', async () => {
  const second = await run('serve', '--empty', '--no-web', '--port', '0')
  expect(second.code).toBe(3)
  expect(second.err).toContain('Stop the other one first')
})

test('it stops when told to, and has everything when it is started again', async () => {
  server.child.kill('SIGTERM')
  const { code, err } = await server.ended
  expect(code).toBe(0)
  expect(err).toContain('Stopping.')
  const again = serve()
  try {
    await again.says('Ctrl+C stops it')
    const companies = await run('status', '--json')
    expect(JSON.parse(companies.out)).toMatchObject([{ name: 'Northwind Services', counts: { total: 578 } }])
  } finally {
    again.child.kill('SIGTERM')
    await again.ended
  }
})
