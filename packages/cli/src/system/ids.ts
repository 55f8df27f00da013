import { randomUUID } from 'node:crypto'

/** Ids that nobody else has. */
export interface Ids {
  uuid(): string
}

export const systemIds: Ids = { uuid: () => randomUUID() }
