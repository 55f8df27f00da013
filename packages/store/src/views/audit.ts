import type { Json } from '@tieout/engine/core/json.ts'
import { sql } from 'kysely'
import type { View } from './view.ts'

export interface AuditEntry {
  readonly workspace: string
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly target: string
  readonly before: Json
  readonly after: Json
  readonly ip: string | null
}

export interface AuditRow extends Omit<AuditEntry, 'workspace'> {
  readonly seq: number
}

/** @param entry without secrets: every owner of the workspace may read it */
export async function addAudit(view: View, entry: AuditEntry): Promise<void> {
  await sql`
    insert into tieout.audit_log (workspace, at, actor, action, target, before, after, ip)
    values (${entry.workspace}, ${entry.at}, ${entry.actor}, ${entry.action}, ${entry.target},
            ${jsonText(entry.before)}::jsonb, ${jsonText(entry.after)}::jsonb, ${entry.ip})`.execute(view)
}

function jsonText(value: Json): string | null {
  return value === null ? null : JSON.stringify(value)
}

/** Newest first. @param after `seq` of the last row of the page before */
export async function listAudit(
  view: View,
  page: { limit: number; after: number | null },
): Promise<readonly AuditRow[]> {
  const { rows } = await sql<AuditRow>`
    select seq as seq, at as at, actor, action, target, before, after, ip
      from tieout.audit_log
     where ${page.after}::bigint is null or seq < ${page.after}
     order by seq desc limit ${page.limit}`.execute(view)
  return rows
}
