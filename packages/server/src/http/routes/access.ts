import { createKey, listKeys, revokeKey } from '@tieout/store/views/keys.ts'
import { listAudit } from '@tieout/store/views/audit.ts'
import { changeRole, listMembers, removeMember } from '@tieout/store/views/members.ts'
import { z } from 'zod'
import { newKey } from '../../auth/keys.ts'
import { invite } from '../../auth/invite.ts'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { idParams } from '../params.ts'
import { list, maybeMomentOf, momentOf, page, paging } from '../schemas/common.ts'
import {
  auditSchema,
  inviteAnswer,
  inviteBody,
  keySchema,
  newKeyAnswer,
  newKeyBody,
  roleBody,
  userSchema,
} from '../schemas/people.ts'
import { isUuid } from '../uuid.ts'

const tag = 'Access'
const auditPlace = z.number()

export function accessOperations(api: Api): Operation[] {
  const users = async (workspace: string, seesEmails: boolean) => {
    const members = await api.data.in(workspace, (view) => listMembers(view))
    return members.map((member) => ({
      id: member.id,
      name: member.name,
      email: seesEmails ? member.email : null,
      role: member.role,
      state: member.user === null ? ('invited' as const) : ('joined' as const),
      since: momentOf(member.joinedAt ?? member.invitedAt ?? 0),
    }))
  }
  const userOf = async (workspace: string, id: string) => {
    const found = (await users(workspace, true)).find((user) => user.id === id)
    if (!found) throw new ApiError('not_found', `There is no user ${id} in this workspace.`)
    return found
  }

  return [
    operation({
      id: 'listKeys',
      method: 'GET',
      url: '/keys',
      tag,
      summary: 'Keys, newest first, without the keys themselves',
      answer: list(keySchema),
      handle: async ({ caller }) => {
        const rows = await api.data.in(caller.workspace.id, (view) => listKeys(view))
        return {
          items: rows.map((row) => ({
            ...row,
            createdAt: momentOf(row.createdAt),
            lastUsedAt: maybeMomentOf(row.lastUsedAt),
            revokedAt: maybeMomentOf(row.revokedAt),
          })),
        }
      },
    }),
    operation({
      id: 'createKey',
      method: 'POST',
      url: '/keys',
      tag,
      summary: 'Create a key; it is shown this once',
      body: newKeyBody,
      answer: newKeyAnswer,
      status: 201,
      handle: async ({ caller, body, request }) => {
        const key = newKey(api.seams.random)
        const id = api.seams.ids.uuid()
        await api.data.in(caller.workspace.id, async (view) => {
          await createKey(view, {
            id,
            workspace: caller.workspace.id,
            name: body.name,
            role: body.role,
            prefix: key.prefix,
            hash: key.hash,
            by: caller.actor.name,
            at: api.seams.clock.now(),
          })
          await audit(view, api, request, {
            action: 'key.created',
            target: `key ${body.name}`,
            after: { role: body.role },
          })
        })
        return { id, prefix: key.prefix, key: key.text }
      },
    }),
    operation({
      id: 'revokeKey',
      method: 'DELETE',
      url: '/keys/:id',
      tag,
      summary: 'Revoke a key at once',
      params: idParams,
      answer: z.undefined(),
      status: 204,
      handle: async ({ caller, params, request }) => {
        const name = isUuid(params.id)
          ? await api.data.in(caller.workspace.id, async (view) => {
              const revoked = await revokeKey(view, params.id, api.seams.clock.now())
              if (revoked !== null)
                await audit(view, api, request, { action: 'key.revoked', target: `key ${revoked}` })
              return revoked
            })
          : null
        if (name === null) throw new ApiError('not_found', `There is no key ${params.id} in this workspace.`)
        return undefined
      },
    }),
    operation({
      id: 'listUsers',
      method: 'GET',
      url: '/users',
      tag,
      summary: 'Who is in the workspace, with which role',
      answer: list(userSchema),
      handle: async ({ caller }) => ({ items: await users(caller.workspace.id, caller.role === 'owner') }),
    }),
    operation({
      id: 'inviteUser',
      method: 'POST',
      url: '/users/invite',
      tag,
      summary: 'Invite a person',
      description: 'Answers the link to choose a password with: pass it on to that person and nobody else.',
      body: inviteBody,
      answer: inviteAnswer,
      status: 201,
      handle: async ({ caller, body, request }) => {
        const invited = await invite(api, caller.workspace.id, { ...body, by: caller.actor.name })
        await api.data.in(caller.workspace.id, (view) =>
          audit(view, api, request, {
            action: 'user.invited',
            target: body.email,
            after: { role: body.role },
          }),
        )
        return invited
      },
    }),
    operation({
      id: 'changeUser',
      method: 'PATCH',
      url: '/users/:id',
      tag,
      summary: 'Change a role',
      params: idParams,
      body: roleBody,
      answer: userSchema,
      handle: async ({ caller, params, body, request }) => {
        const before = await userOf(caller.workspace.id, params.id)
        await api.data.in(caller.workspace.id, async (view) => {
          if ((await changeRole(view, before.id, body.role)) === 'last_owner') throw lastOwner(before.name)
          await audit(view, api, request, {
            action: 'user.role_changed',
            target: before.name,
            before: { role: before.role },
            after: { role: body.role },
          })
        })
        return userOf(caller.workspace.id, params.id)
      },
    }),
    operation({
      id: 'removeUser',
      method: 'DELETE',
      url: '/users/:id',
      tag,
      summary: 'Remove a person from the workspace',
      params: idParams,
      answer: z.undefined(),
      status: 204,
      handle: async ({ caller, params, request }) => {
        const before = await userOf(caller.workspace.id, params.id)
        await api.data.in(caller.workspace.id, async (view) => {
          if ((await removeMember(view, before.id)) === 'last_owner') throw lastOwner(before.name)
          await audit(view, api, request, {
            action: 'user.removed',
            target: before.name,
            before: { role: before.role },
          })
        })
        return undefined
      },
    }),
    operation({
      id: 'listAudit',
      method: 'GET',
      url: '/audit',
      tag,
      summary: 'Who did what, newest first',
      query: paging,
      answer: page(auditSchema),
      handle: async ({ caller, query }) => {
        const after = readCursor(query.cursor, auditPlace)
        const rows = await api.data.in(caller.workspace.id, (view) =>
          listAudit(view, { limit: query.limit + 1, after }),
        )
        return pageOf(
          rows,
          query.limit,
          (row) => row.seq,
          (row) => ({ ...row, at: momentOf(row.at) }),
        )
      },
    }),
  ]
}

function lastOwner(name: string): ApiError {
  return new ApiError('last_owner', `${name} is the only owner.`)
}
