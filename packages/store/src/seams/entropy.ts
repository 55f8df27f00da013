import { randomBytes } from 'node:crypto'

/** Unpredictable bytes, for keys, salts and initialisation vectors. */
export type Entropy = (bytes: number) => Buffer

/** Random bytes of the system. */
export const systemEntropy: Entropy = (bytes) => randomBytes(bytes)
