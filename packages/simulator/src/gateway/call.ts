import type { Actor } from '../books/contract.ts'
import type { Content, Element } from '../xml/element.ts'
import type { Company } from './company.ts'
import type { Format } from './format.ts'
import type { Session } from './sessions.ts'
import type { User } from './settings.ts'

/** Everything that a function may know about who calls it and where. */
export interface Call {
  readonly company: Company
  readonly user: User
  readonly actor: Actor
  /** Result sets belong to it; the login's user and level where no session is used. */
  readonly sessionKey: string
  readonly format: Format
  /** Epoch milliseconds, UTC. */
  readonly now: number
  /** How many functions the request holds. */
  readonly functions: number
  /** New opaque id. */
  readonly newId: () => string
  /** Opens a session at a level: the entity's id, or null for the top. */
  readonly openSession: (entity: string | null) => Session
}

/** Payload of a `<result>`: what stands between `controlid` and `errormessage`. Throws FunctionRefusal or BusinessError. */
export type FunctionHandler = (call: Call, element: Element) => readonly Content[]
