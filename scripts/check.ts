/**
 * `npm test`: every check that needs nothing but this machine. `--full`: the longer tier, which is everything that `npm test` leaves out.
 * `--only lint,types`: only the steps of these names. `--within 30`: whatever has not ended after 30 minutes is stopped and named, and fails
 * nothing. Exits 0 only when nothing failed. The last line is "N passed, N failed".
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runStep, stopAll } from './run-step.ts'
import type { StepResult } from './run-step.ts'
import { steps } from './steps.ts'
import type { Step } from './steps.ts'

const cores = 2

const { values } = parseArgs({
  options: { full: { type: 'boolean' }, only: { type: 'string' }, within: { type: 'string' } },
})
const within = values.within === undefined ? Number.POSITIVE_INFINITY : Number(values.within)
if (!(within > 0)) {
  console.error('--within takes minutes.')
  process.exit(2)
}
const started = performance.now()
/** What is left of the time that all steps have together. Minutes. */
const left = (): number => within - (performance.now() - started) / 60_000

function isChosen(step: Step): boolean {
  if (values.only !== undefined) return values.only.split(',').includes(step.name)
  return step.tier === (values.full ? 'long' : 'quick')
}

/** Runs steps in their order, side by side while they need no more than the cores there are. */
async function runAll(chosen: readonly Step[], done: (result: StepResult) => void): Promise<StepResult[]> {
  const results: StepResult[] = []
  const running = new Map<Step, Promise<void>>()
  for (const step of chosen) {
    while ([...running.keys()].reduce((sum, item) => sum + item.cores, 0) + step.cores > cores) {
      await Promise.race(running.values())
    }
    const work = runStep(step, left()).then((result) => {
      running.delete(step)
      results.push(result)
      done(result)
    })
    running.set(step, work)
  }
  await Promise.all(running.values())
  return results
}

function lineOf(result: StepResult): string {
  const name = result.step.name.padEnd(22)
  if (result.notRun !== undefined) return `skipped  ${name} ${result.notRun}`
  const counts = result.step.vitest
    ? `${result.passed} passed, ${result.failed} failed${result.skipped > 0 ? `, ${result.skipped} skipped` : ''}`
    : ''
  return `${result.failed > 0 ? 'FAILED ' : 'ok     '}  ${name} ${`${result.seconds.toFixed(1)} s`.padStart(8)}  ${counts}`
}

function show(result: StepResult): void {
  if (result.failed > 0) console.log(`\n──── ${result.step.name}\n${result.output.trimEnd()}\n────`)
  console.log(lineOf(result).trimEnd())
}

const chosen = steps.filter(isChosen)
if (chosen.length === 0) {
  console.error(`No such step. There are: ${steps.map((step) => step.name).join(', ')}`)
  process.exit(2)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopAll()
    console.log(`\nStopped by ${signal}.\n0 passed, 1 failed`)
    process.exit(1)
  })
}

console.log(`Node ${process.versions.node}, ${chosen.length} steps`)
const results = await runAll(chosen, show)

const slowest = results
  .flatMap((result) => result.files)
  .sort((a, b) => b.seconds - a.seconds)
  .slice(0, 10)
if (slowest.length > 0) {
  console.log('\nSlowest test files')
  for (const file of slowest) console.log(`${file.seconds.toFixed(1).padStart(7)} s  ${file.path}`)
}

const total = (pick: (result: StepResult) => number): number =>
  results.reduce((sum, item) => sum + pick(item), 0)
const failed = total((result) => result.failed)
const seconds = Math.round((performance.now() - started) / 1000)
console.log(`\nTook ${Math.floor(seconds / 60)} min ${seconds % 60} s`)
for (const result of results.filter((item) => item.failed > 0)) console.log(`failed: ${result.step.name}`)
for (const result of results.filter((item) => item.notRun !== undefined)) {
  console.log(`not run: ${result.step.name}: ${result.notRun ?? ''}`)
}
console.log(`${total((result) => result.passed)} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

// What `npm run features` writes its page from: only a whole run that passed proves anything.
if (failed === 0 && values.only === undefined && !values.full) {
  mkdirSync('test-results', { recursive: true })
  writeFileSync('test-results/carried.json', JSON.stringify(results.flatMap((result) => result.carried)))
}
