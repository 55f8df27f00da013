import { child, childrenNamed, childText, type Element } from '../xml/element.ts'
import { check, checkFunction, type ElementOrder } from './grammar/validate.ts'

/** `<control>` of a request. */
export interface Control {
  readonly senderId: string
  readonly password: string
  readonly controlId: string
  /** True where the element is absent: that is its default (reference 1.2). */
  readonly uniqueId: boolean
  readonly uniqueIdText: string
  readonly dtdVersion: string
  readonly policyId: string
  readonly whitespace: boolean
  readonly additionalInfo: boolean
}

export interface Login {
  readonly kind: 'login'
  readonly userId: string
  readonly companyId: string
  readonly password: string
  readonly clientId: string
  readonly locationId: string | null
}

export type Authentication =
  Login | { readonly kind: 'session'; readonly sessionId: string } | { readonly kind: 'oauth' }

export interface FunctionCall {
  readonly controlId: string
  readonly element: Element
}

export interface Operation {
  readonly transaction: boolean
  readonly authentication: Authentication
  readonly functions: readonly FunctionCall[]
}

export interface Envelope {
  readonly control: Control
  readonly operations: readonly Operation[]
}

const models = {
  request: 'control, operation+',
  control:
    'senderid, password?, controlid, uniqueid?, dtdversion?, policyid?, debug?, includewhitespace?, showadditionalerrorinfo?',
  operation: 'authentication, preferences*, content*, @transaction?=false',
  authentication: '(login | sessionid | oauth)',
  login: 'userid, companyid, password, clientid?, locationid?',
  content: 'function+',
}

/** `<control>` as far as it can be read, for the echo in an answer even when the request is refused. */
export function readControl(request: Element): Control | undefined {
  const control = child(request, 'control')
  if (control === undefined) return undefined
  const text = (name: string): string => childText(control, name) ?? ''
  return {
    senderId: text('senderid'),
    password: text('password'),
    controlId: text('controlid'),
    uniqueId: text('uniqueid').toLowerCase() !== 'false',
    uniqueIdText: text('uniqueid'),
    dtdVersion: text('dtdversion') === '' ? '3.0' : text('dtdversion'),
    policyId: text('policyid'),
    whitespace: text('includewhitespace').toLowerCase() !== 'false',
    additionalInfo: text('showadditionalerrorinfo').toLowerCase() === 'true',
  }
}

const checked = new WeakMap<Element, readonly string[]>()

/** Every finding of the schema in a request, without those inside functions. Asked when it arrives and again when it is answered. */
export function checkEnvelope(request: Element): readonly string[] {
  const known = checked.get(request)
  if (known !== undefined) return known
  const findings = findingsOf(request)
  checked.set(request, findings)
  return findings
}

function findingsOf(request: Element): string[] {
  if (request.name !== 'request')
    return [`Element '${request.name}': No matching global declaration available.`]
  const findings = check(request, models.request)
  const control = child(request, 'control')
  if (control !== undefined) {
    findings.push(...check(control, models.control))
    if ((childText(control, 'controlid') ?? '').length > 256) {
      findings.push("Element 'controlid': The value is longer than 256.")
    }
  }
  for (const operation of childrenNamed(request, 'operation')) {
    findings.push(...check(operation, models.operation))
    const authentication = child(operation, 'authentication')
    if (authentication !== undefined) {
      findings.push(...check(authentication, models.authentication))
      const login = child(authentication, 'login')
      if (login !== undefined) findings.push(...check(login, models.login))
    }
    for (const content of childrenNamed(operation, 'content'))
      findings.push(...check(content, models.content))
  }
  return findings
}

/** Every finding of the schema in the functions of a request. Version 2.1 knows legacy functions only (reference 1.2). */
export function checkFunctions(request: Element, order: ElementOrder): string[] {
  return childrenNamed(request, 'operation').flatMap((operation) =>
    childrenNamed(operation, 'content').flatMap((content) =>
      content.children.flatMap((wrapper) => checkFunction(wrapper, order)),
    ),
  )
}

function readAuthentication(operation: Element): Authentication {
  const authentication = child(operation, 'authentication')
  const session = authentication === undefined ? undefined : childText(authentication, 'sessionid')
  if (session !== undefined) return { kind: 'session', sessionId: session }
  const login = authentication === undefined ? undefined : child(authentication, 'login')
  if (login === undefined) return { kind: 'oauth' }
  // `console|client|entity` in companyid is the slide-in written in one element (reference 1.2).
  const [first = '', client, entity] = (childText(login, 'companyid') ?? '').split('|')
  return {
    kind: 'login',
    userId: childText(login, 'userid') ?? '',
    companyId: first,
    password: childText(login, 'password') ?? '',
    clientId: childText(login, 'clientid') || client || '',
    locationId: childText(login, 'locationid') || entity || null,
  }
}

/** Reads a request whose envelope conforms. */
export function readEnvelope(request: Element, control: Control): Envelope {
  const operations = childrenNamed(request, 'operation').map((operation): Operation => {
    const functions = childrenNamed(operation, 'content').flatMap((content) =>
      content.children.flatMap((wrapper): FunctionCall[] => {
        const element = wrapper.children[0]
        return element === undefined ? [] : [{ controlId: wrapper.attributes.controlid ?? '', element }]
      }),
    )
    return {
      transaction: operation.attributes.transaction?.toLowerCase() === 'true',
      authentication: readAuthentication(operation),
      functions,
    }
  })
  return { control, operations }
}
