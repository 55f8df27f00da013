import type { TestProject } from 'vitest/node'
import { openHouse } from './house.ts'
import type { House } from './house.ts'

declare module 'vitest' {
  interface ProvidedContext {
    house: House
  }
}

/** One house for the whole tier: starting it takes as long as many tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { house, close } = await openHouse()
  project.provide('house', house)
  return close
}
