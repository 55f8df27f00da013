import { hash } from 'node:crypto'
import { toMinor } from '@tieout/engine/core/money.ts'
import { objectTypeNames } from '@tieout/engine/core/object-types.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppState, PaymentData, RecordData } from '@tieout/engine/core/records.ts'
import { settingsSchema } from '@tieout/engine/core/settings.ts'
import type { FlowContext } from '@tieout/engine/flows/context.ts'
import { receive } from '@tieout/engine/flows/receive.ts'
import { pullSlice, pushSlice } from '@tieout/engine/flows/slices.ts'
import type { AppPutResult, Scope, Store } from '@tieout/engine/ports.ts'
import type { Remote } from '@tieout/engine/ports/remote.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import type { Slots } from '@tieout/engine/ports/slots.ts'
import type { Bug } from './bugs.ts'
import { neverCrash, newLife } from './life.ts'
import type { CrashHook, Life } from './life.ts'
import { memorySlots } from './memory-slots.ts'
import { memoryGround } from './ground.ts'
import type { Ground } from './ground.ts'
import type { MemoryStore } from './memory-store.ts'
import { remoteOf } from './memory-tables.ts'
import type { LinkRow, RemoteRecord, Tables } from './memory-tables.ts'
import { seededRandom } from './seeded-random.ts'
import { receivables } from './sides.ts'
import type { Side } from './sides.ts'
import type { SentFunction } from './effects.ts'
import { simulatedIntacct } from './simulated-intacct.ts'
import type { SimulatedIntacct } from './simulated-intacct.ts'
import { readLagMs, settleMs } from './switches.ts'
import type { Switches } from './switches.ts'
import { virtualClock } from './virtual-clock.ts'
import type { VirtualClock } from './virtual-clock.ts'

const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }
function nothing(): void {
  return undefined
}

/** 2026-03-02 09:00 UTC. */
const start = Date.UTC(2026, 2, 2, 9)

/** A worker: its own client of Intacct, and what kills or stops it. */
export interface Worker {
  readonly context: Omit<FlowContext, 'connection'>
  readonly life: Life
  /** Its client as it is, without what kills the worker and without planted faults. */
  readonly client: Remote
  /** Crashes and stops of the work under way; `at` counts from its beginning. */
  hook: CrashHook
  firstCall: number
}

/** One connection between an app and a simulated Intacct, its workers, and everything that moves: time, chance, ids and the network. */
export class RingWorld {
  readonly time: VirtualClock = virtualClock(start)
  readonly store: MemoryStore
  readonly intacct: SimulatedIntacct
  readonly switches: Switches
  /** The side of the books that this world is about. */
  readonly side: Side
  readonly scope: Scope
  readonly foreign: Scope
  /** What each of the app's records was worth in any version that it sent, in cents. */
  readonly asked = new Map<string, Set<bigint>>()
  /** What users of either side did. */
  readonly deeds = { count: 0, types: new Set<ObjectType>() }
  /** Writes that left without a lease. */
  readonly strays: string[] = []
  /** Work of workers that were stopped: it goes on when they are woken, whatever others did meanwhile. */
  private readonly asleep = new Set<Promise<unknown>>()
  private readonly workers = new Map<string, Worker>()
  private readonly random: { next(): number }
  private readonly slots: Slots | null
  private readonly bug: Bug
  readonly lines: string[] = []
  /** Our machines' clock is so many milliseconds ahead of the true time, which Intacct and everything that waits go by. */
  oursIsAheadMs = 0
  /** How often it was moved: what was due by it may then be due hours later. */
  clockMoves = 0
  /** The time as our machines tell it. */
  readonly ours: VirtualClock['clock'] = {
    ...this.time.clock,
    now: () => this.time.clock.now() + this.oursIsAheadMs,
  }
  private readonly listener: ((line: string) => void) | undefined
  private lives = 0
  private ids = 0

