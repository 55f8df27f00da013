import { canonicalJson } from '@tieout/engine/core/json.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import { noBug } from './bugs.ts'
import type { Tables } from './memory-tables.ts'
import type { SqlCall } from './sql-call.ts'
import { modelGround, sqlGround } from './sql-ground.ts'
import { live } from './story.ts'
import type { StoryResult } from './story.ts'

export interface TwoLives {
  readonly seed: number
  readonly model: StoryResult
  readonly real: StoryResult
  /** Promises that the history broke on the real store, and whatever it did or left otherwise than on the model. */
  readonly violations: readonly string[]
}

/** Lives one history on the model in memory and on the real store: the same steps, the same end. */
export async function liveTwice(seed: number, sql: SqlCall): Promise<TwoLives> {
  const grounds = { model: modelGround(seed), real: sqlGround(seed, sql) }
  const lines: Record<'model' | 'real', string[]> = { model: [], real: [] }
  const model = await live({ seed }, noBug, (line) => void lines.model.push(line), grounds.model)
  const real = await live({ seed }, noBug, (line) => void lines.real.push(line), grounds.real)
  const warnings = sql.call('warnings', []) as string[]
  const differences = [
    ...firstDifference(lines.model, lines.real),
    ...differing(grounds.model.ended(), grounds.real.ended()),
  ]
  const own = model.violations.map((violation) => `on the model: ${violation}`)
  return { seed, model, real, violations: [...own, ...real.violations, ...warnings, ...differences] }
}

function firstDifference(model: readonly string[], real: readonly string[]): string[] {
  const at = model.findIndex((line, index) => ordered(line) !== ordered(real[index] ?? ''))
  if (at < 0 && model.length === real.length) return []
  const where = at < 0 ? model.length : at
  const before = real.slice(Math.max(0, where - 3), where)
  return [
    `the histories part: ${model[where] ?? 'the end'} on the model, ${real[where] ?? 'the end'} on the real store, after ${before.join(' | ')}`,
  ]
}

/** The line with what the app sends in one order: the store keeps contents, not the order of their fields. */
function ordered(line: string): string {
  const start = line.indexOf('{')
  return start < 0 ? line : line.slice(0, start) + canonicalJson(JSON.parse(line.slice(start)) as Json)
}

type View = (tables: Tables) => ReadonlyMap<string, unknown>

/** What has to be the same at the end, by table. Places in line, which only order the work, are each ground's own. */
const views: Readonly<Record<string, View>> = {
  app: ({ apps }) => mapped(apps, (put) => without(put, 'display', 'references')),
  remote: ({ remotes }) =>
    mapped(remotes, ({ row, presence }) => ({ row: without(row, 'display', 'references'), presence })),
  link: ({ links }) =>
    mapped(links, (link) => ({
      ...without(link, 'revision'),
      duplicates: link.duplicates.toSorted(),
      waitingFor: link.waitingFor.map(({ type, by, value }) => `${type} ${by} ${value}`).sort(),
    })),
  intent: ({ intents }) => mapped(intents, (intent) => without(intent, 'seq', 'sentAt', 'dueAt')),
  // Which of the records that were read stand for what our user is shown is chosen by no rule.
  stream: ({ streams }) => mapped(streams, (stream) => without(stream, 'rights')),
  want: ({ wants }) => mapped(wants, ({ want }) => want),
  change: ({ changes }) => new Map(changes.map((change) => [String(change.seq), change])),
  timeline: ({ timeline }) =>
    mapped(
      Map.groupBy(timeline, ({ link }) => link),
      (entries) => entries.map((entry) => without(entry, 'link')),
    ),
}

function without(row: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))
}

function mapped<Row>(rows: ReadonlyMap<string, Row>, view: (row: Row) => unknown): Map<string, unknown> {
  return new Map([...rows].map(([key, row]) => [key, view(row)]))
}

function differing(model: Tables, real: Tables): string[] {
  return Object.entries(views).flatMap(([name, view]) => {
    const [here, there] = [view(model), view(real)]
    return [...new Set([...here.keys(), ...there.keys()])].flatMap((key) => {
      const [a, b] = [text(here.get(key)), text(there.get(key))]
      return a === b ? [] : [`${name} ${key} is ${a} on the model, ${b} on the real store`]
    })
  })
}

function text(value: unknown): string {
  return value === undefined ? 'nothing' : canonicalJson(JSON.parse(JSON.stringify(value)) as Json)
}

export interface Compared {
  readonly seeds: number
  readonly crashes: number
  readonly faults: number
  readonly violations: readonly string[]
}

/** Lives so many histories twice, one after the other. */
export async function compareRings(sql: SqlCall, first: number, seeds: number): Promise<Compared> {
  const all: TwoLives[] = []
  for (let seed = first; seed < first + seeds; seed += 1) all.push(await liveTwice(seed, sql))
  const sum = (count: (lives: TwoLives) => number): number => all.reduce((so, lives) => so + count(lives), 0)
  return {
    seeds,
    crashes: sum(({ real }) => real.crashes),
    faults: sum(({ real }) => [...real.faults.values()].reduce((so, count) => so + count, 0)),
    violations: all.flatMap(({ seed, violations }) =>
      violations.map((violation) => `seed ${seed}: ${violation}`),
    ),
  }
}
