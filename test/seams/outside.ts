import { performance } from 'node:perf_hooks'

/** Real time and the network, for tests that drive real processes and look at them until they are done. */

export const ask = (url: string, init?: RequestInit): Promise<Response> => fetch(url, init)

/** Between two looks at a process. Milliseconds. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds of a clock that only runs forward. */
export const monotonic = (): number => performance.now()

/** A seed for a test that is told it by nobody; the test prints it. */
export const freshSeed = (): number => Date.now() % 1_000_000
