import type { Db } from '../database/workspace.ts'

/**
 * A transaction of the runtime role in one workspace: row-level security shows that workspace's rows and no others, so the statements
 * of this folder name the connection and leave the workspace to the policy.
 */
export type View = Db
