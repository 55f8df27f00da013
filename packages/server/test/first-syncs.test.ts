import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tellFirstSyncs } from '../src/alerts/first-syncs.ts'
import { startTestServer } from './support/server.ts'
import type { Tenant, TestServer } from './support/server.ts'
import { makeConnection } from './support/tenant-things.ts'

let server: TestServer
let tenant: Tenant

beforeAll(async () => {
  server = await startTestServer()
  tenant = await server.tenant('Acme')
})
afterAll(() => server.close())

const tell = () =>
  tellFirstSyncs({
    data: server.api.data,
    seams: server.api.seams,
    publicUrl: 'https://tieout.example',
    supportContact: null,
  })

function mails(): Promise<readonly { recipients: readonly string[]; subject: string; body: string }[]> {
  return server.api.data.in(tenant.workspace, async (view) => {
    const { rows } = await sql<{ recipients: string[]; subject: string; body: string }>`
      select recipients, subject, body from tieout.mail order by created_at`.execute(view)
    return rows
  })
}

describe('whoever started a first sync', () => {
  it('is told once by mail when it has ended, with what it did, and not before [5.22]', async () => {
    const { workspace } = tenant
    const { company, connection } = await makeConnection(server, tenant)
    const run = server.api.seams.ids.uuid()
    await server.api.data.in(workspace, async (view) => {
      await sql`
        insert into tieout.onboarding (workspace, company, connection, step, started_at, saved_at, saved_by, confirmed_at, tell)
        values (${workspace}, ${company}, ${connection}, 'first-sync', 1, 1, 'a', 1, 'a.kaya@northwind.example')`.execute(
        view,
      )
      await sql`
        insert into tieout.run (workspace, connection, id, kind, started_at, heartbeat_at, read, written, failed)
        values (${workspace}, ${connection}, ${run}, 'initial', 1, 1, 12, 3, 1)`.execute(view)
    })
    await tell()
    expect(await mails()).toEqual([])
    await server.api.data.in(workspace, (view) =>
      sql`update tieout.run set state = 'done', ended_at = 2 where id = ${run}`.execute(view),
    )
    await tell()
    await tell()
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail?.recipients).toEqual(['a.kaya@northwind.example'])
    expect(mail?.subject).toBe('Northwind: the first sync is done')
    expect(mail?.body).toContain('Read from Intacct: 12')
    expect(mail?.body).toContain('listed under Problems')
    expect(mail?.body).toContain(`https://tieout.example/c/${company}/runs/${run}`)
  })
})
