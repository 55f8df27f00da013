import { randomUUID } from 'node:crypto'
import type { Ids, Random } from './seams.ts'

/** The machine's own chance, in [0, 1). */
export const systemRandom: Random = () => Math.random()

/** A UUID of the machine's own. */
export const systemIds: Ids = () => randomUUID()
