import { resolve } from 'node:path'
import { derivedSecret, loadKeys } from '@tieout/store/crypto/master-key.ts'
import { openPool } from '@tieout/store/database/pool.ts'
import { canReach, serverAccount } from '@tieout/store/embedded/account.ts'
import { adminRole } from '@tieout/store/embedded/cluster.ts'
import { layoutOf } from '@tieout/store/embedded/layout.ts'
import { testSeams } from '@tieout/store/testing.ts'

/** Every column of every row of a running installation as text, as a backup would hold them: ours, the sign-ins and the jobs. */
export async function dumpOf(dataDir: string): Promise<string> {
  const layout = layoutOf(dataDir, await canReach(await serverAccount(), resolve(dataDir)))
  const keys = await loadKeys(layout.masterKeyFile, () => Buffer.alloc(0), false)
  const pool = openPool(
    {
      host: layout.sockets,
      port: 5432,
      user: adminRole,
      password: derivedSecret(keys, `role:${adminRole}`),
      database: 'tieout',
    },
    testSeams('dump'),
    () => null,
  )
  const client = await pool.connect()
  const rowsOf = async (statement: string): Promise<string[]> =>
    (await client.query<{ row: string }>(statement, [])).rows.map(({ row }) => row)
  try {
    const tables = await rowsOf(
      `select format('%I.%I', table_schema, table_name) as row from information_schema.tables
        where table_schema in ('tieout', 'auth', 'jobs') and table_type = 'BASE TABLE'`,
    )
    const dump: string[] = []
    for (const table of tables) dump.push(table, ...(await rowsOf(`select t::text as row from ${table} t`)))
    return dump.join('\n')
  } finally {
    client.release()
    await pool.end()
  }
}
