import { child, childText, type Element } from '../xml/element.ts'
import type { Company } from './company.ts'
import { readControl, readEnvelope, checkEnvelope } from './envelope.ts'
import type { Gateway } from './gateway.ts'
import { controlKey, type Arrival } from './recall.ts'

/** A request in flight. */
export interface Ticket {
  readonly companyId: string | undefined
  readonly arrival: Arrival
  /** The request has been answered. May be called once more without effect. */
  leave(): void
}

/** The company that a request means, as far as can be told without refusing anything. */
function namedCompany(
  gateway: Gateway,
  request: Element,
): { company: Company; userId: string; entity: string | null } | undefined {
  const operation = child(request, 'operation')
  const authentication = operation === undefined ? undefined : child(operation, 'authentication')
  if (authentication === undefined) return undefined
  const sessionId = childText(authentication, 'sessionid')
  if (sessionId !== undefined) {
    const session = gateway.sessions.find(sessionId, gateway.now())
    const company = session === undefined ? undefined : gateway.companies.get(session.companyId)
    if (session === undefined || company === undefined) return undefined
    return { company, userId: session.userId, entity: session.entity }
  }
  const login = child(authentication, 'login')
  if (login === undefined) return undefined
  const company = gateway.companies.get((childText(login, 'companyid') ?? '').split('|')[0] ?? '')
  if (company === undefined) return undefined
  return { company, userId: childText(login, 'userid') ?? '', entity: childText(login, 'locationid') || null }
}

/** Notes that a request has arrived: which control ids others in flight hold already, and how far the memory was. */
export function arrivalOf(gateway: Gateway, request: Element): Ticket {
  const who = namedCompany(gateway, request)
  const control = readControl(request)
  const none = { sequence: Number.MAX_SAFE_INTEGER, heldByOthers: new Set<string>() }
  if (who === undefined || control?.uniqueId !== true || checkEnvelope(request).length > 0) {
    return { companyId: who?.company.id, arrival: none, leave: () => undefined }
  }
  const { company } = who
  const keys = readEnvelope(request, control).operations.flatMap((operation) =>
    operation.functions.map((each) =>
      controlKey(
        company,
        { sender: control.senderId, userId: who.userId, entity: who.entity },
        each.controlId,
      ),
    ),
  )
  const heldByOthers = new Set(keys.filter((key) => company.controlIds.inFlight(key) > 0))
  for (const key of keys) company.controlIds.begin(key)
  let left = false
  return {
    companyId: company.id,
    arrival: { sequence: company.controlIds.sequence, heldByOthers },
    leave() {
      if (left) return
      left = true
      for (const key of keys) company.controlIds.end(key)
    },
  }
}
