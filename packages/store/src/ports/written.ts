import { sql } from 'kysely'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { IntentOp } from '@tieout/engine/ports/commands.ts'
import { json, recordText, via, within } from '../database/bulk.ts'
import type { Db } from '../database/workspace.ts'
import { flagDuplicates, mergeRemoteOnly } from './adopt.ts'
import { wakeWaiting } from './links.ts'
import { saveWants } from './wants.ts'

export interface Written {
  readonly intent: { readonly link: string; readonly type: ObjectType; readonly op: IntentOp }
  readonly key: string
}

interface Owner {
  link: string
  key: string
  type: ObjectType
  remote_key: string | null
  owner: string | null
  imported: boolean | null
}

/**
 * What was written has these keys: the links get them, and the records are wanted for read-back. A remote-only link that a reader made
 * meanwhile for the same record makes room. A link that has another key already keeps it: the record is there twice.
 * @returns the links that got a key; they are marked to be looked at, others are not
 */
export async function attachKeys(
  tx: Db,
  scope: Scope,
  written: readonly Written[],
): Promise<ReadonlySet<string>> {
  if (written.length === 0) return new Set()
  await saveWants(
    tx,
    scope,
    written.map(({ intent, key }) => ({ type: intent.type, key, by: 'key', why: 'read_back' })),
  )
  const created = written.filter(({ intent }) => intent.op === 'create')
  if (created.length === 0) return new Set()
  const items = created.map(({ intent, key }) => ({ link: intent.link, type: intent.type, key }))
  const found = await sql<Owner>`
    select r.link, r.key, r.type, l.remote_key, o.id as owner, o.imported
      from jsonb_to_recordset(${json(items)}) as r (link uuid, type text, key text)
      cross join lateral (select x.remote_key from link x where ${within(scope, 'x')} and x.id = r.link offset 0) l
      left join lateral (
        select x.id, x.imported from link x
         where ${within(scope, 'x')} and x.type = r.type and x.remote_key = r.key and x.role = 'main' and ${via('link_remote', 'x')} offset 0
      ) o on true`.execute(tx)
  const byLink = new Map(found.rows.map((row) => [row.link, row]))
  const attach: { link: string; key: string }[] = []
  const merge: { from: string; to: string }[] = []
  const twice: { link: string; key: string }[] = []
  const taken = new Set<string>()
  for (const { link, key, type } of items) {
    const row = byLink.get(link)
    if (row === undefined || row.remote_key === key) continue
    if (row.remote_key !== null || taken.has(recordText(type, key))) twice.push({ link, key })
    else if (row.owner !== null && row.imported !== true) twice.push({ link, key })
    else {
      taken.add(recordText(type, key))
      attach.push({ link, key })
      if (row.owner !== null) merge.push({ from: row.owner, to: link })
    }
  }
  await mergeRemoteOnly(tx, scope, merge)
  await attachAll(tx, scope, attach)
  await flagDuplicates(tx, scope, twice)
  const attached = attach.map((item) => item.link)
  await wakeWaiting(tx, scope, attached)
  return new Set(attached)
}

async function attachAll(
  tx: Db,
  scope: Scope,
  items: readonly { link: string; key: string }[],
): Promise<void> {
  if (items.length === 0) return
  await sql`
    update link l set remote_key = ${json(Object.fromEntries(items.map((item) => [item.link, item.key])))} ->> l.id::text, due_at = 0,
           revision = nextval('tieout.revision'), woke = nextval('tieout.revision')
     where ${within(scope, 'l')} and l.id = any(${items.map((item) => item.link)}::uuid[]) and l.remote_key is null`.execute(
    tx,
  )
}
