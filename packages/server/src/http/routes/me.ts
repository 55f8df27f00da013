import { appName, changeWorkspace, memberships } from '@tieout/store/views/members.ts'
import { ApiError } from '../../errors.ts'
import { createWorkspaceWithOwner } from '../../auth/first-workspace.ts'
import { accept } from '../../auth/invite.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import {
  acceptAnswer,
  acceptBody,
  meSchema,
  setupAnswer,
  setupBody,
  setupState,
  workspaceBody,
  workspaceSchema,
} from '../schemas/people.ts'

const tag = 'Sign-in'

export function meOperations(api: Api): Operation[] {
  return [
    operation({
      id: 'getMe',
      method: 'GET',
      url: '/me',
      tag,
      summary: 'Who you are here',
      description: 'A person in several workspaces chooses one with the header Tieout-Workspace.',
      answer: meSchema,
      handle: async ({ caller }) => ({
        user: { id: caller.actor.id, email: caller.actor.email, name: caller.actor.name },
        workspace: {
          ...caller.workspace,
          app: await api.data.in(caller.workspace.id, (view) => appName(view)),
        },
        workspaces:
          caller.actor.kind === 'user'
            ? (await memberships(api.data.system, caller.actor.id)).map(({ workspace, name }) => ({
                id: workspace,
                name,
              }))
            : [caller.workspace],
        role: caller.role,
        installation: {
          version: api.installation.version,
          demo: api.installation.demo,
          supportContact: api.installation.supportContact,
        },
      }),
    }),
    operation({
      id: 'changeWorkspace',
      method: 'PATCH',
      url: '/workspace',
      tag,
      summary: 'Rename the workspace, or what it calls your application',
      body: workspaceBody,
      answer: workspaceSchema,
      handle: ({ caller: { workspace }, body, request }) =>
        api.data.in(workspace.id, async (view) => {
          const before = { name: workspace.name, app: await appName(view) }
          const after = { name: body.name ?? before.name, app: body.app ?? before.app }
          await changeWorkspace(view, body)
          await audit(view, api, request, { action: 'workspace.changed', target: after.name, before, after })
          return { id: workspace.id, ...after }
        }),
    }),
    operation({
      id: 'getSetup',
      method: 'GET',
      url: '/setup',
      tag,
      summary: 'Whether this installation still waits for its first owner',
      answer: setupState,
      handle: () => Promise.resolve({ needed: api.setupCode() !== null }),
    }),
    operation({
      id: 'setup',
      method: 'POST',
      url: '/setup',
      tag,
      summary: 'Create the first workspace and its owner',
      description: 'Works once, with the code that Tieout printed when it was started.',
      body: setupBody,
      answer: setupAnswer,
      status: 201,
      handle: async ({ body }) => {
        const code = api.setupCode()
        if (code === null) throw new ApiError('setup_done', 'There is a workspace already.')
        if (body.code.trim() !== code)
          throw new ApiError('setup_code_wrong', { detail: 'The code does not fit.', field: 'code' })
        const done = await createWorkspaceWithOwner(api, body)
        api.setupDone()
        return done
      },
    }),
    operation({
      id: 'acceptInvitation',
      method: 'POST',
      url: '/invitations/accept',
      tag,
      summary: 'Join a workspace with the link of an invitation',
      description: 'Sets the name and the password; sign in with them afterwards.',
      body: acceptBody,
      answer: acceptAnswer,
      handle: ({ body, request }) => accept(api, body, request.person),
    }),
  ]
}
