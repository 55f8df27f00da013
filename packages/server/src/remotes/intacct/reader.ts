import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { RemoteClock } from '@tieout/engine/ports/windows.ts'
import type { Intacct } from '@tieout/intacct/client.ts'
import type { Evidence } from '@tieout/intacct/envelope/evidence.ts'
import type { Frame } from './frame.ts'
import type { LinesMemory } from './lines-memory.ts'
import type { ObjectAdapter } from './objects/adapter.ts'
import type { Present } from './present.ts'

/** What every reading of one company by our user works with. */
export interface Reader {
  readonly intacct: Intacct
  readonly frame: Frame
  /** How each type is kept, with the fields of the company's own that its settings use. */
  readonly adapters: Readonly<Record<ObjectType, ObjectAdapter>>
  readonly present: Present
  readonly memory: LinesMemory
  /** Told of every answer, so that the present of the remote side is always the newest one proven. */
  readonly seen: (evidence: Evidence) => RemoteClock
  /** Lets others in for so many milliseconds, or just for a moment. */
  readonly rest: (ms: number) => Promise<void>
}
