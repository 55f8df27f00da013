import type { Scope } from '@tieout/engine/ports.ts'
import { memoryStore } from './memory-store.ts'
import type { MemoryStore } from './memory-store.ts'

/** What a history stands on: its store, and the ids of the workspaces in it. */
export interface Ground {
  readonly scope: Scope
  readonly foreign: Scope
  /** A store without connections. `nextId` gives ids of links, unless the store has its own. */
  open(nextId: () => string): MemoryStore
}

export const memoryGround: Ground = {
  scope: { workspace: 'w1', connection: 'c1' },
  foreign: { workspace: 'w2', connection: 'c1' },
  open: memoryStore,
}
