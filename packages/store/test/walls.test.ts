import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'kysely'
import type { Scope } from '@tieout/engine/ports.ts'
import { refuseStrongRole } from '../src/database/roles.ts'
import { passwordOf, rolesOf } from '../src/database/roles.ts'
import { openTestStore } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'
import { storedReference } from '@tieout/engine/flows/refresh.ts'
import { account, customer, draft, invoice, lookAt, page, put, remote, settledAs } from './rows.ts'

/** Not a tenant's: the installation, its migrations, and pacing, which is by Intacct company. */
const common = new Set(['installation', 'migration', 'pacing', 'slot'])

let opened: TestStore
let mine: Scope
let theirs: Scope

beforeAll(async () => {
  opened = await openTestStore()
  mine = await opened.scope()
  theirs = await opened.scope()
  await fill(theirs)
})
afterAll(() => opened.close())

/** At least one row in every table. */
async function fill(scope: Scope): Promise<void> {
  const { store } = opened
  await store.putApp(
    scope,
    [put('customer', 'C1', customer('C1')), put('invoice', 'I1', invoice('A', 'C1'))],
    1,
  )
  await store.savePage(scope, page([remote('customer', '1', customer('C9'))]))
  await store.takeWindow(scope, 'customer', { mode: 'changes', from: null, ceiling: 'Z', cursor: null }, 1)
  await store.want(scope, [{ type: 'customer', key: '1', by: 'key', why: 'parent' }])
  await store.startRun(scope, { id: 'r1', kind: 'push', by: null }, 1)
  const window = { mode: 'full', from: null, ceiling: 'Z', since: 'A', cursor: null } as const
  const held = await opened.references.take(scope, 'account', window, 1)
  await opened.references.save(scope, held, [storedReference(account('1', '4000', 'Sales'))], null, 1)
  const s = await lookAt(store, scope, 'customer', 'C1')
  const change = { type: 'customer', id: 'C1', op: 'create', data: {}, base: null, cause: 'x' } as const
  const timeline = [{ kind: 'k', params: {} }]
  await store.settle(scope, [settledAs(s, 'queued', { intent: draft(scope, s), change, timeline })], 2)
  const i = await lookAt(store, scope, 'invoice', 'I1')
  await store.settle(
    scope,
    [settledAs(i, 'parent_missing', { waitingFor: [{ type: 'customer', by: 'id', value: 'C1' }] })],
    2,
  )
  const { workspace, connection } = scope
  await opened.withWorkspace(workspace, async (tx) => {
    await tx
      .insertInto('member')
      .values({
        workspace,
        id: connection,
        email: 'a@example.com',
        role: 'owner',
        user_id: 'u1',
        invitation_hash: null,
        invited_at: null,
        invited_by: null,
        joined_at: 1,
      })
      .execute()
    await tx
      .insertInto('api_key')
      .values({
        workspace,
        id: connection,
        name: 'k',
        role: 'viewer',
        prefix: 'tk_a',
        hash: `hash-${workspace}`,
        created_at: 1,
        created_by: 'a',
        last_used_at: null,
        revoked_at: null,
      })
      .execute()
    await tx
      .insertInto('audit_log')
      .values({ workspace, at: 1, actor: 'a', action: 'b', target: 'c', before: null, after: null, ip: null })
      .execute()
    await tx
      .insertInto('connection_settings')
      .values({ workspace, connection, version: 1, settings: '{}', changed_at: 1, changed_by: 'a' })
      .execute()
    await tx.insertInto('unit_count').values({ workspace, connection, month: '2026-03', used: 1 }).execute()
    await tx
      .insertInto('notification')
      .values({
        workspace,
        id: connection,
        connection,
        member: null,
        at: 1,
        kind: 'k',
        params: '{}',
        read_at: null,
      })
      .execute()
    await sql`
      insert into tieout.mail_relay (workspace, host, port, security, sender, changed_at, changed_by)
      values (${workspace}, 'mail.example.com', 465, 'tls', 'a@example.com', 1, 'a')`.execute(tx)
    await sql`
      insert into tieout.alert_address (workspace, connection, address, added_at, added_by)
      values (${workspace}, ${connection}, 'a@example.com', 1, 'a')`.execute(tx)
    await sql`
      insert into tieout.alert (workspace, id, connection, cause, sentence, cure, since)
      values (${workspace}, ${connection}, ${connection}, 'c', 's', 'c', 1)`.execute(tx)
    await sql`
      insert into tieout.match_item (workspace, connection, kind, app_id, name, extra)
      values (${workspace}, ${connection}, 'account', 'a', 'n', '{}')`.execute(tx)
    await sql`
      insert into tieout.match_step (workspace, connection, step, kind, app_id, at, before)
      values (${workspace}, ${connection}, ${connection}, 'account', 'a', 1, '{}')`.execute(tx)
    await sql`
      insert into tieout.match_kind (workspace, connection, kind) values (${workspace}, ${connection}, 'account')`.execute(
      tx,
    )
    await sql`
      insert into tieout.exchange (workspace, connection, control_id, at, ms, status, function, outcome, request, answer)
      values (${workspace}, ${connection}, 'c', 1, 1, 200, 'create', 'ok', '', '')`.execute(tx)
    await sql`
      insert into tieout.saved_view (workspace, id, owner, owner_name, name, shared, search, created_at, changed_at)
      values (${workspace}, ${connection}, 'o', 'o', 'n', true, '', 1, 1)`.execute(tx)
    await sql`
      insert into tieout.mail (workspace, id, recipients, subject, body, created_at)
      values (${workspace}, ${connection}, '{a@example.com}', 's', 'b', 1)`.execute(tx)
    await sql`
      insert into tieout.onboarding (workspace, company, connection, step, started_at, saved_at, saved_by)
      select workspace, id, ${connection}, 'prepare', 1, 1, 'a' from tieout.company limit 1`.execute(tx)
    await sql`
      insert into tieout.hidden_connector (workspace, connector, hidden_at, hidden_by)
      values (${workspace}, 'intacct', 1, 'a')`.execute(tx)
  })
}

