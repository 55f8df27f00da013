import type { View } from '@tieout/store/views/view.ts'
import { addAudit } from '@tieout/store/views/audit.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import type { FastifyRequest } from 'fastify'
import type { Api } from './api.ts'
import { callerOf } from './operation.ts'

interface Deed {
  /** `company.created`: what, then what was done to it. */
  readonly action: string
  readonly target: string
  /** Never secrets: what is stored here is shown. */
  readonly before?: Json
  readonly after?: Json
}

/** Writes who did what, from where; in the transaction of the deed itself. */
export async function audit(view: View, api: Api, request: FastifyRequest, deed: Deed): Promise<void> {
  const caller = callerOf(request)
  await addAudit(view, {
    workspace: caller.workspace.id,
    at: api.seams.clock.now(),
    actor: caller.actor.kind === 'key' ? `key ${caller.actor.name}` : caller.actor.name,
    action: deed.action,
    target: deed.target,
    before: deed.before ?? null,
    after: deed.after ?? null,
    ip: request.ip,
  })
}
