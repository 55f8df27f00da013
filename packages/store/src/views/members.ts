import { sql } from 'kysely'
import type { MemberRole } from './keys.ts'
import type { View } from './view.ts'

export interface MemberRow {
  readonly id: string
  /** Identity in schema auth; null until the invitation is accepted. */
  readonly user: string | null
  readonly email: string
  readonly name: string
  readonly role: MemberRole
  readonly invitedAt: number | null
  readonly joinedAt: number | null
}

/** People of the workspace, invited ones too, by name; at most 1,000. */
export async function listMembers(view: View): Promise<readonly MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select id, user_id as "user", email, name, role, invited_at as "invitedAt", joined_at as "joinedAt"
      from tieout.member order by coalesce(nullif(name, ''), email), id limit 1000`.execute(view)
  return rows
}

export interface Membership {
  readonly workspace: string
  readonly name: string
  readonly member: string
  readonly role: MemberRole
}

/** Through a definer function: the workspaces of a person, by name. */
export async function memberships(view: View, user: string): Promise<readonly Membership[]> {
  const { rows } = await sql<Membership>`
    select workspace, workspace_name as name, member, role from tieout.memberships_of(${user})`.execute(view)
  return rows
}

export interface NewMember {
  readonly workspace: string
  readonly id: string
  readonly user: string | null
  readonly email: string
  readonly name: string
  readonly role: MemberRole
  /** SHA-256 of the invitation's token, hex; null for someone who is in at once. */
  readonly invitationHash: string | null
  readonly by: string
  readonly at: number
}

/** @returns the member's id, or null when this e-mail has joined already; an open invitation is replaced and keeps its id */
export async function addMember(view: View, member: NewMember): Promise<string | null> {
  const joined = member.user === null ? null : member.at
  const { rows } = await sql<{ id: string }>`
    insert into tieout.member as m (workspace, id, user_id, email, name, role, invitation_hash, invited_at, invited_by, joined_at)
    values (${member.workspace}, ${member.id}, ${member.user}, ${member.email}, ${member.name}, ${member.role},
            ${member.invitationHash}, ${member.at}, ${member.by}, ${joined})
    on conflict (workspace, lower(email)) do update
      set role = excluded.role, invitation_hash = excluded.invitation_hash, invited_at = excluded.invited_at,
          invited_by = excluded.invited_by
    where m.user_id is null
    returning id`.execute(view)
  return rows[0]?.id ?? null
}

export interface Invitation {
  readonly workspace: string
  readonly workspaceName: string
  readonly member: string
  readonly email: string
  readonly role: MemberRole
}

/** Through a definer function: the open invitation that a token belongs to. */
export async function invitationByHash(view: View, hash: string): Promise<Invitation | null> {
  const { rows } = await sql<Invitation>`
    select workspace, workspace_name as "workspaceName", member, email, role
      from tieout.invitation_by_hash(${hash})`.execute(view)
  return rows[0] ?? null
}

/** @returns false when the invitation was accepted meanwhile */
export async function acceptInvitation(
  view: View,
  member: string,
  as: { user: string; name: string; at: number },
): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update tieout.member set user_id = ${as.user}, name = ${as.name}, joined_at = ${as.at}, invitation_hash = null
     where id = ${member} and user_id is null returning id`.execute(view)
  return rows.length > 0
}

/** Owners other than this one who have joined. All owners' rows are locked, so that two owners cannot remove each other at once. */
async function otherOwners(view: View, id: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from tieout.member where role = 'owner' and user_id is not null order by id for update`.execute(
    view,
  )
  return rows.filter((row) => row.id !== id).length
}

export type MemberChange = 'done' | 'unknown' | 'last_owner'

/** `last_owner` when nobody could manage the workspace afterwards. */
export async function changeRole(view: View, id: string, role: MemberRole): Promise<MemberChange> {
  const others = await otherOwners(view, id)
  if (role !== 'owner' && others === 0 && (await isOwner(view, id))) return 'last_owner'
  const { rows } = await sql`update tieout.member set role = ${role} where id = ${id} returning id`.execute(
    view,
  )
  return rows.length > 0 ? 'done' : 'unknown'
}

/** `last_owner` when nobody could manage the workspace afterwards. */
export async function removeMember(view: View, id: string): Promise<MemberChange> {
  const others = await otherOwners(view, id)
  if (others === 0 && (await isOwner(view, id))) return 'last_owner'
  const { rows } = await sql`delete from tieout.member where id = ${id} returning id`.execute(view)
  return rows.length > 0 ? 'done' : 'unknown'
}

async function isOwner(view: View, id: string): Promise<boolean> {
  const { rows } = await sql`
    select id from tieout.member where id = ${id} and role = 'owner' and user_id is not null`.execute(view)
  return rows.length > 0
}

/** @param app what people call the business application; '' when it has no name here; @param at epoch milliseconds */
export async function createWorkspace(
  view: View,
  workspace: string,
  { name, app, at }: { readonly name: string; readonly app: string; readonly at: number },
): Promise<void> {
  await sql`
    insert into tieout.workspace (workspace, name, app, created_at) values (${workspace}, ${name}, ${app}, ${at})`.execute(
    view,
  )
}

/** Name of the workspace that the transaction sees; null when there is none. */
export async function workspaceName(view: View): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`select name from tieout.workspace`.execute(view)
  return rows[0]?.name ?? null
}

/** What people call the business application of the workspace that the transaction sees; '' when it has no name. */
export async function appName(view: View): Promise<string> {
  const { rows } = await sql<{ app: string }>`select app from tieout.workspace`.execute(view)
  return rows[0]?.app ?? ''
}

/** Renames a workspace, or what it calls its business application. */
export async function changeWorkspace(
  view: View,
  to: { readonly name?: string | undefined; readonly app?: string | undefined },
): Promise<void> {
  await sql`
    update tieout.workspace set name = coalesce(${to.name ?? null}, name), app = coalesce(${to.app ?? null}, app)`.execute(
    view,
  )
}
