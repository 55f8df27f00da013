import { acceptInvitation, addMember, invitationByHash } from '@tieout/store/views/members.ts'
import { ApiError } from '../errors.ts'
import type { Api } from '../http/api.ts'
import { hashSecret } from './keys.ts'
import type { Role } from './operations.ts'

/** @returns the link to be passed on to that person, and to nobody else */
export async function invite(
  api: Api,
  workspace: string,
  given: { email: string; name?: string | undefined; role: Role; by: string },
): Promise<{ id: string; email: string; role: Role; link: string }> {
  const token = api.seams.random.bytes(24).toString('base64url')
  const id = api.seams.ids.uuid()
  const added = await api.data.in(workspace, (view) =>
    addMember(view, {
      workspace,
      id,
      user: null,
      email: given.email,
      name: given.name ?? '',
      role: given.role,
      invitationHash: hashSecret(token),
      by: given.by,
      at: api.seams.clock.now(),
    }),
  )
  if (added === null)
    throw new ApiError('already_member', { detail: `${given.email} is in this workspace.`, field: 'email' })
  return { id: added, email: given.email, role: given.role, link: `/sign-in?invitation=${token}` }
}

/** Joins the workspace that a token is for. Someone who has a password here already must be signed in as that person. */
export async function accept(
  api: Api,
  given: { token: string; name: string; password: string },
  signedInAs: string | null,
): Promise<{ workspace: string; email: string }> {
  const invitation = await invitationByHash(api.data.system, hashSecret(given.token))
  if (invitation === null)
    throw new ApiError('invitation_over', { detail: 'This link is for nothing any more.', field: 'token' })
  const known = await api.people.find(invitation.email)
  if (known !== null && known.id !== signedInAs) {
    throw new ApiError('not_signed_in', `Sign in as ${invitation.email} first, then open the link again.`)
  }
  const person = known ?? (await api.people.create({ ...given, email: invitation.email }))
  const joined = await api.data.in(invitation.workspace, (view) =>
    acceptInvitation(view, invitation.member, {
      user: person.id,
      name: person.name,
      at: api.seams.clock.now(),
    }),
  )
  if (!joined)
    throw new ApiError('invitation_over', { detail: 'This link was used meanwhile.', field: 'token' })
  return { workspace: invitation.workspace, email: invitation.email }
}
