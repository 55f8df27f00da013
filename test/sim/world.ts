import type {
  AppState,
  CustomerData,
  InvoiceData,
  CreditNoteData,
  PaymentData,
  RecordData,
} from '@tieout/engine/core/records.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { settingsSchema } from '@tieout/engine/core/settings.ts'
import type { z } from 'zod'
import type { FlowContext } from '@tieout/engine/flows/context.ts'
import { receive } from '@tieout/engine/flows/receive.ts'
import { pullSlice, pushSlice } from '@tieout/engine/flows/slices.ts'
import type { AppPutResult, Scope } from '@tieout/engine/ports.ts'
import type { Choice, ChoiceDetail } from '@tieout/engine/ports/situation.ts'
import type { Log } from '@tieout/engine/ports/seams.ts'
import { neverCrash, newLife } from './life.ts'
import type { CrashHook, Life } from './life.ts'
import { memoryStore } from './memory-store.ts'
import type { MemoryStore } from './memory-store.ts'
import { linkOfApp, markDirty, remoteOf } from './memory-tables.ts'
import type { IntentRow, LinkRow, RemoteRecord, Tables } from './memory-tables.ts'
import { scriptedRemote } from './scripted-remote.ts'
import type { ScriptedRemote } from './scripted-remote.ts'
import { seededRandom } from './seeded-random.ts'
import { virtualClock } from './virtual-clock.ts'
import type { VirtualClock } from './virtual-clock.ts'

const silent: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing }
function nothing(): void {
  return undefined
}

const scope: Scope = { workspace: 'w1', connection: 'c1' }
/** 2026-03-02 09:00 UTC. */
const start = Date.UTC(2026, 2, 2, 9)

export type SettingsInput = z.input<typeof settingsSchema>

export interface WorldOptions {
  readonly seed?: number
  readonly settings?: SettingsInput
}

/** One connection of one company: the engine between an app and a scripted remote side, in virtual time. */
export class World {
  readonly time: VirtualClock = virtualClock(start)
  readonly store: MemoryStore
  readonly remote: ScriptedRemote
  readonly scope = scope
  /** How far the worker's wall clock is ahead of Intacct's; a test moves it. Milliseconds. */
  oursIsAheadMs = 0
  private readonly random: { next(): number }
  private lives = 0
  private ids = 0

  constructor({ seed = 1, settings = {} }: WorldOptions = {}) {
    this.random = seededRandom(seed)
    this.store = memoryStore(() => this.nextId())
    this.remote = scriptedRemote(this.time.clock)
    this.store.addConnection({
      scope,
      company: 'k1',
      installation: 'i1',
      settings: settingsSchema.parse({
        accounts: { sales: '4000', undepositedFunds: '1050', receivable: '1100' },
        ...settings,
      }),
      settingsVersion: 1,
      state: 'active',
      failuresInARow: 0,
      remoteCompany: 'DEMO',
    })
  }

  get tables(): Tables {
    return this.store.tables(scope)
  }

  private ours(): number {
    return this.time.clock.now() + this.oursIsAheadMs
  }

  private nextId(): string {
    this.ids += 1
    return `t${this.ids}`
  }

  /** Parts of the settings are replaced, and every link is looked at again. */
  set(settings: SettingsInput): void {
    const { info, links } = this.tables
    this.tables.info = { ...info, settings: settingsSchema.parse({ ...info.settings, ...settings }) }
    for (const link of links.values()) markDirty(this.tables, link)
  }

  /** A worker's life: its own holder name, every port under the crash hook. */
  async life(hook: CrashHook = neverCrash): Promise<{ context: FlowContext; life: Life }> {
    const ports = newLife(hook, this.time.clock)
    const { life } = ports
    this.lives += 1
    const connection = await this.store.connection(scope)
    if (!connection) throw new Error('no connection')
    const context: FlowContext = {
      store: ports.wrap('store', this.store),
      remote: ports.wrap('remote', this.remote),
      seams: {
        clock: ports.wrap('clock', {
          ...this.time.clock,
          now: () => this.ours(),
        }),
        random: this.random,
        ids: { uuid: () => this.nextId() },
        log: silent,
      },
      holder: `worker-${this.lives}`,
      connection,
    }
    return { context, life }
  }

