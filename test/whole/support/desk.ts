import { monotonic, pause } from '../../seams/outside.ts'
import type { House } from './house.ts'

const lookEveryMs = 100

export interface Offered {
  readonly choice: string
  readonly against: string | null
  readonly effect: string
  readonly proposal: string | null
  readonly records: readonly { readonly key: string; readonly label: string }[]
  readonly fields: readonly string[]
}

export interface Detail {
  readonly record: {
    readonly number: string
    readonly status: string
    readonly reason: string
    readonly message: string
    readonly actions: readonly string[]
  }
  readonly remote: {
    readonly key: string
    readonly number: string
    readonly data: Readonly<Record<string, unknown>>
    readonly facts: Readonly<Record<string, unknown>>
  } | null
  readonly differences: readonly Readonly<Record<string, unknown>>[]
  readonly problem: { readonly cause: string; readonly title: string; readonly cure: string } | null
  readonly choices: readonly Offered[]
  readonly timeline: readonly { readonly kind: string; readonly text: string }[]
}

export interface Change {
  readonly seq: number
  readonly type: string
  readonly id: string
  readonly op: string
  readonly cause: string
  readonly data: Readonly<Record<string, unknown>> | null
}

/** One who sends records as the app does, and decides as a finance person does. */
export class Desk {
  private readonly house: House
  private readonly path: string
  private readonly withinMs: number

  private constructor(house: House, connection: string, withinMs: number) {
    this.house = house
    this.path = `/connections/${connection}`
    this.withinMs = withinMs
  }

  static async at(house: House, withinMs: number): Promise<Desk> {
    return new Desk(house, await house.connection(), withinMs)
  }

  /** Sends a version as the app does. */
  async put(type: string, id: string, data: object, version = 1, state = 'approved'): Promise<void> {
    const path = `${this.path}/records/${type}/${encodeURIComponent(id)}`
    const { status, body } = await this.house.call('PUT', path, { version, state, data })
    if (status !== 200) throw new Error(`PUT ${path}: ${status} ${JSON.stringify(body)}`)
  }

  detail(type: string, id: string): Promise<Detail> {
    return this.house.get<Detail>(`${this.path}/records/${type}/${encodeURIComponent(id)}`)
  }

  /** Takes a choice; answers the status of the call. */
  async choose(type: string, id: string, body: Readonly<Record<string, unknown>>): Promise<number> {
    const path = `${this.path}/records/${type}/${encodeURIComponent(id)}/choices`
    return (await this.house.call('POST', path, body)).status
  }

  async act(action: string, type: string, id: string): Promise<void> {
    await this.house.call('POST', `${this.path}/records/actions`, { action, ids: [{ type, id }] })
  }

  async set(settings: Readonly<Record<string, unknown>>): Promise<void> {
    const { status, body } = await this.house.call('PATCH', this.path, { settings })
    if (status !== 200) throw new Error(`settings: ${status} ${JSON.stringify(body)}`)
  }

  async changesOf(type: string, id: string): Promise<Change[]> {
    const { items } = await this.house.get<{ items: Change[] }>(`${this.path}/changes?after=0&limit=1000`)
    return items.filter((change) => change.type === type && change.id === id)
  }

  /** Until everything that can go out has. */
  async rest(): Promise<void> {
    await this.house.quiet(this.withinMs)
  }

  /** Until a record stands for this reason, although not everything is at rest. */
  async until(type: string, id: string, reason: string): Promise<Detail> {
    const end = monotonic() + this.withinMs
    for (;;) {
      const detail = await this.detail(type, id)
      if (detail.record.reason === reason) return detail
      if (monotonic() > end) throw new Error(`${type} ${id} is ${detail.record.reason}, not ${reason}`)
      await pause(lookEveryMs)
    }
  }

  /** Reads what was done in Intacct meanwhile, and comes to rest. */
  async sync(): Promise<void> {
    await this.house.sync()
    await this.rest()
  }
}

/** An invoice of customer C-1 with one line. */
export function invoiceOf(number: string, total: string, more: object = {}): object {
  const date = '2026-03-10'
  return { number, customer: 'C-1', date, dueDate: '2026-04-09', lines: [{ amount: total }], total, ...more }
}

/** A payment of customer C-1 on one invoice. */
export function paymentOf(invoice: string, amount: string, more: object = {}): object {
  return { customer: 'C-1', date: '2026-03-16', amount, applications: [{ invoice, amount }], ...more }
}

/** What a person types into Intacct: an invoice of customer C-1. */
export function typedInvoice(number: string, total: string): Readonly<Record<string, unknown>> {
  return {
    CUSTOMERID: 'C-1',
    RECORDID: number,
    WHENCREATED: '2026-03-10',
    WHENDUE: '2026-04-09',
    ARINVOICEITEMS: { ARINVOICEITEM: [{ ACCOUNTNO: '4000', TRX_AMOUNT: total }] },
  }
}
