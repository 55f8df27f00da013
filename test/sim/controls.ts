import { bugs } from './bugs.ts'
import { live } from './story.ts'

export interface Caught {
  readonly bug: string
  /** The seed whose history caught it; null: none did. */
  readonly seed: number | null
  /** Histories that it took. */
  readonly took: number
  readonly violation: string
}

/** Lives histories with a planted fault until one of them catches it. */
export async function catchBug(bug: string, from: number, most: number): Promise<Caught> {
  const makeBug = bugs[bug]
  if (!makeBug) throw new RangeError(`there is no planted fault "${bug}"`)
  for (let seed = from; seed < from + most; seed += 1) {
    const { violations } = await live({ seed }, makeBug())
    const [first] = violations
    if (first !== undefined)
      return { bug, seed, took: seed - from + 1, violation: first.split('\n')[0] ?? '' }
  }
  return { bug, seed: null, took: most, violation: '' }
}
