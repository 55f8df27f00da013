import { secondOf } from '../books/dates.ts'
import { branch, leaf, type Branch, type Content, type Element } from '../xml/element.ts'
import { errorMessage, type ErrorStyle } from './answer.ts'
import type { Call } from './call.ts'
import type { Company } from './company.ts'
import {
  checkEnvelope,
  checkFunctions,
  readControl,
  readEnvelope,
  type Control,
  type Operation,
} from './envelope.ts'
import { errors, RequestRefusal } from './errors.ts'
import { gatewayFormat, makeFormat } from './format.ts'
import { runOperation } from './operation.ts'
import { recall, type Arrival } from './recall.ts'
import type { Sessions } from './sessions.ts'
import { lifetimeOf, resume, signIn, type SignedIn } from './sign-in.ts'
import { unitsOf } from './units.ts'

/** What is known of a request beside its text. */
export interface Meta {
  /** The address that was called; the default is the simulator's own. */
  readonly endpoint?: string
  readonly arrival?: Arrival
}

/** A document and the HTTP status it goes with. */
export interface Answer {
  readonly status: number
  readonly document: Branch
  readonly whitespace: boolean
}

export interface Gateway {
  /** Sender ids with their passwords. */
  readonly senders: ReadonlyMap<string, string>
  readonly companies: ReadonlyMap<string, Company>
  readonly sessions: Sessions
  readonly endpoint: string
  /** Epoch milliseconds, UTC. */
  readonly now: () => number
  readonly newId: () => string
  /** Told of every function that is about to run. */
  readonly count: (company: string, name: string, units: number) => void
}

const blank: Control = {
  senderId: '',
  password: '',
  controlId: '',
  uniqueId: false,
  uniqueIdText: '',
  dtdVersion: '',
  policyId: '',
  whitespace: true,
  additionalInfo: false,
}

function echo(control: Control, status: 'success' | 'failure'): Branch {
  return branch('control', [
    leaf('status', status),
    leaf('senderid', control.senderId),
    leaf('controlid', control.controlId),
    leaf('uniqueid', control.uniqueIdText),
    leaf('dtdversion', control.dtdVersion),
  ])
}

function iso(ms: number): string {
  return `${secondOf(ms)}+00:00`
}

function styleOf(gateway: Gateway, control: Control, company: Company | undefined): ErrorStyle {
  const wanted = company?.settings.supportIds !== false
  const supportId = (): string => {
    const id = gateway.newId()
    return `${id.slice(0, 6)}%7E${id.slice(6, 26)}`
  }
  return { supportId: wanted ? supportId : undefined, additional: control.additionalInfo }
}

/** The company that a request names, and what the front gateway says of it before anything else is looked at (reference 1.1). */
function companyOf(gateway: Gateway, operation: Operation): Company | undefined {
  const { authentication } = operation
  if (authentication.kind === 'oauth')
    throw new RequestRefusal('front', [errors.missingTenant(gateway.newId())], 400)
  if (authentication.kind === 'session') {
    const session = gateway.sessions.find(authentication.sessionId, gateway.now())
    return session === undefined ? undefined : gateway.companies.get(session.companyId)
  }
  if (!/^[\w .&-]+$/.test(authentication.companyId)) {
    throw new RequestRefusal('front', [errors.invalidRequest()], 400)
  }
  const company = gateway.companies.get(authentication.companyId)
  if (company === undefined || company.settings.status === 'inactive') {
    throw new RequestRefusal('front', [errors.unknownCompany(gateway.newId())], 400)
  }
  return company
}

function checkSender(gateway: Gateway, control: Control, company: Company | undefined): void {
  if (gateway.senders.get(control.senderId) === control.password) return
  const front = company?.settings.badSignIn ?? 'authentication'
  if (front !== 'authentication') throw new RequestRefusal('front', [errors.frontSignIn(front)], 401)
  throw new RequestRefusal('control', [errors.sender()])
}

function checkCompany(control: Control, operation: Operation, company: Company): void {
  const refuse = (entry: ReturnType<typeof errors.offline>): never => {
    throw new RequestRefusal('control', [entry])
  }
  const { settings } = company
  if (settings.status === 'offline') refuse(errors.offline())
  if (settings.status === 'demo expired') refuse(errors.demoExpired())
  if (!settings.webServices) refuse(errors.notSubscribed())
  if (!settings.senders.includes(control.senderId))
    refuse(errors.senderNotAuthorized(control.senderId, company.id))
  const { authentication } = operation
  if (authentication.kind === 'login' && authentication.clientId !== '') {
    if (!settings.clientIds.includes(authentication.clientId))
      refuse(errors.companyTitle(authentication.clientId))
  }
}

