import { kimActs } from './intacct-hands.ts'
import { AppModel } from './app-model.ts'
import { noBug } from './bugs.ts'
import type { Bug } from './bugs.ts'
import type { Ground } from './ground.ts'
import type { CrashHook } from './life.ts'
import { neverCrash } from './life.ts'
import { brokenNow, brokenAtRest } from './ring-checks.ts'
import { comeToRest } from './rest.ts'
import { refusable } from './restrictions.ts'
import type { Restriction } from './restrictions.ts'
import { RingWorld } from './ring-world.ts'
import { dice } from './seeded-random.ts'
import type { Dice } from './seeded-random.ts'
import { payables, receivables } from './sides.ts'
import type { Side } from './sides.ts'
import { fair } from './simulated-intacct.ts'
import type { Sky } from './simulated-intacct.ts'
import { drawSwitches, settleMs } from './switches.ts'
import type { Switches } from './switches.ts'

/** Steps of a whole story. Each has its own dice, so that leaving one out changes no other. */
export const stepsInStory = 10
/** Things that users do in a step before anybody works on them; more happens while Intacct is read. */
const deedsInStep = 4
/** What is there when a story begins, so that every one is about all types. */
const beginnings = ['creates a customer', 'creates a customer', 'creates an invoice', 'pays']
/** Tries to find something to do: much is not there yet, or not allowed. */
const triesOfDeed = 5
const minute = 60_000
/** Steps for which our user's rights stay narrowed. */
const spell = 2

/** A story, whole or with parts left out while a failing one is made shorter. */
export interface Story {
  readonly seed: number
  /** Which steps happen; undefined: all. */
  readonly steps?: ReadonlySet<number>
  /** Steps in fair weather. */
  readonly fair?: ReadonlySet<number>
  /** Steps in which nobody is killed or stopped. */
  readonly unharmed?: ReadonlySet<number>
}

export interface StoryResult {
  readonly seed: number
  readonly violations: readonly string[]
  readonly trace: string
  readonly faults: ReadonlyMap<string, number>
  readonly crashes: number
  readonly stops: number
  /** Times that our clock was moved by hours. */
  readonly jumps: number
  readonly requests: number
  /** What users of either side did and were allowed to. */
  readonly operations: number
  /** Object types that they did it to. */
  readonly types: number
  /** Requests and answers went through XML text. */
  readonly bytes: boolean
  /** Intacct forgot control ids and ran something beyond T: only detection is promised. */
  readonly beyondPromise: boolean
}

interface Harm {
  crashes: number
  stops: number
}

/** Of every four lives one is about the payables. */
function sideOf(seed: number): Side {
  return seed % 4 === 3 ? payables : receivables
}

function mixed(seed: number, step: number, salt: number): number {
  return Math.imul(seed ^ Math.imul(step + 1, 0x9e3779b1), 0x85ebca6b) + Math.imul(salt, 0xc2b2ae35)
}

