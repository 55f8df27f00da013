import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { dumpOf } from './support/dump.ts'
import { owner, results, secrets, send, signIn } from './support/house.ts'

const house = inject('house')

/** Everything that must stay where it is; each is in use while the others of this tier run. */
async function planted(): Promise<Record<string, string>> {
  const { key } = await send<{ key: string }>(
    `${house.url}/api/v1/keys`,
    'POST',
    { name: 'Second', role: 'viewer' },
    await signIn(house.url, owner.email, secrets.ownerPassword),
  )
  const cookie = await signIn(house.url, owner.email, secrets.ownerPassword)
  const session = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1))
  const sessions = new Set(readFileSync(house.sessions, 'utf8').trim().split('\n'))
  return {
    ...secrets,
    'API key': house.key,
    'second API key': key,
    'session cookie': session,
    'signature of the session cookie': session.slice(session.indexOf('.') + 1),
    ...Object.fromEntries([...sessions].map((id, index) => [`session of Intacct ${index}`, id])),
  }
}

it('nothing secret is in the log, the answers, the pages or the database', async () => {
  const looked = await planted()
  const produced = Object.fromEntries(
    readdirSync(results)
      .filter((name) => !name.endsWith('.png'))
      .map((name) => [name, readFileSync(join(results, name), 'utf8')]),
  )
  produced['database'] = await dumpOf(house.data)
  expect(Object.keys(produced)).toEqual(expect.arrayContaining(['server.log', 'answers.txt', 'pages.html']))
  expect(produced['database']).toContain('INV-2186')
  expect(Object.keys(looked).length).toBeGreaterThan(7)

  const found = Object.entries(produced).flatMap(([place, text]) =>
    Object.entries(looked)
      .filter(([, secret]) => text.includes(secret) || text.includes(encodeURIComponent(secret)))
      .map(([name]) => `${name} in ${place}`),
  )
  expect(found).toEqual([])
})
