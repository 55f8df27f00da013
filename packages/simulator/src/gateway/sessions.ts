/** One signed-in user at one level of one company. */
export interface Session {
  readonly id: string
  readonly companyId: string
  readonly userId: string
  readonly entity: string | null
  readonly endpoint: string
  /** Milliseconds from a use to the end. */
  readonly lifetime: number
  /** Epoch milliseconds; moves with every use. */
  expiresAt: number
}

export class Sessions {
  private readonly all = new Map<string, Session>()

  add(session: Session): void {
    this.all.set(session.id, session)
  }

  /** The session if it lives, without prolonging it. @param now epoch milliseconds. */
  find(id: string, now: number): Session | undefined {
    const session = this.all.get(id)
    if (session === undefined) return undefined
    if (session.expiresAt > now) return session
    this.all.delete(id)
    return undefined
  }

  /** Ends a session before its time. */
  expire(id: string): void {
    this.all.delete(id)
  }

  clear(): void {
    this.all.clear()
  }
}
