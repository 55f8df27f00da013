import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { today } from '../../seams/today.ts'

const folder = join(import.meta.dirname, '..', '..', '..', 'test-results', 'figures')

/** Prints what a test measured, so that a person sees it in the run's output, and leaves it for `npm run figures`. */
export function figures(what: string, values: Readonly<Record<string, unknown>>): void {
  console.log(`${what}: ${JSON.stringify(values)}`)
  mkdirSync(folder, { recursive: true })
  const name = what.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify({ what, on: today(), values }, null, 1)}\n`)
}

/** How often each function was called between two counts; those that were not are left out. */
export function calls(
  before: Readonly<Record<string, number>>,
  after: Readonly<Record<string, number>>,
): Record<string, number> {
  const grown = Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)] as const)
  return Object.fromEntries(grown.filter(([, count]) => count !== 0))
}

const reading = /^(get|read|query|lookup|inspect)/i

/** The functions that change something. */
export function writes(functions: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(functions).filter(([name]) => !reading.test(name)))
}
