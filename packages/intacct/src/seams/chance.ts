import { randomUUID } from 'node:crypto'
import type { Ids, Random } from './seams.ts'

export const systemRandom: Random = () => Math.random()

export const systemIds: Ids = () => randomUUID()
