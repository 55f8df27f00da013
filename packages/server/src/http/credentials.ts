import type { Scope } from '@tieout/engine/ports.ts'
import type { StoredCredentials } from '@tieout/store/views/connections.ts'
import type { z } from 'zod'
import { ApiError } from '../errors.ts'
import { checkCredentials } from '../remotes/check-credentials.ts'
import type { Check, IntacctCredentials } from '../remotes/ports.ts'
import type { Api } from './api.ts'
import type { credentialsBody } from './schemas/companies.ts'

type Given = z.output<typeof credentialsBody>

/**
 * What was typed, completed by the installation's own sender and the usual address. Where the installation has no sender, the one that the
 * connection has now stays, as long as it goes to the same address: nobody types again what is not to change.
 */
export function fillCredentials(
  api: Api,
  given: Given,
  present: IntacctCredentials | null = null,
): IntacctCredentials {
  const { gateway } = api.installation
  const endpoint = given.endpoint ?? gateway.endpoint
  const own = gateway.senderId === null && present?.endpoint === endpoint ? present : gateway
  const senderId = given.senderId ?? own.senderId
  const senderPassword =
    given.senderPassword ??
    (given.senderId === undefined || given.senderId === own.senderId ? own.senderPassword : null)
  if (senderId === null || senderPassword === null) {
    const field = senderId === null ? 'senderId' : 'senderPassword'
    throw new ApiError('missing_field', {
      detail: 'This installation has no Web Services sender of its own.',
      cure: 'Give the sender ID and its password, or have TIEOUT_SENDER_ID and TIEOUT_SENDER_PASSWORD set for the installation.',
      field,
      errors: [{ path: field, message: 'Must be there: this installation has none of its own.' }],
    })
  }
  refuseForeign(endpoint, gateway.allowed)
  return {
    endpoint,
    companyId: given.companyId,
    userId: given.userId,
    password: given.password,
    senderId,
    senderPassword,
    entity: given.entity ?? null,
  }
}

/** Credentials are only ever sent to hosts that the installation allows: nobody can have them posted elsewhere. */
function refuseForeign(endpoint: string, allowed: (url: URL) => boolean): void {
  if (allowed(new URL(endpoint))) return
  throw new ApiError('wrong_value', {
    detail: `endpoint: ${endpoint} is no address of Intacct that this installation allows.`,
    cure: 'Leave the field out, or ask the administrator of this installation to allow the host.',
    field: 'endpoint',
    errors: [{ path: 'endpoint', message: 'Is not among the allowed hosts.' }],
  })
}

/** Tries them. @throws ApiError `credentials_refused` with the failed checks */
export async function insistOn(api: Api, scope: Scope, credentials: IntacctCredentials): Promise<void> {
  const { ok, checks } = await checkCredentials(api.remotes, scope, credentials)
  if (ok) return
  const failed = checks.filter((check) => check.state === 'failed')
  const first = failed[0]
  throw new ApiError('credentials_refused', {
    detail: first?.text ?? 'Intacct refused.',
    ...(first && first.cure !== '' ? { cure: first.cure } : {}),
    errors: failed.map((check) => ({ path: check.name, message: `${check.text} ${check.cure}`.trim() })),
  })
}

/** The row's columns: secrets sealed, the rest readable. */
export function storedCredentials(
  api: Api,
  scope: Scope,
  credentials: IntacctCredentials,
): StoredCredentials {
  return {
    credentials: api.vault.close(scope, credentials),
    endpoint: credentials.endpoint,
    intacctCompany: credentials.companyId,
    entity: credentials.entity,
    user: credentials.userId,
  }
}

/** Tries what is stored. */
export async function checkStored(api: Api, scope: Scope): Promise<{ ok: boolean; checks: Check[] }> {
  const credentials = await api.vault.open(scope)
  if (credentials === null) throw new ApiError('disconnected', 'This connection has no credentials.')
  return checkCredentials(api.remotes, scope, credentials)
}