/** Lives one random life of a connection through: users of both sides, weather, kills; then a calm in which all must agree. */
export async function live(
  story: Story,
  bug: Bug = noBug,
  listener?: (line: string) => void,
  ground?: Ground,
): Promise<StoryResult> {
  const { seed } = story
  const switches = drawSwitches(dice(mixed(seed, -1, 0)))
  const world = new RingWorld(mixed(seed, -1, 1), switches, bug, listener, ground, sideOf(seed))
  const app = new AppModel(world, dice(0), world.side)
  const harm: Harm = { crashes: 0, stops: 0 }
  const violations: string[] = []
  try {
    await world.begin()
    const before = dice(mixed(seed, -1, 5))
    const many = beginnings.length + before.int(11)
    for (let deed = 0; deed < many; deed += 1)
      world.acts(kimActs(world.intacct.company, before, `B${deed}`, beginnings[deed], world.side))
    violations.push(...(await storm(world, app, story, harm)))
    if (violations.length === 0) violations.push(...(await afterTheStorm(world, app)))
  } catch (error) {
    violations.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  world.trace(violations.join('\n'))
  const { faults, requests } = world.intacct.traffic
  const { beyondPromise } = world.intacct
  const { count: operations, types } = world.deeds
  const trace = world.traceHash()
  return {
    seed,
    violations,
    trace,
    faults,
    requests,
    operations,
    types: types.size,
    bytes: switches.bytes,
    jumps: world.clockMoves,
    beyondPromise,
    ...harm,
  }
}

/** All steps, up to the first after which a promise is broken. */
async function storm(world: RingWorld, app: AppModel, story: Story, harm: Harm): Promise<string[]> {
  for (let step = 0; step < stepsInStory; step += 1) {
    if (story.steps?.has(step) === false) continue
    await oneStep(world, app, story, step, harm)
    const broken = brokenNow(world)
    if (broken.length > 0) return broken
  }
  return []
}

async function afterTheStorm(world: RingWorld, app: AppModel): Promise<string[]> {
  const isAtRest = await comeToRest(world, app)
  const broken = await brokenAtRest(world)
  // Whom a repeated write of Intacct's own has reached, a person has to answer: nothing is promised of rest.
  if (broken.length > 0 || world.intacct.beyondPromise) return broken
  return isAtRest ? [] : ['an unchanged sync wrote, or told the app something, again and again']
}

async function oneStep(
  world: RingWorld,
  app: AppModel,
  story: Story,
  step: number,
  harm: Harm,
): Promise<void> {
  const roll = dice(mixed(story.seed, step, 2))
  world.intacct.sky =
    story.fair?.has(step) === true ? () => fair : stormy(world, dice(mixed(story.seed, step, 3)), `K${step}`)
  const isNarrowed = dice(mixed(story.seed, Math.floor(step / spell), 6)).chance(0.1)
  if (isNarrowed && story.fair?.has(step) !== true) narrowRights(world, roll.chance(0.3) || step % spell > 0)
  else world.intacct.blind = false
  world.trace(`-- step ${step} at ${clockText(world)}`)
  restrictUser(world, story, step)
  moveClock(world, story, step)
  for (let deed = 0; deed < deedsInStep; deed += 1) await oneDeed(world, app, story, step, deed)
  const long = roll.chance(isNarrowed ? 0.5 : 0.15)
  // So long that a search which the rights of its beginning had made blind is followed by the one that decides.
  const settling = isNarrowed && long && step % spell > 0 ? settleMs + 2 * minute : 0
  const passing = settling + roll.int(long ? 40 * minute : 20_000)
  const work = roll.next()
  const longestStopMs = 40 * minute
  const first = hooks(world, roll, harm, longestStopMs)
  const second = hooks(world, roll, harm, longestStopMs)
  const [hookA, hookB] = story.unharmed?.has(step) === true ? [neverCrash, neverCrash] : [first, second]
  await world.time.pass(passing)
  const slices = slicesOf(world, work, hookA, hookB)
  const results = await world.together(slices.map((slice) => slice()))
  if (results.length > 0) world.trace(`   ${results.join(', ')}`)
}

/** A right that our user lacks for a spell: one kind of record is refused to it, or some of every kind are hidden. */
function restrictUser(world: RingWorld, story: Story, step: number): void {
  const draw = dice(mixed(story.seed, Math.floor(step / spell), 7))
  const isRestricted = draw.chance(0.12) && story.fair?.has(step) !== true
  const part = draw.pick([...refusable, null, null]) ?? null
  const object = part === null || part === 'AUDITHISTORY' ? part : world.side.objects[part]
  const restriction: Restriction = !isRestricted
    ? { kind: 'none' }
    : object === null
      ? { kind: 'some_hidden' }
      : { kind: 'refused', object }
  world.intacct.restrict(restriction)
  if (isRestricted) world.trace(`   ${object ?? 'every third record'} is kept from our user`)
}

/** Sometimes our clock jumps, to hours ahead of the true time or behind it. */
function moveClock(world: RingWorld, story: Story, step: number): void {
  const draw = dice(mixed(story.seed, step, 8))
  const aheadMs = draw.int(8 * 60 * minute) - 3 * 60 * minute
  if (draw.chance(0.03) && story.fair?.has(step) !== true) world.moveClock(aheadMs)
}

/**
 * Somebody takes our user's rights to see records: at once, or when the first write's answer is lost, so that the search for it is the
 * first to be blind.
 */
function narrowRights(world: RingWorld, atOnce: boolean): void {
  const { intacct } = world
  const narrow = (): void => {
    if (!intacct.blind) world.trace('   our user is shown no records')
    intacct.blind = true
  }
  if (atOnce) return narrow()
  const { sky } = intacct
  intacct.sky = (functions, writes) => {
    const plan = sky(functions, writes)
    if (writes && plan.fault !== undefined && plan.fault !== 'before5xx') narrow()
    return plan
  }
}

/** Something that a user of either side does; what comes to nothing is tried with something else. */
async function oneDeed(
  world: RingWorld,
  app: AppModel,
  story: Story,
  step: number,
  deed: number,
): Promise<void> {
  const roll = dice(mixed(story.seed, step, 16 + deed))
  for (let tries = 0; tries < triesOfDeed; tries += 1) {
    const done = roll.chance(0.6)
      ? await app.act(dice(roll.int(2 ** 31)))
      : kimActs(
          world.intacct.company,
          dice(roll.int(2 ** 31)),
          `K${step}-${deed}${tries}`,
          undefined,
          world.side,
        )
    if (world.acts(done)) return
  }
}

function clockText(world: RingWorld): string {
  return new Date(world.time.clock.now()).toISOString().slice(5, 19)
}

/** The sweep leaves a connection alone that backs off; two workers may be at it, each from its own process. */
function slicesOf(
  world: RingWorld,
  work: number,
  first: CrashHook,
  second: CrashHook,
): (() => Promise<string>)[] {
  if (world.ours.now() < world.tables.notBefore) return []
  const slice = (name: string, kind: 'push' | 'pull', hook: CrashHook) => () =>
    world.slice(world.worker(name), kind, hook)
  if (work < 0.45) return [slice('a', 'push', first)]
  if (work < 0.65) return [slice('a', 'pull', first)]
  if (work < 0.75) return [slice('a', 'push', first), slice('b', 'pull', second)]
  if (work < 0.85) return [slice('a', 'push', first), slice('b', 'push', second)]
  return work < 0.87 ? [slice('a', 'pull', first), slice('b', 'pull', second)] : []
}

/** Sometimes the worker is killed at one of its awaits, or stopped there past its lease. */
function hooks(world: RingWorld, roll: Dice, harm: Harm, longestStopMs: number): CrashHook {
  const fate = roll.next()
  const when = roll.chance(0.5) ? 'before' : 'after'
  const victim = roll.int(40)
  const stopMs = 1000 + roll.int(Math.max(40_000, roll.chance(0.3) ? longestStopMs : 0))
  if (fate > 0.22) return neverCrash
  return (call) => {
    if (call.at !== victim || call.when !== when) return false
    const isStop = fate < 0.07
    world.trace(`   ${call.name} ${when}: ${isStop ? `stopped for ${stopMs} ms` : 'killed'}`)
    if (isStop) harm.stops += 1
    else harm.crashes += 1
    return isStop ? stopMs : true
  }
}

/** Chances of one request that writes, in thousandths, and of one that reads. */
const chances = [
  ['throttled', 30, 12],
  ['before5xx', 40, 15],
  ['expiredSession', 20, 12],
  ['replyLost', 90, 10],
  ['lateCommit', 90, 0],
  ['after5xx', 40, 5],
  ['html', 30, 8],
  ['cut', 40, 12],
] as const

function stormy(world: RingWorld, weather: Dice, name: string): Sky {
  const { switches } = world
  const { company } = world.intacct
  let acts = 0
  return (_functions, writes) => {
    let roll = weather.int(1000)
    const slow = weather.int(100)
    const fate = weather.next()
    const doubled = weather.chance(0.03)
    const lateCommitMs = lateBy(switches, weather.next())
    if (!writes && weather.chance(0.06))
      world.acts(kimActs(company, weather, `${name}x${(acts += 1)}`, undefined, world.side))
    const fault = chances.find(([, writing, reading]) => (roll -= writes ? writing : reading) < 0)?.[0]
    return {
      ...fair,
      latencyMs: slow < 3 ? 20_000 : 40 + 4 * slow,
      throttle: fault === 'throttled',
      fault: fault === 'throttled' ? undefined : fault,
      duplicate: writes && doubled,
      dice: fate,
      lateCommitMs,
    }
  }
}

function lateBy({ latestCommitMs }: Switches, share: number): number {
  return Math.floor(latestCommitMs * share * share)
}
