import { addMember, createWorkspace } from '@tieout/store/views/members.ts'
import { addAudit } from '@tieout/store/views/audit.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { People } from './people.ts'

export interface FirstOwner {
  readonly workspace: string
  /** What people call the business application. */
  readonly app?: string | undefined
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Creates a workspace and its owner, with a password. */
export async function createWorkspaceWithOwner(
  parts: { data: Data; people: People; seams: Pick<ServerSeams, 'ids' | 'clock'> },
  owner: FirstOwner,
): Promise<{ workspace: string; user: string }> {
  const { data, people, seams } = parts
  const at = seams.clock.now()
  const workspace = seams.ids.uuid()
  const person = (await people.find(owner.email)) ?? (await people.create(owner))
  await data.in(workspace, async (view) => {
    await createWorkspace(view, workspace, { name: owner.workspace, app: owner.app ?? '', at })
    await addMember(view, {
      workspace,
      id: seams.ids.uuid(),
      user: person.id,
      email: person.email,
      name: person.name,
      role: 'owner',
      invitationHash: null,
      by: person.name,
      at,
    })
    await addAudit(view, {
      workspace,
      at,
      actor: person.name,
      action: 'workspace.created',
      target: owner.workspace,
      before: null,
      after: { owner: person.email },
      ip: null,
    })
  })
  return { workspace, user: person.id }
}
