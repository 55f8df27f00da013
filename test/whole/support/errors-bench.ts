import { createIntacct } from '@tieout/intacct/client.ts'
import type { Intacct, IntacctConfig } from '@tieout/intacct/client.ts'
import { IntacctError } from '@tieout/intacct/errors/outcome.ts'
import type { Failed, Unknown } from '@tieout/intacct/errors/outcome.ts'
import { pooledHttp } from '@tieout/intacct/seams/http.ts'
import type { PooledHttp } from '@tieout/intacct/seams/http.ts'
import type { Http } from '@tieout/intacct/seams/seams.ts'
import { createCall, deleteCall, updateCall } from '@tieout/intacct/writing/generic.ts'
import type { GenericRecord } from '@tieout/intacct/writing/generic.ts'
import { legacyCall } from '@tieout/intacct/writing/legacy.ts'
import type { LegacyInput } from '@tieout/intacct/writing/legacy.ts'
import { element } from '@tieout/intacct/xml/element.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { seeded } from '@tieout/simulator/gateway/rng.ts'
import { changeCompanySettings } from '@tieout/simulator/http/settings-document.ts'
import { startSimulator } from '@tieout/simulator/run.ts'
import type { Running } from '@tieout/simulator/run.ts'
import type { OpenCompany } from '@tieout/simulator/simulator.ts'
import { fairWeather } from '@tieout/simulator/weather/weather.ts'
import { faultOrder } from '@tieout/simulator/weather/plan.ts'

export type Refused = Failed | Unknown

export interface Asking {
  readonly company?: string
  readonly entity?: string
  readonly password?: string
  readonly senderPassword?: string
  readonly url?: string
  /** What someone on the way, or a faulty client, makes of the text of every request. */
  readonly mangle?: (body: string) => string
}

/** 2026-01-05T10:00:00Z: where the simulator's clock stands at the start of each situation. */
export const start = Date.UTC(2026, 0, 5, 10)

export const today = '2026-01-05'

/** A simulator that listens, and clients of it over real HTTP. Between two situations `fresh` puts everything back. */
export class Bench {
  readonly running: Running
  readonly clock: { time: number; now(): number }
  /** Text and HTTP status of the last answer, as it came. */
  last = { status: 0, text: '' }
  private readonly pool: PooledHttp
  private count = 0
  private readonly customers = new Set<string>()
  private main: Intacct | undefined

  constructor(running: Running, clock: Bench['clock']) {
    this.running = running
    this.clock = clock
    this.pool = pooledHttp()
  }

  static async open(): Promise<Bench> {
    const clock = {
      time: start,
      now(): number {
        return this.time
      },
    }
    return new Bench(await startSimulator({ port: 0, clock }), clock)
  }

  async close(): Promise<void> {
    await this.pool.close()
    await this.running.close()
  }

  fresh(): void {
    this.clock.time = start
    for (const id of this.running.simulator.companies.keys()) this.running.simulator.reset(id)
    this.running.station.clear()
    this.main = undefined
    this.customers.clear()
  }

  company(id = 'DEMO'): OpenCompany {
    const found = this.running.simulator.companies.get(id)
    if (found === undefined) throw new Error(`there is no company ${id}`)
    return found
  }

  settings(patch: Readonly<Record<string, unknown>>, id = 'DEMO'): void {
    changeCompanySettings(this.company(id), patch)
  }

  /** The user signs in to DEMO; `asking` changes what is needed. */
  client(asking: Asking = {}, more: Partial<IntacctConfig> = {}): Intacct {
    const http: Http = async (request) => {
      const body = asking.mangle?.(request.body) ?? request.body
      const answer = await this.pool.http({ ...request, body })
      this.last = { status: answer.status, text: '' }
      return { ...answer, body: this.heard(answer.body) }
    }
    const config: IntacctConfig = {
      sender: { senderId: 'tieout', password: asking.senderPassword ?? 'tieout-sender' },
      login: {
        companyId: asking.company ?? 'DEMO',
        userId: 'tieout',
        password: asking.password ?? 'demo-password',
        ...(asking.entity === undefined ? {} : { entity: asking.entity }),
      },
      url: asking.url ?? `${this.running.url}/ia/xml/xmlgw.phtml`,
      endpoints: { allowLoopback: true },
      readAttempts: 1,
      ...more,
    }
    return createIntacct(config, { http })
  }

  /** The client that most situations share. */
  get intacct(): Intacct {
    this.main ??= this.client()
    return this.main
  }

