import type { Store } from '@tieout/engine/ports.ts'
import type { ReferenceStore } from '@tieout/engine/ports/reference.ts'
import type { Data } from '../data.ts'
import type { RemotePool } from '../remotes/pool.ts'
import type { ServerSeams } from '../system/seams.ts'

/** What the work on a connection is done with. */
export interface WorkParts {
  readonly store: Store
  readonly references: ReferenceStore
  readonly data: Data
  readonly pool: RemotePool
  readonly seams: ServerSeams
  readonly holder: string
  /** By which address people reach Tieout; null: not known. */
  readonly publicUrl: string | null
  /** Makes a database that may have forgotten something verify first. */
  readonly recognise: () => Promise<void>
  /** True once the process is to end: work gives way at its next step. */
  readonly stopping: () => boolean
}
