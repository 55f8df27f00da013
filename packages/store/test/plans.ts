import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Store } from '@tieout/engine/ports.ts'
import { derivedSecret } from '../src/crypto/master-key.ts'
import { types } from '../src/database/parsers.ts'
import { passwordOf, rolesOf } from '../src/database/roles.ts'
import type { Tables } from '../src/database/tables.ts'
import { storeOf } from '../src/ports/store.ts'
import { testSeams } from '../src/testing.ts'
import type { TestStore } from '../src/testing.ts'

/** A node of a plan as PostgreSQL's JSON names it. */
interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly 'Shared Hit Blocks'?: number
  readonly 'Shared Read Blocks'?: number
  readonly Plans?: readonly Node[]
}

/** What a statement did, as its server saw it. */
export interface Ran {
  readonly text: string
  /** Rows that were read and thrown away. */
  readonly removed: number
  /** Pages looked at, in memory or not. */
  readonly pages: number
  /** Where: the node and the index or table that it read. */
  readonly removedBy: readonly string[]
  /** Scans that read a table from end to end. */
  readonly whole: readonly string[]
  readonly milliseconds: number
  readonly plan: string
}

export interface Watched {
  readonly store: Store
  /** Runs statements as the database's owner. */
  asOwner(sql: string): Promise<void>
  /** Runs something and answers what each of its statements did. */
  ran(fn: () => Promise<unknown>): Promise<readonly Ran[]>
  close(): Promise<void>
}

/** The store's own port, whose statements the server explains as it runs them. */
export async function watch(opened: TestStore): Promise<Watched> {
  const { host, port, database } = opened.authPool
  const { runtime } = rolesOf('tieout')
  const server = { ...{ host, port, database } }
  const admin = new pg.Client({
    ...server,
    user: 'tieout_admin',
    password: derivedSecret(opened.keys, 'role:tieout_admin'),
  })
  admin.on('error', () => undefined)
  await admin.connect()
  for (const setting of [
    `session_preload_libraries = 'auto_explain'`,
    'client_min_messages = notice',
    'auto_explain.log_min_duration = 0',
    'auto_explain.log_analyze = on',
    'auto_explain.log_buffers = on',
    'auto_explain.log_parameter_max_length = 0',
    'auto_explain.log_format = json',
    'auto_explain.log_level = notice',
  ])
    await admin.query(`alter role ${runtime} set ${setting}`)
  const pool = new pg.Pool({
    types,
    ...server,
    user: runtime,
    password: passwordOf(opened.keys, runtime),
    max: 1,
  })
  pool.on('error', () => undefined)
  let seen: Ran[] = []
  pool.on('connect', (client) => {
    client.on('notice', ({ message }) => {
      const json = /plan:\n(\{[^]*\})\s*$/.exec(message ?? '')?.[1]
      if (json !== undefined) seen.push(ranOf(json, message ?? ''))
    })
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    store: storeOf(db, testSeams('watched'), { written: () => undefined }),
    async ran(fn) {
      seen = []
      await fn()
      return seen
    },
    async asOwner(sql) {
      await admin.query(sql)
    },
    async close() {
      await db.destroy()
      await admin.end()
    },
  }
}

function ranOf(json: string, message: string): Ran {
  const { 'Query Text': text, Plan: root } = JSON.parse(json) as { 'Query Text': string; Plan: Node }
  const nodes = flatten(root)
  const removed = nodes.map(
    (node) =>
      ((node['Rows Removed by Filter'] ?? 0) +
        (node['Rows Removed by Join Filter'] ?? 0) +
        (node['Rows Removed by Index Recheck'] ?? 0)) *
      node['Actual Loops'],
  )
  return {
    text: text.replaceAll(/\s+/g, ' ').trim(),
    removed: removed.reduce((sum, n) => sum + n, 0),
    removedBy: nodes.flatMap((node, n) =>
      (removed[n] ?? 0) > 0
        ? [`${node['Node Type']} ${node['Index Name'] ?? node['Relation Name'] ?? ''}: ${removed[n] ?? 0}`]
        : [],
    ),
    pages: (root['Shared Hit Blocks'] ?? 0) + (root['Shared Read Blocks'] ?? 0),
    whole: nodes
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name'] ?? ''),
    milliseconds: Number(/duration: ([\d.]+) ms/.exec(message)?.[1] ?? 0),
    plan: json,
  }
}

function flatten(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)]
}
