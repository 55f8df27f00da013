import { inConnection, inSnapshot, inWorkspace } from '@tieout/store/database/workspace.ts'
import type { Db } from '@tieout/store/database/workspace.ts'
import type { View } from '@tieout/store/views/view.ts'
import type { Scope } from '@tieout/engine/ports.ts'

/** The database as the API uses it: always inside one workspace, but for the few definer functions reached through `system`. */
export interface Data {
  in<T>(workspace: string, work: (view: View) => Promise<T>): Promise<T>
  /** Several reads of one moment. */
  snapshot<T>(workspace: string, work: (view: View) => Promise<T>): Promise<T>
  /** With the connection's lock: for everything that marks links. */
  marking<T>(scope: Scope, work: (view: View) => Promise<T>): Promise<T>
  readonly system: View
}

export function dataOf(db: Db): Data {
  return {
    in: (workspace, work) => inWorkspace(db, workspace, work),
    snapshot: (workspace, work) => inSnapshot(db, workspace, work),
    marking: (scope, work) => inConnection(db, scope, work),
    system: db,
  }
}
