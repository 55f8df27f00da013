import { setFlagsFromString } from 'node:v8'

/** By how many percent the heap may grow beyond what is in use before it is collected again. */
const growthPercent = 60

/**
 * Has the memory that a page leaves behind collected early. Left alone, V8 lets garbage pile up as fast as it comes, so that a large backfill
 * would need a third more than a small one; so it needs a tenth more, for some more of the processor (docs/decisions/0008). For the whole
 * process, at its start.
 */
export function keepMemoryFlat(): void {
  setFlagsFromString(`--heap-growing-percent=${growthPercent}`)
}
