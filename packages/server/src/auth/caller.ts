import type { Role } from './operations.ts'

/** Who makes a request: a person by session, or a program by key; in one workspace, with one role. */
export interface Caller {
  readonly workspace: { readonly id: string; readonly name: string }
  readonly role: Role
  readonly actor: Actor
}

export interface Actor {
  readonly kind: 'user' | 'key'
  readonly id: string
  /** Shown in the audit log and on runs. */
  readonly name: string
  readonly email: string
}
