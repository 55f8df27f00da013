import { createWorkspaceWithOwner } from '@tieout/server/auth/first-workspace.ts'
import { startServer } from '@tieout/server/start.ts'
import { openLog } from '@tieout/server/system/log.ts'
import { systemSeams } from '@tieout/server/system/system.ts'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { fillRecords, fillReference } from './fill.ts'
import { machine } from './seams/machine.ts'

/**
 * `node lists-child.ts RECORDS REFERENCE ROUNDS`: a server over HTTP, one workspace with so many records and so many reference records; asks
 * each list so many times, each time for something else, and prints how long the answers took.
 */
const [records = 0, reference = 0, rounds = 0] = process.argv.slice(2).map(Number)
const dataDir = await mkdtemp(join(tmpdir(), 'tieout-bench-'))
// As root the server runs as another user, which must be able to pass through.
await chmod(dataDir, 0o711)
const log = openLog('error', new Writable({ write: (_chunk, _encoding, done) => done() }))
const server = await startServer({
  store: { dataDir },
  port: 0,
  web: false,
  workers: false,
  log,
  seams: systemSeams(log),
})
const url = server.url ?? ''
const person = { email: 'bench@example.com', password: 'password of the bench' }
const { workspace } = await createWorkspaceWithOwner(server.api, {
  workspace: 'Bench',
  name: 'Bench',
  ...person,
})

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const answer = await machine.fetch(url + path, init)
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  return answer
}

const signedIn = await ask('/api/auth/sign-in/email', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(person),
})
const cookie = signedIn.headers
  .getSetCookie()
  .map((each) => each.split(';')[0])
  .join('; ')
const filling = machine.seconds()
const connection = await fillRecords(server.store, workspace, records)
await fillReference(server.store, { workspace, connection }, reference)
const filledSeconds = machine.seconds() - filling

interface Page {
  readonly next?: string | null
}

/** What a person asks for, by round; each begins with the path of the list. */
const asked: Readonly<Record<string, (round: number) => string>> = {
  'newest first': () => 'records?limit=50',
  'by status': (round) => `records?status=${round % 2 ? 'error' : 'desynchronized'}&limit=50`,
  'by type and date': (round) => `records?type=payment&from=2025-0${1 + (round % 9)}-01&sort=date&limit=50`,
  'by key': (round) => `records?key=INV-${10 + (round % 90)}&sort=key&limit=50`,
  'by customer': (round) => `records?customer=Customer%20${10 + (round % 90)}&limit=50`,
  'by text': (round) => `records?q=Customer%20${100 + (round % 900)}&limit=50`,
  'by amount': (round) => `records?min=${500 + round}.00&max=${505 + round}.00&sort=amount&limit=50`,
  'by version': (round) => `records?version=${2 + (round % 2)}&limit=50`,
  'reference, a word begun': (round) => `reference/vendor?q=${words[round % words.length] ?? ''}&limit=20`,
  'reference, two words begun': (round) =>
    `reference/vendor?q=${words[round % words.length] ?? ''}%20${(1000 + round * 37) % 9000}&limit=20`,
  'reference, an id begun': (round) => `reference/vendor?q=V-${(100 + round * 31) % 1000}&limit=20`,
}
const words = ['la', 'lakes', 'n', 'north', 'sup', 'supply', 'vet', 'har', 'old', 'co']

const seconds: Record<string, number[]> = {}
for (const [name, path] of Object.entries(asked)) {
  const took: number[] = []
  let cursor: string | null = null
  for (let round = 0; round < rounds; round += 1) {
    const isFollowed: boolean = name === 'newest first' && cursor !== null
    const more: string = isFollowed ? `&cursor=${encodeURIComponent(cursor ?? '')}` : ''
    const started = machine.seconds()
    const answer = await ask(`/api/v1/connections/${connection}/${path(round)}${more}`, {
      headers: { cookie },
    })
    const page = (await answer.json()) as Page
    took.push(machine.seconds() - started)
    cursor = page.next ?? null
  }
  seconds[name] = took
}
await server.close(1_000)
await rm(dataDir, { recursive: true, force: true })
console.log(JSON.stringify({ filledSeconds, seconds }))
