import { randomBytes, randomUUID } from 'node:crypto'
import type { ServerSeams } from './seams.ts'

export const random: ServerSeams['random'] = {
  next: () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48,
  bytes: (count) => randomBytes(count),
}

export const ids: ServerSeams['ids'] = { uuid: () => randomUUID() }
