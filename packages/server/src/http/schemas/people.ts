import { z } from 'zod'
import { roles } from '../../auth/operations.ts'
import { anyJson, maybeMoment, moment, uuid } from './common.ts'

export const role = z.enum(roles).meta({ id: 'Role' })
const email = z.string().trim().toLowerCase().pipe(z.email().max(200))

export const meSchema = z
  .object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
    workspace: z.object({
      id: z.string(),
      name: z.string(),
      app: z.string().describe('What people call the business application; empty when it has no name here'),
    }),
    workspaces: z.array(z.object({ id: z.string(), name: z.string() })),
    role,
    installation: z.object({
      version: z.string(),
      demo: z.boolean(),
      supportContact: z.string().nullable(),
    }),
  })
  .meta({ id: 'Me' })

export const workspaceBody = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    app: z
      .string()
      .trim()
      .max(40)
      .optional()
      .describe('What people call the business application; empty: it has no name here'),
  })
  .meta({ id: 'WorkspaceChange' })

export const workspaceSchema = meSchema.shape.workspace.meta({ id: 'Workspace' })

export const setupState = z.object({ needed: z.boolean() }).meta({ id: 'SetupState' })

export const setupBody = z
  .strictObject({
    code: z.string().max(100).describe('Printed by Tieout when it starts for the first time'),
    workspace: z.string().trim().min(1).max(100),
    app: z
      .string()
      .trim()
      .min(1)
      .max(40)
      .optional()
      .describe('What people call the business application; shown as the name of its side'),
    name: z.string().trim().min(1).max(100),
    email,
    password: z.string().min(10).max(200),
  })
  .meta({ id: 'Setup' })

export const setupAnswer = z.object({ workspace: z.string(), user: z.string() }).meta({ id: 'SetupDone' })

export const keySchema = z
  .object({
    id: uuid,
    name: z.string(),
    role,
    prefix: z.string().describe('The first characters, to tell keys apart'),
    createdAt: moment,
    createdBy: z.string(),
    lastUsedAt: maybeMoment,
    revokedAt: maybeMoment,
  })
  .meta({ id: 'Key' })

export const newKeyBody = z
  .strictObject({ name: z.string().trim().min(1).max(100), role })
  .meta({ id: 'NewKey' })

export const newKeyAnswer = z
  .object({ id: uuid, prefix: z.string(), key: z.string().describe('Shown this once') })
  .meta({ id: 'KeyOnce' })

export const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable().describe('Only owners see it'),
    role,
    state: z.enum(['joined', 'invited']),
    since: moment,
  })
  .meta({ id: 'User' })

export const inviteBody = z
  .strictObject({ email, name: z.string().trim().min(1).max(100).optional(), role })
  .meta({ id: 'Invitation' })

export const inviteAnswer = z
  .object({
    id: z.string(),
    email: z.string(),
    role,
    link: z.string().describe('Path of this installation to join with; shown this once'),
  })
  .meta({ id: 'InvitationSent' })

export const acceptBody = z
  .strictObject({
    token: z.string().min(20).max(100),
    name: z.string().trim().min(1).max(100),
    password: z.string().min(10).max(200),
  })
  .meta({ id: 'InvitationAcceptance' })

export const acceptAnswer = z
  .object({ workspace: z.string(), email: z.string() })
  .meta({ id: 'InvitationAccepted' })

export const roleBody = z.strictObject({ role }).meta({ id: 'RoleChange' })

export const auditSchema = z
  .object({
    seq: z.int(),
    at: moment,
    actor: z.string(),
    action: z.string(),
    target: z.string(),
    before: anyJson.nullable(),
    after: anyJson.nullable(),
    ip: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' })