  /** Runs one piece of work to its end, or until its worker dies; answers undefined then. */
  async run<Result>(
    work: (context: FlowContext) => Promise<Result>,
    hook?: CrashHook,
  ): Promise<{ result: Result | undefined; life: Life }> {
    const { context, life } = await this.life(hook)
    const running = work(context)
    const settled = await this.time.runUntil(running, () => life.dead)
    if (!settled && !life.dead) throw new Error('the work waits for nothing')
    return { result: settled ? await running : undefined, life }
  }

  async push(hook?: CrashHook) {
    const until = this.time.clock.monotonic() + 60_000
    return this.run((context) => pushSlice(context, { until }), hook)
  }

  async pull(hook?: CrashHook) {
    const until = this.time.clock.monotonic() + 60_000
    return this.run(async (context) => pullSlice(context, 'run', { until }), hook)
  }

  /** Pushes for as long as something is due, letting time pass to what is due later, up to `withinMs` from now. */
  async settle(withinMs = 3_600_000): Promise<void> {
    const end = this.time.clock.now() + withinMs
    for (let rounds = 0; rounds < 2000; rounds += 1) {
      const work = await this.store.work(scope, this.ours())
      const wait = (work.nextAt ?? Number.POSITIVE_INFINITY) - this.ours()
      if (work.dirty || work.queued || work.wanted || work.unknown) await this.push()
      else if (this.time.clock.now() + wait <= end) await this.time.pass(wait)
      else return
    }
    throw new Error('it never comes to rest')
  }

  /** One sync: pushes what there is, reads everything new, settles what that brought. */
  async sync(): Promise<void> {
    await this.store.startRun(scope, { id: 'run', kind: 'sync_now', by: null }, this.time.clock.now())
    await this.settle()
    for (let slices = 0; slices < 100; slices += 1) {
      const { result } = await this.pull()
      if (result !== 'more') break
    }
    await this.settle()
  }

  async put(type: ObjectType, id: string, data: RecordData, version = 1, state: AppState = 'approved') {
    const { info } = this.tables
    const [result] = await receive(
      this.store,
      info,
      [{ type, id, version, state, data }],
      this.time.clock.now(),
    )
    return result as AppPutResult
  }

  link(type: ObjectType, appId: string): LinkRow {
    const found = linkOfApp(this.tables, type, appId)
    if (!found) throw new Error(`no link of ${type} ${appId}`)
    return found
  }

  /** The link of a record that came from the remote side. */
  imported(type: ObjectType, number: string): LinkRow {
    const found = [...this.tables.links.values()].find(
      (link) => link.type === type && remoteOf(this.tables, link)?.row.number === number,
    )
    if (!found) throw new Error(`no ${type} ${number} was read`)
    return found
  }

  remoteOf(link: LinkRow): RemoteRecord | undefined {
    return remoteOf(this.tables, link)
  }

  intents(link: LinkRow): IntentRow[] {
    return [...this.tables.intents.values()].filter((intent) => intent.link === link.id)
  }

  /** What a person chooses for one record. */
  choose(link: LinkRow, choice: Choice, detail: ChoiceDetail = {}): void {
    link.choice = choice
    link.choiceDetail = detail
    markDirty(this.tables, link)
  }
}

export function customer(number: string, more: Partial<CustomerData> = {}): CustomerData {
  return { number, name: `Customer ${number}`, ...more }
}

export function invoice(
  number: string,
  customerId: string,
  total: string,
  more: Partial<InvoiceData> = {},
): InvoiceData {
  return {
    number,
    customer: customerId,
    date: '2026-02-10',
    dueDate: '2026-03-10',
    lines: [{ amount: total }],
    total,
    ...more,
  }
}

export function creditNote(
  number: string,
  customerId: string,
  total: string,
  applied: readonly (readonly [string, string])[] = [],
  more: Partial<CreditNoteData> = {},
): CreditNoteData {
  return {
    number,
    customer: customerId,
    date: '2026-03-01',
    currency: 'USD',
    lines: [{ amount: total, account: '4000' }],
    total,
    applications: applied.map(([invoiceId, amount]) => ({ invoice: invoiceId, amount })),
    ...more,
  }
}

export function payment(
  customerId: string,
  applied: readonly (readonly [string, string])[],
  more: Partial<PaymentData> = {},
): PaymentData {
  const [first] = applied
  return {
    customer: customerId,
    date: '2026-02-20',
    amount: first?.[1] ?? '0.00',
    applications: applied.map(([id, amount]) => ({ invoice: id, amount })),
    ...more,
  }
}
