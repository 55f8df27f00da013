import { RemoteError } from '@tieout/engine/ports.ts'
import type { Fault, Remote, Scope } from '@tieout/engine/ports.ts'
import type { Check, IntacctCredentials, OpenedRemote, RemoteFactory } from './ports.ts'

interface Step {
  readonly name: string
  /** Causes of faults that fail at this step; the last step takes every other one. */
  readonly causes: RegExp
  readonly good: (credentials: IntacctCredentials) => string
}

/** In the order in which Intacct refuses. A failed one leaves the later ones unchecked. */
const steps: readonly Step[] = [
  {
    name: 'reachable',
    causes: /unreach|network|timeout|dns|tls|not_gateway|endpoint|unavailable|html/,
    good: () => 'Intacct answers.',
  },
  { name: 'sender', causes: /sender/, good: (given) => `Intacct trusts sender ID "${given.senderId}".` },
  {
    name: 'sign_in',
    causes: /sign_?in|login|password|credential|session|user|company/,
    good: (given) => `Signed in to ${given.companyId} as "${given.userId}".`,
  },
  {
    name: 'entity',
    causes: /entity|location/,
    good: (given) => (given.entity === null ? 'Works at top level.' : `Works in entity ${given.entity}.`),
  },
  { name: 'rights', causes: /./, good: () => 'May read customers, invoices and payments.' },
]

function judged(fault: Fault | null, failedAt: number, credentials: IntacctCredentials): Check[] {
  return steps.map((step, index) => {
    if (fault === null || index < failedAt)
      return { name: step.name, state: 'ok', text: step.good(credentials), cure: '' }
    if (index === failedAt)
      return { name: step.name, state: 'failed', text: fault.sentence, cure: fault.cure }
    return { name: step.name, state: 'not_checked', text: 'Not checked.', cure: '' }
  })
}

async function probe(remote: Remote): Promise<void> {
  await remote.clock()
  for (const type of ['customer', 'invoice', 'payment'] as const) await remote.readByKeys(type, 'key', ['1'])
}

/** Signs in and reads one key of each type: what a connection needs before it is saved. */
export async function checkCredentials(
  open: RemoteFactory,
  scope: Scope,
  credentials: IntacctCredentials,
): Promise<{ ok: boolean; checks: Check[] }> {
  let remote: OpenedRemote | null = null
  try {
    remote = await open({ scope, credentials })
    await probe(remote)
    return { ok: true, checks: judged(null, steps.length, credentials) }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error
    const { fault } = error
    const failedAt = steps.findIndex((step) => step.causes.test(fault.cause))
    return { ok: false, checks: judged(fault, failedAt, credentials) }
  } finally {
    await remote?.close?.()
  }
}