  constructor(
    seed: number,
    switches: Switches,
    bug: Bug,
    listener?: (line: string) => void,
    ground: Ground = memoryGround,
    side: Side = receivables,
  ) {
    const { scope, foreign } = ground
    this.scope = scope
    this.foreign = foreign
    this.side = side
    this.switches = switches
    this.bug = bug
    this.listener = listener
    this.random = seededRandom(seed)
    this.store = ground.open(() => this.nextId())
    this.slots = switches.sharedSlots ? memorySlots() : null
    const settings = settingsSchema.parse({
      ...settingsOf(side),
      pageSize: switches.pageSize,
      batchSize: switches.batchSize,
      settleMs,
      readLagMs,
    })
    for (const each of [scope, foreign])
      this.store.addConnection({
        scope: each,
        company: 'k1',
        installation: 'i1',
        settings,
        settingsVersion: 1,
        state: 'active',
        failuresInARow: 0,
        remoteCompany: 'SIM',
      })
    this.intacct = simulatedIntacct({
      clock: this.time.clock,
      random: this.random,
      switches,
      scope,
      trace: (line) => this.trace(line),
      onWrite: (functions) => this.checkLeases(functions),
    })
  }

  get tables(): Tables {
    return this.store.tables(this.scope)
  }

  remoteOf(link: LinkRow): RemoteRecord | undefined {
    return remoteOf(this.tables, link)
  }

  /** Somebody, or a machine that was asleep, sets our clock. */
  moveClock(aheadMs: number): void {
    this.trace(`   our clock is set to ${Math.round(aheadMs / 60_000)} minutes ahead of the true time`)
    this.oursIsAheadMs = aheadMs
    this.clockMoves += 1
  }

  /** Notes what a user did, in words. Answers whether anything came of it. */
  acts(done: string): boolean {
    this.trace(`   ${done}`)
    if (/^no|: (nothing there|refused)/.test(done)) return false
    this.deeds.count += 1
    const about = /^the app sends \w+ (\w+)/.exec(done)?.[1] ?? done.replace(/\w*pays\b.*/, 'payment')
    // The longest name: a bill payment is no bill.
    const type = objectTypeNames.filter((name) => about.includes(name)).sort((a, b) => b.length - a.length)[0]
    if (type !== undefined) this.deeds.types.add(type)
    return true
  }

  /** Notes a line of what happens; the hash of all of them is the history's trace. */
  trace(line: string): void {
    this.lines.push(line)
    this.listener?.(line)
  }

  /** The hash of all that happened so far. */
  traceHash(): string {
    return hash('sha256', `${this.lines.join('\n')}\n`, 'hex')
  }

  private nextId(): string {
    this.ids += 1
    return `t${this.ids}`
  }

  /** Nothing leaves but under a lease that still holds. */
  private checkLeases(functions: readonly SentFunction[]): void {
    const now = this.ours.now()
    const intents = [...this.tables.intents.values()]
    for (const { name, controlId } of functions) {
      const intent = intents.find(({ draft }) => draft.controlId === controlId)
      if (intent?.state !== 'sent' || (intent.leaseUntil ?? 0) < now)
        this.strays.push(
          `${name} left without a lease: its write is ${intent?.state ?? 'not in the journal'}`,
        )
    }
  }

  /** The worker of that name; a dead one is followed by another life. */
  worker(name: string): Worker {
    const known = this.workers.get(name)
    if (known && !known.life.dead && !known.life.wasStopped) return known
    const worker = this.boot()
    this.workers.set(name, worker)
    return worker
  }

  private boot(): Worker {
    const later: { worker: Worker | null } = { worker: null }
    const ports = newLife((call) => {
      const { worker } = later
      return worker === null ? false : worker.hook({ ...call, at: call.at - worker.firstCall })
    }, this.time.clock)
    this.lives += 1
    const holder = `worker-${this.lives}`
    const clock = ports.wrap('clock', this.ours)
    const remote = this.intacct.open({
      clock: ports.wrap('pause', this.ours),
      wrap: (name, port) => ports.wrap(name, port),
      random: () => this.random.next(),
      ids: () => this.nextId(),
      holder,
      slots: this.slots === null ? null : ports.wrap('slots', this.slots),
      isUp: () => !ports.life.dead && !ports.life.wasStopped,
    })
    const store: Store = this.bug.store?.(this.store) ?? this.store
    const worker: Worker = {
      context: {
        store: ports.wrap('store', store),
        remote: ports.wrap('remote', this.bug.remote?.(remote) ?? remote),
        seams: { clock, random: this.random, ids: { uuid: () => this.nextId() }, log: silent },
        holder,
      },
      life: ports.life,
      client: remote,
      hook: neverCrash,
      firstCall: 0,
    }
    later.worker = worker
    return worker
  }

  /** The run on which all reading is booked. */
  async begin(): Promise<void> {
    await this.store.startRun(this.scope, { id: 'run', kind: 'scheduled', by: null }, this.ours.now())
  }