async function tables(): Promise<string[]> {
  const found = await sql<{ name: string }>`
    select c.relname as name from pg_class c where c.relnamespace = 'tieout'::regnamespace and c.relkind in ('r', 'p') order by 1`.execute(
    opened.db,
  )
  return found.rows.map((row) => row.name)
}

describe('every table of the catalogue', () => {
  it('is a tenant’s, or on the short list of those that are not', async () => {
    const found = await sql<{ name: string; forced: boolean; policies: number; first: string }>`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
             (select count(*) from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}')::int as policies,
             (select a.attname from pg_index x join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
               where x.indrelid = c.oid and x.indisprimary) as first
        from pg_class c where c.relnamespace = 'tieout'::regnamespace and c.relkind in ('r', 'p')`.execute(
      opened.db,
    )
    const business = found.rows.filter((row) => !common.has(row.name))
    expect(business.length).toBeGreaterThan(20)
    for (const row of business)
      expect(row).toEqual({ name: row.name, forced: true, policies: 1, first: 'workspace' })
  })

  it('leads with the workspace in every unique key, but for keys that are looked up before it is known', async () => {
    const found = await sql<{ index: string; first: string }>`
      select i.relname as index, a.attname as first
        from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class c on c.oid = x.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = x.indkey[0]
       where c.relnamespace = 'tieout'::regnamespace and x.indisunique and a.attname <> 'workspace' and c.relname <> all(${[...common]}::text[])`.execute(
      opened.db,
    )
    expect(found.rows.map((row) => row.index).sort()).toEqual(['api_key_hash', 'member_invitation'])
  })

  it('shows another workspace no row, and lets it write and delete none', async () => {
    for (const table of (await tables()).filter((name) => !common.has(name))) {
      const id = sql.table(table)
      const count = async (workspace: string) =>
        opened.withWorkspace(workspace, async (tx) => {
          const found = await sql<{
            n: number
          }>`select count(*) as n from ${id} where workspace = ${theirs.workspace}::uuid`.execute(tx)
          return found.rows[0]?.n
        })
      expect([table, await count(theirs.workspace)]).not.toEqual([table, 0])
      expect([table, await count(mine.workspace)]).toEqual([table, 0])
      const write = (statement: string) =>
        opened
          .withWorkspace(mine.workspace, async (tx) => {
            const done = await sql.raw(statement).execute(tx)
            return Number(done.numAffectedRows ?? 0)
          })
          .catch((error: unknown) =>
            /permission denied|row-level security/.test(String(error)) ? 0 : String(error),
          )
      expect([
        table,
        await write(
          `update tieout.${table} set workspace = workspace where workspace = '${theirs.workspace}'`,
        ),
      ]).toEqual([table, 0])
      expect([
        table,
        await write(`delete from tieout.${table} where workspace = '${theirs.workspace}'`),
      ]).toEqual([table, 0])
      const before = await count(theirs.workspace)
      const copied = await opened.withWorkspace(theirs.workspace, async (tx) => {
        const found = await sql<{ row: object }>`select to_jsonb(t) as row from ${id} t limit 1`.execute(tx)
        return JSON.stringify(found.rows[0]?.row).replaceAll("'", "''")
      })
      const names = await opened.withWorkspace(theirs.workspace, (tx) =>
        sql<{ list: string }>`
          select string_agg(quote_ident(attname), ', ') as list from pg_attribute
           where attrelid = ${`tieout.${table}`}::regclass and attnum > 0 and not attisdropped and attgenerated = ''`.execute(
          tx,
        ),
      )
      const list = names.rows[0]?.list ?? ''
      const insert = `insert into tieout.${table} (${list}) overriding system value select ${list} from jsonb_populate_record(null::tieout.${table}, '${copied}')`
      expect([table, await write(insert)]).toEqual([table, 0])
      expect([table, await count(theirs.workspace)]).toEqual([table, before])
    }
  })

  it('shows nothing at all outside a workspace', async () => {
    for (const table of (await tables()).filter((name) => !common.has(name))) {
      const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(opened.db)
      expect([table, found.rows[0]?.n]).toEqual([table, 0])
    }
  })
})

