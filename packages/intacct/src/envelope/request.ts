import { element } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'

/** Identifies the program that calls: issued by Sage, authorised by each company. Case counts in both. */
export interface Sender {
  readonly senderId: string
  readonly password: string
}

/** A company's Web Services user. */
export interface Login {
  readonly companyId: string
  readonly userId: string
  readonly password: string
  /** Entity id: signs in inside that entity. */
  readonly entity?: string | undefined
  /** Console "slide-in" client id. */
  readonly clientId?: string | undefined
}

export type Authentication = { readonly login: Login } | { readonly sessionId: string }

export interface EnvelopeFunction {
  /** Unique in the request, 1 to 256 characters; for writes the stable id of the intent. */
  readonly controlId: string
  readonly body: Element
}

export interface EnvelopeRequest {
  readonly sender: Sender
  readonly authentication: Authentication
  /** Echoed back, never checked by the gateway. */
  readonly controlId: string
  /** true for writes: the gateway refuses a function whose control id has completed before. */
  readonly uniqueId: boolean
  readonly functions: readonly EnvelopeFunction[]
}

function authenticationElement(authentication: Authentication): Element {
  if ('sessionId' in authentication)
    return element('authentication', [element('sessionid', authentication.sessionId)])
  const { userId, companyId, password, clientId, entity } = authentication.login
  return element('authentication', [
    element('login', [
      element('userid', userId),
      element('companyid', companyId),
      element('password', password),
      ...(clientId === undefined ? [] : [element('clientid', clientId)]),
      ...(entity === undefined ? [] : [element('locationid', entity)]),
    ]),
  ])
}

/** The whole request document, in the order that the schema wants (protocol reference 1.2). */
export function requestElement(request: EnvelopeRequest): Element {
  return element('request', [
    element('control', [
      element('senderid', request.sender.senderId),
      element('password', request.sender.password),
      element('controlid', request.controlId),
      // Absent means true to the gateway, so it is always said.
      element('uniqueid', String(request.uniqueId)),
      element('dtdversion', '3.0'),
      element('includewhitespace', 'false'),
      // Stable error ids beside the texts; listed last by the documentation.
      element('showadditionalerrorinfo', 'true'),
    ]),
    element(
      'operation',
      [
        authenticationElement(request.authentication),
        element(
          'content',
          request.functions.map(({ controlId, body }) =>
            element('function', [body], { controlid: controlId }),
          ),
        ),
      ],
      { transaction: 'false' },
    ),
  ])
}
