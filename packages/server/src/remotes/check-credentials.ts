import { RemoteError } from '@tieout/engine/ports/fault.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import { objectTypes, usualTypes } from '@tieout/engine/core/object-types.ts'
import type { Check, IntacctCredentials, OpenedRemote, RemoteFactory } from './ports.ts'

interface Step {
  readonly name: string
  /** Faults that fail here, whenever they are met. Others fail where they are met. */
  readonly causes: readonly string[]
  /** Steps that have certainly been passed when this one fails: Intacct does not look at everything in our order. */
  readonly proves: readonly string[]
  readonly good: (credentials: IntacctCredentials) => string
}

const signedIn = ['reachable', 'sender', 'company', 'sign_in']
const inside = [...signedIn, 'entity', 'dates']

/** One step for each type that every connection has: the rights to the others are asked for when they are switched on. */
const objects = usualTypes.map((type) => [type, objectTypes[type].plural.replaceAll(' ', '_')] as const)

/** Closed table of what is tested, in the order in which it is shown. */
const steps: readonly Step[] = [
  {
    name: 'reachable',
    causes: [
      'unreachable',
      'no_answer',
      'endpoint_refused',
      'content_type_refused',
      'maintenance',
      'throttled',
      'gateway_trouble',
      'edge_trouble',
    ],
    proves: [],
    good: () => 'Intacct answers.',
  },
  {
    name: 'sender',
    causes: ['sender_refused', 'sender_not_authorised'],
    proves: ['reachable'],
    good: (given) => `Intacct trusts sender ID "${given.senderId}".`,
  },
  {
    name: 'company',
    causes: [
      'company_unknown',
      'request_refused',
      'tenant_missing',
      'demo_company_expired',
      'web_services_not_subscribed',
    ],
    proves: ['reachable'],
    good: (given) => `Company ${given.companyId} is there and open to Web Services.`,
  },
  {
    name: 'sign_in',
    causes: ['sign_in_refused', 'sign_in_paused'],
    proves: ['reachable', 'sender'],
    good: (given) => `Signed in to ${given.companyId} as "${given.userId}".`,
  },
  {
    name: 'entity',
    causes: ['entity_refused'],
    proves: signedIn,
    good: (given) => (given.entity === null ? 'Works at top level.' : `Works in entity ${given.entity}.`),
  },
  {
    name: 'dates',
    causes: ['user_unknown', 'dates_ambiguous', 'dates_unreadable'],
    proves: [...signedIn, 'entity'],
    good: () => 'Dates and times can be read for certain.',
  },
  ...objects.map(([type, name]) => ({
    name,
    causes: [],
    proves: inside,
    good: () => `May read ${objectTypes[type].plural}.`,
  })),
]

/** Faults by the step that fails. */
type Failures = ReadonlyMap<string, Fault>

function stepOf(fault: Fault, met: string): string {
  return steps.find((step) => step.causes.includes(fault.cause))?.name ?? met
}

async function faultIn(work: () => Promise<unknown>): Promise<Fault | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof RemoteError) return error.fault
    throw error
  }
}

function judged(failures: Failures, credentials: IntacctCredentials): Check[] {
  const failed = steps.filter((step) => failures.has(step.name))
  // Of several only rights can fail side by side; an earlier step takes everything after it along.
  const first = failed[0]
  const proven = new Set(first?.proves)
  return steps.map(({ name, good }): Check => {
    const fault = failures.get(name)
    if (fault) return { name, state: 'failed', text: fault.sentence, cure: fault.cure }
    const sideBySide = objects.some(([, step]) => step === name) && (first?.proves ?? inside) === inside
    if (first === undefined || proven.has(name) || sideBySide)
      return { name, state: 'ok', text: good(credentials), cure: '' }
    return { name, state: 'not_checked', text: 'Not checked.', cure: '' }
  })
}

/** Asks for one key of each type, so that every missing right is named at once. */
async function rightsOf(remote: OpenedRemote): Promise<Failures> {
  const failures = new Map<string, Fault>()
  for (const [type, step] of objects) {
    const fault = await faultIn(() => remote.readByKeys(type, 'key', ['1']))
    if (fault === null) continue
    const at = stepOf(fault, step)
    failures.set(at, fault)
    if (at !== step) break
  }
  return failures
}

function entityFault(fault: Fault, entity: string): Fault {
  return {
    ...fault,
    cause: 'entity_refused',
    sentence: `Intacct does not let this user into entity "${entity}".`,
    cure: 'Enter the entity ID as it stands under Company > Setup > Entities, and give the user access to that entity.',
  }
}

/**
 * Signs in and reads one key of each type: what a connection needs before it is saved. A wrong entity is refused like a wrong password;
 * signing in at top level, which is tried only then, tells them apart.
 */
export async function checkCredentials(
  open: RemoteFactory,
  scope: Scope,
  credentials: IntacctCredentials,
): Promise<{ ok: boolean; checks: Check[] }> {
  const withRemote = async (
    given: IntacctCredentials,
    use: (remote: OpenedRemote) => Promise<Failures>,
  ): Promise<Failures> => {
    let remote: OpenedRemote | undefined
    try {
      const fault = await faultIn(async () => {
        remote = await open({ scope, credentials: given, patience: 'short' })
        await remote.clock()
      })
      if (fault !== null) return new Map([[stepOf(fault, 'sign_in'), fault]])
      return remote === undefined ? new Map() : await use(remote)
    } finally {
      await remote?.close?.()
    }
  }

  const found = await withRemote(credentials, rightsOf)
  const refused = found.get('sign_in')
  const { entity } = credentials
  if (entity === null || refused === undefined) return answer(found, credentials)
  const above = await withRemote({ ...credentials, entity: null }, () => Promise.resolve(new Map()))
  const signsIn = above.size === 0
  return answer(signsIn ? new Map([['entity', entityFault(refused, entity)]]) : found, credentials)
}

function answer(failures: Failures, credentials: IntacctCredentials): { ok: boolean; checks: Check[] } {
  return { ok: failures.size === 0, checks: judged(failures, credentials) }
}