  private async *heard(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const bytes of body) {
      this.last.text += Buffer.from(bytes).toString()
      yield bytes
    }
  }

  controlId(): string {
    this.count += 1
    return `situation-${String(this.count)}`
  }

  /** Any function, tried once. @returns how it was refused, or null */
  async send(body: Element, intacct = this.intacct, controlId = this.controlId()): Promise<Refused | null> {
    const { outcomes } = await intacct.write([{ controlId, body }])
    const [outcome] = outcomes
    return outcome === undefined || outcome.kind === 'ok' ? null : outcome
  }

  legacy(name: string, input: LegacyInput, intacct = this.intacct): Promise<Refused | null> {
    return this.send(legacyCall(name, input), intacct)
  }

  create(object: string, record: GenericRecord, intacct = this.intacct): Promise<Refused | null> {
    return this.send(createCall(object, record), intacct)
  }

  update(object: string, record: GenericRecord): Promise<Refused | null> {
    return this.send(updateCall(object, record))
  }

  delete(object: string, key: string): Promise<Refused | null> {
    return this.send(deleteCall(object, key))
  }

  /** Something that has to be there first. @returns its key */
  async made(body: Element, intacct = this.intacct): Promise<string> {
    const { outcomes } = await intacct.write([{ controlId: this.controlId(), body }])
    const [outcome] = outcomes
    if (outcome?.kind !== 'ok') throw new Error(`not made: ${JSON.stringify(outcome)}`)
    return outcome.key ?? ''
  }

  async customer(id = 'C1', more: GenericRecord = {}): Promise<string> {
    this.customers.add(id)
    return this.made(createCall('CUSTOMER', { CUSTOMERID: id, NAME: `Customer ${id}`, ...more }))
  }

  /** An invoice for C1, 100.00, with C1 itself where it is not there yet. */
  async invoice(more: LegacyInput = {}): Promise<string> {
    if (!this.customers.has('C1')) await this.customer()
    return this.made(legacyCall('create_invoice', invoice(more)))
  }

  async payment(key: string, amount: string, more: GenericRecord = {}): Promise<string> {
    return this.made(createCall('ARPYMT', payment(key, amount, more)))
  }

  /** The session is opened; the next request meets the n-th of the answers that a broken gateway gives (see the weather). */
  async breakNext(place: number, of: number): Promise<void> {
    await this.intacct.signIn()
    for (let seed = 1; ; seed += 1) {
      const random = seeded(seed)
      for (let draw = 0; draw <= faultOrder.length; draw += 1) random.next()
      if (Math.floor(random.next() * of) !== place) continue
      this.running.station.change({ ...fairWeather, seed })
      return
    }
  }
}

/** How a call is refused. @throws when it is not, or for an error of our own */
export async function refusal(work: () => Promise<unknown>): Promise<Refused | null> {
  try {
    await work()
    return null
  } catch (error) {
    if (error instanceof IntacctError) return error.outcome
    throw error
  }
}

export const line: LegacyInput = { glaccountno: '4000', amount: '100.00', locationid: 'HQ' }

export function invoice(more: LegacyInput = {}, lines: readonly LegacyInput[] = [line]): LegacyInput {
  return {
    customerid: 'C1',
    datecreated: today,
    datedue: '2026-02-05',
    invoiceno: 'INV-1',
    invoiceitems: { lineitem: lines },
    ...more,
  }
}

export function payment(key: string, amount: string, more: GenericRecord = {}): GenericRecord {
  return {
    FINANCIALENTITY: 'BOA',
    PAYMENTMETHOD: 'EFT',
    CUSTOMERID: 'C1',
    RECEIPTDATE: '01/06/2026',
    PAYMENTDATE: '01/06/2026',
    CURRENCY: 'USD',
    ARPYMTDETAILS: { ARPYMTDETAIL: [{ RECORDKEY: key, TRX_PAYMENTAMOUNT: amount }] },
    ...more,
  }
}

export function order(type: string, item: LegacyInput = {}): LegacyInput {
  return {
    transactiontype: type,
    datecreated: today,
    customerid: 'C1',
    datedue: '2026-02-05',
    sotransitems: { sotransitem: [{ itemid: 'SEAT', quantity: '3', unit: 'Each', price: '20', ...item }] },
  }
}

export const query = (object: string, fields: readonly string[], filter?: Element): Element =>
  element('query', [
    element('object', object),
    element(
      'select',
      fields.map((field) => element('field', field)),
    ),
    ...(filter === undefined ? [] : [element('filter', [filter])]),
  ])
