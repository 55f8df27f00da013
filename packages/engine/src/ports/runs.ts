import type { ObjectType } from '../core/object-types.ts'

export interface RunStart {
  readonly id: string
  readonly kind: 'scheduled' | 'sync_now' | 'import' | 'initial' | 'push'
  readonly by: string | null
}

export interface RunCounts {
  readonly read: number
  readonly written: number
  readonly adopted: number
  readonly skipped: number
  readonly failed: number
}

/** What a step adds to a run, by object type; the run's counts are the sums. */
export type RunAdd = { readonly [Type in ObjectType]?: Partial<RunCounts> }
