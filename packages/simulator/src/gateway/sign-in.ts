import type { Company } from './company.ts'
import { userOf } from './company.ts'
import type { Login } from './envelope.ts'
import { entityExists } from './entities.ts'
import { errors, RequestRefusal } from './errors.ts'
import type { Session, Sessions } from './sessions.ts'
import type { User } from './settings.ts'

export interface SignedIn {
  readonly company: Company
  readonly user: User
  readonly entity: string | null
  /** Undefined for a login. */
  readonly session: Session | undefined
}

/** Milliseconds that a session of this user lives after a use. */
export function lifetimeOf(company: Company, user: User): number {
  return (user.sessionSeconds ?? company.settings.sessionSeconds) * 1000
}

function refuse(company: Company): never {
  const { badSignIn } = company.settings
  if (badSignIn === 'authentication') throw new RequestRefusal('authentication', [errors.signIn()])
  throw new RequestRefusal('front', [errors.frontSignIn(badSignIn)], 401)
}

/** Checks a login. A wrong entity looks like wrong credentials (reference 2). @throws RequestRefusal */
export function signIn(company: Company, login: Login): SignedIn {
  const user = userOf(company, login.userId)
  if (user === undefined || user.password !== login.password || user.status !== 'active') refuse(company)
  const entity = login.locationId
  if (entity === null) {
    if (!user.topLevel) refuse(company)
  } else {
    const allowed = user.entities === '*' || user.entities.includes(entity)
    if (!allowed || !entityExists(company.books, entity)) refuse(company)
  }
  return { company, user, entity, session: undefined }
}

/**
 * Takes up a session, without prolonging it yet.
 * @param endpoint the address that was called; undefined where there is none.
 * @throws RequestRefusal "Invalid session" for one that is unknown, expired, or of another endpoint where that matters.
 */
export function resume(
  sessions: Sessions,
  companies: ReadonlyMap<string, Company>,
  id: string,
  now: number,
  endpoint: string | undefined,
): SignedIn {
  const refused = (): RequestRefusal => new RequestRefusal('authentication', [errors.invalidSession(id)])
  const session = sessions.find(id, now)
  const company = session === undefined ? undefined : companies.get(session.companyId)
  const user = session === undefined || company === undefined ? undefined : userOf(company, session.userId)
  if (session === undefined || company === undefined || user?.status !== 'active') throw refused()
  const elsewhere = endpoint !== undefined && endpoint !== session.endpoint
  if (company.settings.sessionBoundToEndpoint && elsewhere) throw refused()
  return { company, user, entity: session.entity, session }
}