describe('a port given another workspace’s connection', () => {
  it('finds nothing and changes nothing', async () => {
    const crossed = { workspace: mine.workspace, connection: theirs.connection }
    expect(await opened.store.connection(crossed)).toBeNull()
    expect(await opened.store.dirty(crossed, 10, 9e12)).toEqual([])
    expect(
      await opened.store.claim(crossed, { holder: 'x', limit: 10, now: 9e12, leaseUntil: 9e12 }),
    ).toEqual([])
    await expect(opened.store.putApp(crossed, [put('customer', 'C1', customer('C1'))], 1)).rejects.toThrow(
      'foreign key',
    )
    await expect(
      opened.store.savePage(crossed, page([remote('customer', '1', customer('X'))])),
    ).rejects.toThrow('foreign key')
  })
})

describe('the ways past the walls', () => {
  it('are functions of a role that cannot sign in, with a pinned search path', async () => {
    const found = await sql<{ name: string; login: boolean; path: boolean }>`
      select p.proname as name, r.rolcanlogin as login, 'search_path=pg_catalog, pg_temp' = any(p.proconfig) as path
        from pg_proc p join pg_roles r on r.oid = p.proowner
       where p.pronamespace = 'tieout'::regnamespace and p.prosecdef order by 1`.execute(opened.db)
    expect(found.rows.map((row) => row.name)).toEqual([
      'api_key_by_hash',
      'due_connections',
      'due_fetches',
      'due_mail',
      'due_references',
      'invitation_by_hash',
      'memberships_of',
      'metrics',
      'refresh_statistics',
      'slot_acquire',
      'slot_release',
      'slot_renew',
      'slot_throttled',
      'untold_first_syncs',
      'watched_workspaces',
      'workspace_ids',
    ])
    // Refreshing statistics needs the tables' owner; it takes nothing and answers nothing.
    for (const row of found.rows)
      expect(row).toMatchObject({ login: row.name === 'refresh_statistics', path: true })
  })

  it('tell which connections have work, and nothing of it', async () => {
    const found = await sql<{
      connection: string
      push: boolean
      pull: boolean
    }>`select * from tieout.due_connections(9000)`.execute(opened.db)
    expect(found.rows).toEqual([
      { workspace: theirs.workspace, connection: theirs.connection, push: true, pull: false },
    ])
  })

  it('look up a user’s workspaces and a key', async () => {
    expect((await sql`select * from tieout.memberships_of('u1')`.execute(opened.db)).rows).toMatchObject([
      { workspace: theirs.workspace, role: 'owner' },
    ])
    expect(
      (await sql`select * from tieout.api_key_by_hash(${`hash-${theirs.workspace}`})`.execute(opened.db))
        .rows,
    ).toMatchObject([{ workspace: theirs.workspace, role: 'viewer' }])
  })
})

describe('the audit log', () => {
  it('can be added to, but not changed', async () => {
    const change = opened.withWorkspace(theirs.workspace, (tx) =>
      tx.updateTable('audit_log').set({ actor: 'z' }).execute(),
    )
    await expect(change).rejects.toThrow('permission denied')
  })
})

describe('a runtime role', () => {
  async function asAdmin(fn: (client: pg.Client) => Promise<void>): Promise<void> {
    const { host, port, database } = opened.authPool
    const { derivedSecret } = await import('../src/crypto/master-key.ts')
    const client = new pg.Client({
      host,
      port,
      database,
      user: 'tieout_admin',
      password: derivedSecret(opened.keys, 'role:tieout_admin'),
    })
    await client.connect()
    try {
      await fn(client)
    } finally {
      await client.end()
    }
  }

  it.each([
    ['is a superuser', 'create role strong superuser'],
    ['may bypass row-level security', 'create role strong bypassrls'],
    [
      'owns the tables',
      'create role strong; grant tieout_admin to strong; alter role tieout_admin nosuperuser',
    ],
    ['may become a superuser', 'create role boss superuser; create role strong; grant boss to strong'],
  ])('that %s is refused', async (why, sqlText) => {
    await asAdmin(async (client) => {
      await client.query(
        `begin; ${sqlText.replace('tieout_admin to strong; alter role tieout_admin nosuperuser', 'tieout_admin to strong')}; set role strong`,
      )
      await expect(refuseStrongRole(client)).rejects.toThrow(why)
      await client.query('rollback')
    })
  })

  it('of ours is accepted', async () => {
    const { host, port, database } = opened.authPool
    const roles = rolesOf('tieout')
    const client = new pg.Client({
      host,
      port,
      database,
      user: roles.runtime,
      password: passwordOf(opened.keys, roles.runtime),
    })
    await client.connect()
    await refuseStrongRole(client)
    await client.end()
  })

  it.each(['authPool', 'jobsPool'] as const)('of %s sees no business table', async (name) => {
    const client = new pg.Client(opened[name])
    await client.connect()
    await client.query('create table own (id int)')
    await expect(client.query('select * from tieout.link')).rejects.toThrow('permission denied')
    await client.end()
  })
})
