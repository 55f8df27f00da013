import type pg from 'pg'

/**
 * Marks an installation as a copy that may not know all that its predecessor did: nothing is sent before it was looked for. Writes that
 * were meant, sent or in doubt are in doubt; all connections read first. Inside the caller's transaction, by a role that sees every row.
 * @param at now, epoch ms; whatever the predecessor sent had left by then
 * @param copiedAt what was written until then is in this copy, epoch ms; null: as far as each connection had read
 */
export async function verifyFirst(client: pg.ClientBase, at: number, copiedAt: number | null): Promise<void> {
  await client.query('update tieout.installation set verify_since = $1', [at])
  await client.query(
    `update tieout.connection c
        set verify_since = $1::bigint, failures = 0, not_before = null, next_inbound_at = $1::bigint,
            copied_at = coalesce($2::bigint,
              (select min(coalesce(s.watermark_at, 0)) from tieout.stream s where s.workspace = c.workspace and s.connection = c.id),
              0),
            state = case c.state when 'active' then 'verify_first' else c.state end
      where c.state <> 'disconnected'`,
    [at, copiedAt],
  )
  // It may have left at any time since it was journalled, up to now; and a refusal may mean that it has been seen before.
  await client.query(
    `update tieout.intent i
        set state = 'unknown', why = 'this is a copy', holder = null, lease_until = null, fence = i.fence + 1,
            sends = greatest(i.sends, 1), searches = 0, due_at = $1::bigint, sent_at = $1::bigint,
            first_sent_at = coalesce(i.first_sent_at, i.created_at),
            evidence = i.evidence || jsonb_build_object('at', $1::bigint, 'there', $1::bigint, 'step', 'unknown', 'detail', 'this is a copy')
      where i.state in ('queued', 'sent', 'unknown')`,
    [at],
  )
  await client.query(`update tieout.run set state = 'lost', ended_at = $1::bigint where state = 'running'`, [
    at,
  ])
  // The next window of changes reaches further back than the overlap; none that was closed before counts.
  await client.query(
    `update tieout.stream set last_opened_at = null, last_look_back_at = case when last_look_back_at is null then null else 0 end`,
  )
}
