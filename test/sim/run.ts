import { parseArgs } from 'node:util'
import { bugs, noBug } from './bugs.ts'
import { catchBug } from './controls.ts'
import { asOptions, shrink } from './shrink.ts'
import { live } from './story.ts'
import type { Story } from './story.ts'
import { addTo, newTally, tallyText } from './tally.ts'
import { monotonic } from '../seams/monotonic.ts'

const usage = `Lives random histories of one connection through: both sides' users, the weather between them, kills at any await.

  npm run test:sim -- --seeds N [--from S]      N histories from seed S on (1)
  --bug NAME       with a fault planted on purpose; --bug list names them
  --controls       plants each fault in turn and says how many histories it took to catch it (at most N)
  --tell           tells the story as it happens
  --no-shrink      leaves a failing story as long as it is
  --steps, --fair, --unharmed 1,2,3   parts of a story, as a failing one is told again
`

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

function storyOf(seed: number, values: ReturnType<typeof optionsOf>): Story {
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
  const makeBug = values.bug === undefined ? () => noBug : bugs[values.bug]
  if (values.help || makeBug === undefined) {
    console.log(values.help ? usage : Object.keys(bugs).join('\n'))
    return values.help ? 0 : 2
  }
  const from = Number(values.from)
  const seeds = Number(values.seeds)
  if (!Number.isInteger(from) || !Number.isInteger(seeds) || seeds < 1) {
    console.error(usage)
    return 2
  }
  if (values.controls) return controls(from, seeds)
  const tally = newTally()
  const started = monotonic()
  for (let seed = from; seed < from + seeds; seed += 1) {
    const story = storyOf(seed, values)
    const result = await live(story, makeBug(), values.tell ? console.log : undefined)
    addTo(tally, result)
    if (result.violations.length === 0) continue
    const told = values['no-shrink'] || values.tell ? story : await shrink(story, makeBug)
    console.log(`seed ${seed} fails:\n  ${result.violations.slice(0, 5).join('\n  ').slice(0, 2000)}`)
    const bug = values.bug === undefined ? '' : ` --bug '${values.bug}'`
    console.log(`  again: npm run test:sim -- ${asOptions(told)}${bug} --tell\n`)
  }
  console.log(tallyText(tally, monotonic() - started))
  return tally.failed === 0 ? 0 : 1
}

async function controls(from: number, most: number): Promise<number> {
  let missed = 0
  for (const bug of Object.keys(bugs)) {
    const { seed, took, violation } = await catchBug(bug, from, most)
    if (seed === null) missed += 1
    const how = seed === null ? `NOT CAUGHT in ${took}` : `${took} histories (seed ${seed}): ${violation}`
    console.log(`${bug.padEnd(34)}${how.slice(0, 150)}`)
  }
  console.log(`${Object.keys(bugs).length - missed} of ${Object.keys(bugs).length} caught`)
  return missed === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