function callOf(gateway: Gateway, who: SignedIn, functions: number, endpoint: string): Call {
  const { company, user, entity, session } = who
  return {
    company,
    user,
    actor: { userId: user.userId, entity, source: 'api' },
    sessionKey: session?.id ?? `${user.userId}\u0000${entity ?? ''}`,
    format: makeFormat(company.settings.times === 'user' ? user : gatewayFormat),
    now: gateway.now(),
    functions,
    newId: gateway.newId,
    openSession(level) {
      const lifetime = lifetimeOf(company, user)
      const { cluster } = company.settings
      const opened = {
        id: gateway.newId(),
        companyId: company.id,
        userId: user.userId,
        entity: level,
        endpoint: cluster === '' ? endpoint : endpoint.replace(/\/ia\/xml\//, `/${cluster}/ia/xml/`),
        lifetime,
        expiresAt: gateway.now() + lifetime,
      }
      gateway.sessions.add(opened)
      return opened
    },
  }
}

function authenticated(gateway: Gateway, who: SignedIn): Branch {
  const now = gateway.now()
  const lifetime = who.session?.lifetime ?? lifetimeOf(who.company, who.user)
  if (who.session !== undefined) who.session.expiresAt = now + lifetime
  return branch('authentication', [
    leaf('status', 'success'),
    leaf('userid', who.user.userId),
    leaf('companyid', who.company.id),
    leaf('locationid', who.entity ?? ''),
    leaf('sessiontimestamp', iso(now)),
    leaf('sessiontimeout', iso(now + lifetime)),
  ])
}

function signedIn(
  gateway: Gateway,
  operation: Operation,
  company: Company | undefined,
  endpoint: string,
): SignedIn {
  const { authentication } = operation
  if (authentication.kind === 'login' && company !== undefined) return signIn(company, authentication)
  const id = authentication.kind === 'session' ? authentication.sessionId : ''
  return resume(gateway.sessions, gateway.companies, id, gateway.now(), endpoint)
}

function runAll(
  gateway: Gateway,
  control: Control,
  operation: Operation,
  company: Company | undefined,
  meta: Meta,
): Branch {
  const endpoint = meta.endpoint ?? gateway.endpoint
  const who = signedIn(gateway, operation, company, endpoint)
  const call = callOf(gateway, who, operation.functions.length, endpoint)
  const memoryOf = { sender: control.senderId, userId: who.user.userId, entity: who.entity }
  const memory = recall(who.company, memoryOf, control.uniqueId, gateway.now(), meta.arrival)
  const style = styleOf(gateway, control, who.company)
  memory.check(operation.functions)
  for (const each of operation.functions) {
    gateway.count(who.company.id, each.element.name, unitsOf(each.element, who.company.settings.units))
  }
  const results = runOperation(call, operation.functions, operation.transaction, memory, style)
  return branch('operation', [authenticated(gateway, who), ...results])
}

function notAuthenticated(operation: Operation, refusal: RequestRefusal, style: ErrorStyle): Branch {
  const { authentication } = operation
  const login = authentication.kind === 'login' ? authentication : undefined
  return branch('operation', [
    branch('authentication', [
      leaf('status', 'failure'),
      leaf('userid', login?.userId ?? ''),
      leaf('companyid', login?.companyId ?? ''),
      leaf('locationid', login?.locationId ?? ''),
    ]),
    errorMessage(refusal.entries, style),
  ])
}

function refused(control: Control | undefined, refusal: RequestRefusal, style: ErrorStyle): Answer {
  const content: Content[] =
    refusal.level === 'front'
      ? [branch('control', [leaf('status', 'failure')]), frontErrors(refusal)]
      : [echo(control ?? blank, 'failure'), errorMessage(refusal.entries, style)]
  return {
    status: refusal.status,
    document: branch('response', content),
    whitespace: control?.whitespace ?? true,
  }
}

/** The front gateway's errors hold fewer elements: no support id, no correction where there is none. */
function frontErrors(refusal: RequestRefusal): Branch {
  return branch(
    'errormessage',
    refusal.entries.map((entry) =>
      branch('error', [
        leaf('errorno', entry.errorno),
        ...(entry.description === undefined ? [] : [leaf('description', entry.description)]),
        ...(entry.description2 === undefined ? [] : [leaf('description2', entry.description2)]),
      ]),
    ),
  )
}

/** The answer to a body that is no readable XML. */
export function unreadable(gateway: Gateway, findings: readonly string[]): Answer {
  const refusal = new RequestRefusal('control', findings.map(errors.schema))
  return refused(undefined, refusal, styleOf(gateway, blank, undefined))
}

/** Answers one request document: front, control, authentication and functions, each with its own failure shape (reference 1.3). */
export function answerRequest(gateway: Gateway, request: Element, meta: Meta = {}): Answer {
  const control = readControl(request)
  let company: Company | undefined
  try {
    const findings = checkEnvelope(request)
    if (control === undefined || findings.length > 0) {
      throw new RequestRefusal('control', findings.map(errors.schema))
    }
    const envelope = readEnvelope(request, control)
    const companies = envelope.operations.map((operation) => companyOf(gateway, operation))
    company = companies[0]
    checkSender(gateway, control, company)
    const misfits = checkFunctions(request, company?.settings.elementOrder ?? 'schema')
    if (misfits.length > 0) throw new RequestRefusal('control', misfits.map(errors.schema))
    envelope.operations.forEach((operation, index) => {
      const named = companies[index]
      if (named !== undefined) checkCompany(control, operation, named)
    })
    if (control.policyId !== '')
      throw new RequestRefusal('control', [errors.transportPolicy(control.policyId)])
    const style = styleOf(gateway, control, company)
    const operations = envelope.operations.map((operation, index) => {
      try {
        return runAll(gateway, control, operation, companies[index], meta)
      } catch (error) {
        if (!(error instanceof RequestRefusal) || error.level !== 'authentication') throw error
        return notAuthenticated(operation, error, style)
      }
    })
    const document = branch('response', [echo(control, 'success'), ...operations])
    return { status: 200, document, whitespace: control.whitespace }
  } catch (error) {
    if (!(error instanceof RequestRefusal)) throw error
    return refused(control, error, styleOf(gateway, control ?? blank, company))
  }
}
