import { RemoteError } from '@tieout/engine/ports/fault.ts'
import { AppModel } from './app-model.ts'
import { broken } from './checks.ts'
import type { CrashHook } from './life.ts'
import { somebodyActs } from './people.ts'
import { faultOf } from './scripted-remote.ts'
import type { Fate } from './scripted-remote.ts'
import { dice } from './seeded-random.ts'
import type { Dice } from './seeded-random.ts'
import { World } from './world.ts'

export interface HistoryResult {
  readonly seed: number
  readonly faults: number
  readonly crashes: number
  readonly violations: readonly string[]
}

const operations = 36
const minute = 60_000

interface Tally {
  faults: number
  crashes: number
}

/** One random life of a connection: both sides' users, the weather and kills at any await, then a calm in which all must agree. */
export async function runHistory(seed: number): Promise<HistoryResult> {
  const chance = dice(seed)
  const world = new World({ seed, settings: { pageSize: 1 + chance.int(5) } })
  const app = new AppModel(world, chance)
  const tally: Tally = { faults: 0, crashes: 0 }
  storm(world, chance, tally)
  try {
    for (let turn = 0; turn < operations; turn += 1) await oneTurn(world, app, chance, tally)
    calm(world)
    await comeToRest(world, app)
    return { seed, ...tally, violations: [...broken(world), ...(await repeats(world))] }
  } catch (error) {
    return {
      seed,
      ...tally,
      violations: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    }
  }
}

async function oneTurn(world: World, app: AppModel, chance: Dice, tally: Tally): Promise<void> {
  if (chance.chance(0.6)) await app.act()
  else somebodyActs(world.remote.books, chance)
  await world.time.pass(chance.int(chance.chance(0.2) ? 40 * minute : 20_000))
  const roll = chance.next()
  const hook = crashing(chance, tally)
  if (isResting(world)) return
  if (roll < 0.5) await world.push(hook)
  else if (roll < 0.75) await world.pull(hook)
}

/** The sweep leaves a connection that backs off alone. */
function isResting(world: World): boolean {
  return world.time.clock.now() < world.tables.notBefore
}

function crashing(chance: Dice, tally: Tally): CrashHook {
  if (!chance.chance(0.4)) return () => false
  const when = chance.chance(0.5) ? 'before' : 'after'
  const victim = chance.int(25)
  return (call) => {
    const dies = call.at === victim && call.when === when
    if (dies) tally.crashes += 1
    return dies
  }
}

function storm(world: World, chance: Dice, tally: Tally): void {
  const { weather, books } = world.remote
  const fault = <Value>(value: Value): Value => {
    tally.faults += 1
    return value
  }
  weather.onWrite = (): Fate => {
    const roll = chance.next()
    if (roll < 0.15) return fault({ kind: 'reply_lost' })
    if (roll < 0.25) return fault({ kind: 'late', ms: chance.int(14 * minute) })
    if (roll < 0.35) return fault({ kind: 'lost_before' })
    if (roll < 0.4) return fault({ kind: 'turned_away', cause: 'unreachable' })
    if (roll < 0.45) return fault({ kind: 'turned_away', cause: 'throttled' })
    return { kind: 'answered' }
  }
  weather.onFunction = () => (chance.chance(0.05) ? fault(faultOf('busy', 'backoff')) : null)
  weather.onRead = () => {
    if (chance.chance(0.05)) somebodyActs(books, chance)
    if (chance.chance(0.05)) throw fault(new RemoteError(faultOf('unreachable', 'backoff')))
  }
}

function calm(world: World): void {
  const { weather } = world.remote
  weather.onWrite = () => ({ kind: 'answered' })
  weather.onFunction = () => null
  weather.onRead = () => undefined
}

async function comeToRest(world: World, app: AppModel): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await world.time.pass(20 * minute)
    world.remote.catchUp()
    app.applyChanges()
    await world.sync()
  }
}

/** One more sync writes nothing and tells nothing. */
async function repeats(world: World): Promise<string[]> {
  const writes = world.remote.executed.length
  const told = world.tables.changes.length
  await world.time.pass(minute)
  await world.sync()
  return [
    ...(world.remote.executed.length > writes ? ['an unchanged sync wrote'] : []),
    ...(world.tables.changes.length > told ? ['an unchanged sync told the app'] : []),
  ]
}
