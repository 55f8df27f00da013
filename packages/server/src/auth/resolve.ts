import { keyByHash, touchKey } from '@tieout/store/views/keys.ts'
import { listMembers, memberships, workspaceName } from '@tieout/store/views/members.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Data } from '../data.ts'
import { ApiError } from '../errors.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { Caller } from './caller.ts'
import { hashSecret, keyIn } from './keys.ts'
import { webHeaders } from './mount.ts'
import { allows, lowestRole } from './operations.ts'
import type { Lowest } from './operations.ts'
import type { People } from './people.ts'

interface Parts {
  readonly data: Data
  readonly people: People
  readonly seams: Pick<ServerSeams, 'clock'>
}

async function byKey({ data, seams }: Parts, key: string): Promise<Caller> {
  const found = await keyByHash(data.system, hashSecret(key))
  if (found === null) throw new ApiError('not_signed_in', 'This key is unknown or was revoked.')
  const { workspace, name, keyName } = await data.in(found.workspace, async (view) => ({
    workspace: found.workspace,
    name: await workspaceName(view),
    keyName: await touchKey(view, found.id, seams.clock.now()),
  }))
  return {
    workspace: { id: workspace, name: name ?? '' },
    role: found.role,
    actor: { kind: 'key', id: found.id, name: keyName ?? 'key', email: '' },
  }
}

async function bySession({ data, people }: Parts, request: FastifyRequest): Promise<Caller | null> {
  if (request.headers.cookie === undefined) return null
  const person = await people.personOf(webHeaders(request))
  if (person === null) return null
  rememberPerson(request, person.id)
  const all = await memberships(data.system, person.id)
  const wanted = request.headers['tieout-workspace']
  const membership = wanted === undefined ? all[0] : all.find((item) => item.workspace === wanted)
  if (membership === undefined && wanted !== undefined) {
    throw new ApiError('not_found', 'There is no such workspace that you are in.')
  }
  if (membership === undefined) return null
  return {
    workspace: { id: membership.workspace, name: membership.name },
    role: membership.role,
    actor: { kind: 'user', ...person },
  }
}

function rememberPerson(request: FastifyRequest, person: string): void {
  request.person = person
}

function rememberCaller(request: FastifyRequest, caller: Caller | null): void {
  request.caller = caller
}

/** A page of another site cannot use the session that the browser sends along. */
function refuseForeignOrigin(request: FastifyRequest): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  if (origin === undefined) return
  if (URL.canParse(origin) && new URL(origin).host === request.host) return
  throw new ApiError('origin_refused', `The request came from ${origin}.`)
}

/** Names of people who may do it, for someone who may not. */
async function whoMay(data: Data, workspace: string, lowest: Lowest): Promise<string[]> {
  const members = await data.in(workspace, (view) => listMembers(view))
  return members
    .filter((member) => member.user !== null && allows(member.role, lowest))
    .map((member) => member.name)
    .slice(0, 10)
}

/** Finds out who asks, before a body is read, and checks the role that the operation needs. */
export function checkCallers(app: FastifyInstance, parts: Parts): void {
  app.addHook('onRequest', async (request) => {
    const { operation } = request.routeOptions.config
    if (operation === undefined) return
    const lowest: Lowest = lowestRole[operation]
    const key = keyIn(request.headers.authorization)
    const caller = key === null ? await bySession(parts, request) : await byKey(parts, key)
    if (caller?.actor.kind === 'user') refuseForeignOrigin(request)
    rememberCaller(request, caller)
    if (lowest === 'public') return
    if (caller === null) throw new ApiError('not_signed_in', 'This needs a session or a key.')
    if (allows(caller.role, lowest)) return
    throw new ApiError('not_allowed', {
      detail: `This needs the role ${lowest}; yours is ${caller.role}.`,
      who: await whoMay(parts.data, caller.workspace.id, lowest),
    })
  })
}
