import pg from 'pg'

/** A server outside, where one is at hand; a test makes a database of its own there and takes it away again. */
export const outsideUrl =
  process.env['TIEOUT_TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres'

/** Works on that server as its administrator. */
export async function asAdmin<T>(fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: outsideUrl, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await fn(client)
  } finally {
    await client.end()
  }
}

export const isOutsideReachable = await asAdmin(() => Promise.resolve(true)).catch(() => false)
if (!isOutsideReachable)
  console.log('skipped: no PostgreSQL at TIEOUT_TEST_DATABASE_URL or 127.0.0.1:5432 lets us in')
