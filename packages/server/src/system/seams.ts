import type { Seams } from '@tieout/engine/ports/seams.ts'

/** The engine's seams and what a server needs besides. */
export interface ServerSeams extends Seams {
  readonly random: Seams['random'] & {
    /** Bytes that nobody can guess. */
    bytes(count: number): Buffer
  }
  /** Calls `work` every `everyMs`, never twice at once, until stopped; a throw is logged and the next one comes. */
  readonly every: (everyMs: number, work: () => Promise<void> | void) => Stop
}

export type Stop = () => Promise<void>
