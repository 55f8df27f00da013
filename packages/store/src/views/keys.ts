import { sql } from 'kysely'
import type { View } from './view.ts'

export type MemberRole = 'owner' | 'operator' | 'viewer'

export interface KeyRow {
  readonly id: string
  readonly name: string
  readonly role: MemberRole
  readonly prefix: string
  readonly createdAt: number
  readonly createdBy: string
  readonly lastUsedAt: number | null
  readonly revokedAt: number | null
}

/** Keys of the workspace, newest first, at most 1,000; never the keys themselves. */
export async function listKeys(view: View): Promise<readonly KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select id, name, role, prefix, created_at as "createdAt", created_by as "createdBy",
           last_used_at as "lastUsedAt", revoked_at as "revokedAt"
      from tieout.api_key order by created_at desc, id limit 1000`.execute(view)
  return rows
}

export interface NewKeyRow {
  readonly id: string
  readonly workspace: string
  readonly name: string
  readonly role: MemberRole
  readonly prefix: string
  /** SHA-256 of the key, hex. */
  readonly hash: string
  readonly by: string
  readonly at: number
}

/** @param key `hash` is all that is kept of the key; `at` in epoch milliseconds */
export async function createKey(view: View, key: NewKeyRow): Promise<void> {
  await sql`
    insert into tieout.api_key (workspace, id, name, role, prefix, hash, created_at, created_by)
    values (${key.workspace}, ${key.id}, ${key.name}, ${key.role}, ${key.prefix}, ${key.hash}, ${key.at}, ${key.by})`.execute(
    view,
  )
}

/** @returns the key's name, or null when there is none that could be revoked */
export async function revokeKey(view: View, id: string, at: number): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    update tieout.api_key set revoked_at = ${at} where id = ${id} and revoked_at is null returning name`.execute(
    view,
  )
  return rows[0]?.name ?? null
}

/** Remembers when a key was last used, to the minute, and answers its name. */
export async function touchKey(view: View, id: string, at: number): Promise<string | null> {
  await sql`
    update tieout.api_key set last_used_at = ${at}
     where id = ${id} and (last_used_at is null or last_used_at < ${at - 60_000})`.execute(view)
  const { rows } = await sql<{ name: string }>`select name from tieout.api_key where id = ${id}`.execute(view)
  return rows[0]?.name ?? null
}

/** Through a definer function: whose key this is, before the workspace is known. */
export async function keyByHash(
  view: View,
  hash: string,
): Promise<{ workspace: string; id: string; role: MemberRole } | null> {
  const { rows } = await sql<{ workspace: string; id: string; role: MemberRole }>`
    select workspace, id, role from tieout.api_key_by_hash(${hash})`.execute(view)
  return rows[0] ?? null
}
