import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { request } from './ask.ts'
import { post, serve, sim } from './http/served.ts'

const customer =
  '<create><CUSTOMER><CUSTOMERID>A</CUSTOMERID><NAME>A</NAME><DISPLAYCONTACT><PRINTAS>A</PRINTAS></DISPLAYCONTACT></CUSTOMER></create>'

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'tieout-simulator-'))
  onTestFinished(() => rm(path, { recursive: true }))
  return path
}

test('records, settings, control ids and attachments survive a restart; sessions do not', async () => {
  const keep = await folder()
  const first = await serve({ keep })
  const attach = '<create_supdoc><supdocid>D1</supdocid></create_supdoc>'
  const signedIn = await (await post(first.url, request(['<getAPISession/>']))).text()
  const session = /<sessionid>(\w+)</.exec(signedIn)?.[1] ?? ''
  await post(first.url, request([['once', customer]], { session, uniqueid: true }))
  await post(first.url, request([attach]))
  await sim(first.url, 'PUT', '/companies/DEMO/settings', { times: 'user', paymentSummaries: 'Monthly' })
  await first.close()

  const second = await serve({ keep })
  expect((await sim(second.url, 'GET', '/companies/DEMO/objects/CUSTOMER')).json.rows).toMatchObject([
    { CUSTOMERID: 'A' },
  ])
  expect((await sim(second.url, 'GET', '/companies/DEMO/settings')).json).toMatchObject({
    times: 'user',
    paymentSummaries: 'Monthly',
  })
  const again = await (await post(second.url, request([['once', customer]], { uniqueid: true }))).text()
  expect(again).toContain('has already been processed')
  expect(await (await post(second.url, request(['<get object="supdoc" key="D1"/>']))).text()).toContain(
    '<supdocid>D1</supdocid>',
  )
  expect(await (await post(second.url, request([customer], { session }))).text()).toContain('Invalid session')
})

test('the file is for its owner only and never half written', async () => {
  const keep = await folder()
  const running = await serve({ keep })
  await running.close()
  const kept = JSON.parse(await readFile(join(keep, 'simulator.json'), 'utf8')) as { companies: object }
  expect(Object.keys(kept.companies)).toEqual(['DEMO', 'MEGA', 'EMPTY'])
})

test.each([
  ['{"format":', 'Move the file away to start afresh.'],
  ['{"format":99}', 'its format is 99, this version reads 1'],
])('a kept file that cannot be read (%s) stops the start and says what to do', async (text, message) => {
  const keep = await folder()
  await writeFile(join(keep, 'simulator.json'), text)
  await expect(serve({ keep })).rejects.toThrow(message)
})