  /** A slice of a worker's work, to its end or the worker's. */
  async slice(worker: Worker, kind: 'push' | 'pull', hook: CrashHook = neverCrash): Promise<string> {
    worker.hook = hook
    worker.firstCall = worker.life.calls.length
    const connection = await this.store.connection(this.scope)
    if (!connection) throw new Error('no connection')
    const context: FlowContext = { ...worker.context, connection }
    const until = this.time.clock.monotonic() + 60_000
    const work = kind === 'push' ? pushSlice(context, { until }) : pullSlice(context, 'run', { until })
    const end = await Promise.race([work, worker.life.ended, worker.life.stopped])
    if (end === 'stops') this.leaveAsleep(work)
    return end
  }

  private leaveAsleep(work: Promise<unknown>): void {
    const going = work
      .catch((error: unknown) => {
        this.strays.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
      })
      .finally(() => this.asleep.delete(going))
    this.asleep.add(going)
  }

  /** Lets time pass until every worker that was stopped has been woken and has come to the end of its work. */
  async allAwake(): Promise<void> {
    // One that was killed after it was woken never ends.
    await this.time.runUntil(Promise.all(this.asleep), () => false)
  }

  /** Lets time pass until all of them have ended. */
  async together(works: readonly Promise<string>[]): Promise<readonly string[]> {
    const all = Promise.all(works)
    if (!(await this.time.runUntil(all))) throw new Error('the work waits for nothing')
    return all
  }

  async put(type: ObjectType, id: string, data: RecordData, version = 1, state: AppState = 'approved') {
    const now = this.ours.now()
    this.ask(`${type}:${id}`, worthOf(data))
    // A payment asks for its parts, each in its own name.
    const { fee, adjustments = [] } = data as Partial<PaymentData>
    if (fee !== undefined) this.ask(`invoice:${id}~fee`, toMinor(fee.amount, 'USD'))
    const adjusted = adjustments.reduce((sum, item) => sum + toMinor(item.amount, 'USD'), 0n)
    this.ask(`credit_note:${id}~adjustment`, adjusted)
    const [result] = await receive(this.store, this.tables.info, [{ type, id, version, state, data }], now)
    return result as AppPutResult
  }

  /** Pushes for as long as something is due, letting time pass to what is due later, up to `withinMs` from now. */
  async settle(withinMs: number): Promise<void> {
    const end = this.ours.now() + withinMs
    for (let rounds = 0; rounds < 500; rounds += 1) {
      const now = this.ours.now()
      const work = await this.store.work(this.scope, now)
      if (work.dirty || work.queued || work.wanted || work.unknown)
        await this.together([this.slice(this.worker('a'), 'push')])
      else if (work.nextAt !== null && work.nextAt <= end) await this.time.pass(work.nextAt - now)
      else return
    }
    throw new Error('it never comes to rest')
  }

  private ask(record: string, worth: bigint): void {
    const asked = this.asked.get(record) ?? new Set()
    this.asked.set(record, asked.add(worth))
  }

  /** One sync: pushes what there is, reads everything new, settles what that brought. */
  async sync(): Promise<void> {
    await this.settle(3_600_000)
    for (let slices = 0; slices < 50; slices += 1) {
      const [result] = await this.together([this.slice(this.worker('a'), 'pull')])
      if (result !== 'more' && result !== 'paused') break
      if (result === 'paused') await this.time.pass(10 * 60_000)
    }
    await this.settle(3_600_000)
  }
}

/** Each world reads and writes its own side only. */
function settingsOf({ name }: Side) {
  if (name === 'receivables')
    return {
      accounts: {
        sales: '4000',
        undepositedFunds: '1010',
        receivable: '1100',
        fee: '4000',
        writeOff: '4000',
      },
    }
  const [on, off] = ['both', 'off'] as const
  return {
    accounts: { expense: '4000', bank: 'BOA' },
    directions: {
      ...{ customer: off, invoice: off, credit_note: off, advance: off, payment: off },
      ...{ vendor: on, bill: on, bill_credit: on, bill_payment: on },
    },
  }
}

/** The sum of a record's lines, or all money that passes, in cents. */
export function worthOf(data: RecordData): bigint {
  const parts = 'lines' in data ? data.lines : 'amount' in data ? [data] : []
  return parts.reduce((sum, part) => sum + toMinor(part.amount, 'USD'), 0n)
}
