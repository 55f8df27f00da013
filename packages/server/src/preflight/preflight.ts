import type { Scope } from '@tieout/engine/ports.ts'
import { RemoteError } from '@tieout/engine/ports/fault.ts'
import { checkCredentials } from '../remotes/check-credentials.ts'
import type { Check, IntacctCredentials, RemoteFactory } from '../remotes/ports.ts'
import { findingsOf } from './findings.ts'
import type { Finding, Wanted } from './finding.ts'
import { rightsFor } from './rights.ts'
import type { Probe, Survey } from './survey.ts'

export interface Preflight {
  /** Nothing stands in the way of what is wanted. */
  readonly ok: boolean
  /** Signed in: the credentials are right, whatever else was found. */
  readonly signedIn: boolean
  readonly findings: readonly Finding[]
  readonly survey: Survey | null
}

/** The steps before anything can be asked; what comes after them is in the table of findings. */
const doorSteps: readonly string[] = ['reachable', 'sender', 'company', 'sign_in', 'entity', 'dates']

/** What the gateway cannot tell apart is one finding that names them in the order in which to check. */
const signInOrder = (user: string, entity: string | null) =>
  [
    `1. The password of "${user}", typed anew (capitals count).`,
    `2. Whether "${user}" is locked or inactive: Company > Admin > Web Services users > ${user} > Status.`,
    entity === null
      ? `3. Whether "${user}" may work at top level: User entities > Top level.`
      : `3. Whether entity "${entity}" is right and "${user}" may enter it: User entities.`,
  ].join('\n')

const whys: Readonly<Record<string, string>> = {
  reachable: 'Nothing can be read or sent until Intacct answers.',
  sender: 'Intacct lets in only senders that the company has authorised.',
  company: 'Nothing can be read or sent until Intacct lets the company in.',
  sign_in:
    'Intacct does not say which of company, user, password or entity is wrong, and locks a user after several wrong tries.',
  entity: 'Documents would be posted in the wrong place, or not at all.',
  dates: 'A date read the wrong way round would post on the wrong day.',
}

function doorFinding({ name, state, text, cure }: Check, { user, entity }: Wanted): Finding {
  const failed = state === 'failed'
  return {
    name,
    state: state === 'failed' ? 'blocked' : state,
    what: text,
    why: failed ? (whys[name] ?? '') : '',
    where: failed ? (name === 'sign_in' ? signInOrder(user, entity) : cure) : '',
    who: failed
      ? name === 'reachable'
        ? 'nobody'
        : name === 'sign_in'
          ? 'owner'
          : 'intacct_admin'
      : 'nobody',
  }
}

/**
 * Looks whether an Intacct company is ready: the door first, then everything that Intacct tells about itself. Writes nothing.
 * @throws RemoteError when Intacct stops answering on the way
 */
export async function preflight(
  open: RemoteFactory,
  scope: Scope,
  credentials: IntacctCredentials,
  wanted: Wanted,
): Promise<Preflight> {
  const { checks } = await checkCredentials(open, scope, credentials)
  const door = checks
    .filter(({ name }) => doorSteps.includes(name))
    .map((check) => doorFinding(check, wanted))
  const signedIn = door.every(({ name, state }) => state === 'ok' || name === 'dates')
  if (!signedIn) return { ok: false, signedIn, findings: door, survey: null }
  const survey = await surveyed(open, scope, credentials, rightsFor(wanted.settings))
  if (survey === null) return { ok: door.every(isFree), signedIn, findings: door, survey }
  const findings = [...door.filter(({ name }) => name !== 'entity'), ...findingsOf(survey, wanted)]
  return { ok: findings.every(isFree), signedIn, findings, survey }
}

function isFree({ state }: Finding): boolean {
  return state !== 'blocked'
}

/** Null where the other side has nothing to tell, or stopped answering. */
async function surveyed(
  open: RemoteFactory,
  scope: Scope,
  credentials: IntacctCredentials,
  probes: readonly Probe[],
): Promise<Survey | null> {
  const remote = await open({ scope, credentials, patience: 'short' })
  try {
    return (await remote.survey?.(probes)) ?? null
  } catch (error) {
    if (error instanceof RemoteError) return null
    throw error
  } finally {
    await remote.close?.()
  }
}
