import type { Scope } from '../ports.ts'

/** A slot of one Intacct company's pacing: a leased row, never a lock held across a call. */
export interface Slots {
  acquire(
    scope: Scope,
    remoteCompany: string,
    request: { kind: 'read' | 'write'; holder: string; now: number; until: number },
  ): Promise<{ readonly slot: number; readonly fence: number } | null>
  /** Holds it on, for as long as nobody else has got it. @param until new end of its lease, epoch ms */
  renew(remoteCompany: string, slot: number, fence: number, until: number): Promise<void>
  release(remoteCompany: string, slot: number, fence: number): Promise<void>
  throttled(remoteCompany: string, now: number): Promise<void>
}
