import { hash } from 'node:crypto'
import { parseArgs } from 'node:util'
import { bugs, noBug } from './bugs.ts'
import { inOrder, usualProcesses } from './crew.ts'
import type { Task } from './crew.ts'
import { asOptions, shrink } from './shrink.ts'
import { live } from './story.ts'
import type { Story, StoryResult } from './story.ts'
import { addTo, newTally, tallyText } from './tally.ts'
import { monotonic } from '../seams/monotonic.ts'

const usage = `Lives random histories of one connection through: both sides' users, the weather between them, kills at any await.

  npm run test:sim -- --seeds N [--from S]      N histories from seed S on (1)
  --twice          each of them twice: both must leave the same trace
  --processes N    processes that share the work; by default one a core
  --bug NAME       with a fault planted on purpose; --bug list names them
  --controls       plants each fault in turn and says how many histories it took to catch it (at most N)
  --tell           tells the story as it happens
  --no-shrink      leaves a failing story as long as it is
  --steps, --fair, --unharmed 1,2,3   parts of a story, as a failing one is told again
`

/** Histories that one process takes at a time. */
const batch = 25
/** Failing stories that are made short and told in full; of the others the seeds are named. */
const mostTold = 10

function numbers(text: string | undefined): ReadonlySet<number> | undefined {
  if (text === undefined) return undefined
  return new Set(text === 'none' ? [] : text.split(',').map(Number))
}

function optionsOf(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      seeds: { type: 'string', default: '1000' },
      from: { type: 'string', default: '1' },
      twice: { type: 'boolean', default: false },
      processes: { type: 'string', default: String(usualProcesses) },
      bug: { type: 'string' },
      controls: { type: 'boolean', default: false },
      tell: { type: 'boolean', default: false },
      'no-shrink': { type: 'boolean', default: false },
      steps: { type: 'string' },
      fair: { type: 'string' },
      unharmed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  return values
}

type Options = ReturnType<typeof optionsOf>

function storyOf(seed: number, values: Options): Story {
  const steps = numbers(values.steps)
  const fair = numbers(values.fair)
  const unharmed = numbers(values.unharmed)
  return {
    seed,
    ...(steps ? { steps } : {}),
    ...(fair ? { fair } : {}),
    ...(unharmed ? { unharmed } : {}),
  }
}

async function main(args: string[]): Promise<number> {
  const values = optionsOf(args)
  if (values.help || (values.bug !== undefined && !bugs[values.bug])) {
    console.log(values.help ? usage : Object.keys(bugs).join('\n'))
    return values.help ? 0 : 2
  }
  const from = Number(values.from)
  const seeds = Number(values.seeds)
  const processes = Number(values.processes)
  if (![from, seeds, processes].every(Number.isSafeInteger) || seeds < 1 || processes < 1) {
    console.error(usage)
    return 2
  }
  if (values.controls) return controls(from, seeds, processes)
  const isPart = [values.steps, values.fair, values.unharmed].some((part) => part !== undefined)
  return values.tell || isPart ? tell(from, seeds, values) : histories(from, seeds, processes, values)
}

/** Whole histories, by all processes. */
async function histories(from: number, seeds: number, processes: number, values: Options): Promise<number> {
  const tally = newTally()
  const started = monotonic()
  const traces: string[] = []
  const tasks = Array.from({ length: Math.ceil(seeds / batch) }, (_, at): Task => {
    const first = from + at * batch
    const count = Math.min(batch, from + seeds - first)
    return { kind: 'live', from: first, count, bug: values.bug ?? null, twice: values.twice }
  })
  await inOrder(tasks, processes, async (result) => {
    if (result.kind !== 'lived') return
    for (const story of result.stories) {
      addTo(tally, story)
      traces.push(story.trace)
      if (story.violations.length > 0) await report(story, values, tally.failed)
    }
  })
  console.log(tallyText(tally, monotonic() - started))
  console.log(`trace of all: ${hash('sha256', traces.join('\n')).slice(0, 32)}`)
  return tally.failed === 0 ? 0 : 1
}

/** A failing story, as short as it can be made and with the one command that tells it again. */
async function report({ seed, violations }: StoryResult, values: Options, failed: number): Promise<void> {
  const makeBug = (values.bug === undefined ? undefined : bugs[values.bug]) ?? (() => noBug)
  const isShrunk = !values['no-shrink'] && failed <= mostTold
  const story = isShrunk ? await shrink({ seed }, makeBug) : { seed }
  console.log(`seed ${seed} fails:\n  ${violations.slice(0, 5).join('\n  ').slice(0, 2000)}`)
  const bug = values.bug === undefined ? '' : ` --bug '${values.bug}'`
  console.log(`  again: npm run test:sim -- ${asOptions(story)}${bug} --tell\n`)
}

/** Stories told, or parts of stories, one after another in this process. */
async function tell(from: number, seeds: number, values: Options): Promise<number> {
  const tally = newTally()
  const started = monotonic()
  const makeBug = (values.bug === undefined ? undefined : bugs[values.bug]) ?? (() => noBug)
  for (let seed = from; seed < from + seeds; seed += 1) {
    const result = await live(storyOf(seed, values), makeBug(), values.tell ? console.log : undefined)
    addTo(tally, result)
    if (result.violations.length > 0)
      console.log(`seed ${seed} fails:\n  ${result.violations.join('\n  ').slice(0, 4000)}\n`)
  }
  console.log(tallyText(tally, monotonic() - started))
  return tally.failed === 0 ? 0 : 1
}

async function controls(from: number, most: number, processes: number): Promise<number> {
  let missed = 0
  const names = Object.keys(bugs)
  const tasks = names.map((bug): Task => ({ kind: 'catch', bug, from, most }))
  await inOrder(tasks, processes, (result) => {
    if (result.kind !== 'caught') return
    const { bug, seed, took, violation } = result.caught
    if (seed === null) missed += 1
    const how = seed === null ? `NOT CAUGHT in ${took}` : `${took} histories (seed ${seed}): ${violation}`
    console.log(`${bug.padEnd(34)}${how.slice(0, 150)}`)
  })
  console.log(`${names.length - missed} of ${names.length} caught`)
  return missed === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
