import { summedApplications } from '@tieout/engine/core/apply.ts'
import { withFields } from '@tieout/engine/core/compare.ts'
import { fromMinor, toMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppPutResult } from '@tieout/engine/ports.ts'
import type { Change } from '@tieout/engine/ports/settled.ts'
import { partyOf } from '@tieout/engine/core/party.ts'
import type { AppliedItem, AppState, PaymentData, RecordData } from '@tieout/engine/core/records.ts'
import type { Dice } from './seeded-random.ts'
import { payment } from './world.ts'
import { isOf, made, receivables } from './sides.ts'
import type { Side } from './sides.ts'
import type { Tables } from './memory-tables.ts'

interface Mine {
  readonly type: ObjectType
  readonly id: string
  version: number
  state: AppState
  data: RecordData
}

/** What the app speaks to. */
export interface AppWorld {
  readonly tables: Tables
  put(type: ObjectType, id: string, data: RecordData, version: number, state: AppState): Promise<AppPutResult>
}

/** An app whose users create, edit and void records, and which applies the change feed when it gets to it. */
export class AppModel {
  private readonly world: AppWorld
  private readonly side: Side
  private dice: Dice
  private readonly records = new Map<string, Mine>()
  private applied = 0
  private named = 0

  constructor(world: AppWorld, dice: Dice, side: Side = receivables) {
    this.world = world
    this.side = side
    this.dice = dice
  }

  /** One thing that a user of the app does, in words. `dice`: from now on. */
  async act(dice: Dice = this.dice): Promise<string> {
    this.dice = dice
    if (dice.chance(0.4)) this.applyChanges()
    const roll = dice.next()
    if (roll < 0.2) return this.create(this.side.party)
    if (roll < 0.42) return this.create(this.side.document)
    if (roll < 0.52) return this.create(this.side.credit)
    if (roll < 0.67) return this.create(this.side.payment)
    return roll < 0.9 ? this.edit() : this.void()
  }

  /** Takes over what the feed says, as of its present place. */
  applyChanges(): void {
    for (const change of this.world.tables.changes.slice(this.applied)) this.apply(change)
    this.applied = this.world.tables.changes.length
  }

  private apply({ type, id, op, data }: Change): void {
    const mine = this.records.get(`${type}:${id}`)
    if (op === 'create' && !mine) {
      this.records.set(`${type}:${id}`, {
        type,
        id,
        version: 0,
        state: 'approved',
        data: data as unknown as RecordData,
      })
    } else if (mine && op === 'update') mine.data = data as unknown as RecordData
    else if (mine) mine.state = 'void'
  }

  private of(type: ObjectType): Mine[] {
    return [...this.records.values()].filter((mine) => mine.type === type && mine.state !== 'void')
  }

  private async create(type: ObjectType): Promise<string> {
    this.named += 1
    const id = `${type === this.side.credit ? 'n' : (type[0] ?? '')}${this.named}`
    const data = this.newData(type, id)
    return data ? this.send({ type, id, version: 0, state: 'approved', data }) : `no ${type} to create`
  }

  private newData(type: ObjectType, id: string): RecordData | null {
    const { side } = this
    const make = made(side)
    if (type === side.party) return make.party(`C-${id}`, { email: `${id}@example.org` })
    const owner = this.dice.pick(this.of(side.party))
    if (!owner) return null
    if (type === side.document) return make.document(`INV-${id}`, owner.id, this.amount())
    if (type === side.credit) {
      const owing = this.dice.pick(this.of(side.document))?.data
      const to = owing ? partyOf(owing) : owner.id
      const note = make.credit(`CN-${id}`, to, this.amount())
      return this.dice.chance(0.5) ? note : withFields(note, this.someOf(note))
    }
    const paid = this.dice.pick(this.of(side.document))
    if (!paid || !('total' in paid.data)) return null
    const part = this.dice.chance(0.5) ? paid.data.total : this.amount()
    const owedBy = partyOf(paid.data)
    // Nothing of a bill payment stays over, or comes before its bill.
    const mayLeaveOver = side.name === 'receivables'
    if (this.dice.chance(0.2) && mayLeaveOver)
      return payment(owedBy, [], { reference: `ADV-${id}`, amount: this.amount() })
    const over = this.dice.chance(0.1) && mayLeaveOver ? { amount: sumOf([part, this.amount()]) } : {}
    const also = this.dice.chance(0.2)
      ? this.of(side.document).find(
          (mine) => mine.id !== paid.id && 'total' in mine.data && isOf(mine.data, owedBy),
        )
      : undefined
    if (also && 'total' in also.data)
      return make.payment(
        owedBy,
        [
          [paid.id, part],
          [also.id, also.data.total],
        ],
        { reference: `CHK-${id}`, amount: sumOf([part, also.data.total]) },
      )
    const simple = make.payment(owedBy, [[paid.id, part]], { reference: `CHK-${id}`, ...over })
    // Only money received takes fees, credits and adjustments with it.
    return mayLeaveOver && this.dice.chance(0.25) ? this.withMore(simple as PaymentData, paid.id) : simple
  }

  /** A payment that takes several documents in Intacct. */
  private withMore(simple: PaymentData, invoiceId: string): PaymentData {
    const fee = this.dice.chance(0.6) ? this.amount() : null
    const note = this.dice.pick(
      this.of('credit_note').filter(
        ({ data }) => 'customer' in data && data.customer === simple.customer && !('kind' in data),
      ),
    )
    const credit =
      note !== undefined && 'total' in note.data && this.dice.chance(0.5) ? note.data.total : null
    return {
      ...simple,
      ...(fee === null ? {} : { fee: { amount: fee }, amount: sumOf([simple.amount, fee]) }),
      ...(credit === null
        ? {}
        : { credits: [{ creditNote: note?.id ?? '', invoice: invoiceId, amount: credit }] }),
      ...(this.dice.chance(0.5) ? { adjustments: [{ invoice: invoiceId, amount: this.amount() }] } : {}),
    }
  }

  /** Some of a credit applied to one or two of its party's documents, or to none. */
  private someOf(credit: RecordData): { readonly applications: AppliedItem[] } {
    const documents = this.of(this.side.document).filter((mine) => isOf(mine.data, partyOf(credit)))
    let left = toMinor('total' in credit ? credit.total : '0', 'USD')
    const chosen = new Set([
      this.dice.pick(documents),
      ...(this.dice.chance(0.3) ? [this.dice.pick(documents)] : []),
    ])
    const applications = [...chosen].flatMap((mine) => {
      const part = (left * BigInt(1 + this.dice.int(100))) / 100n
      left -= part
      return mine === undefined || part === 0n
        ? []
        : [{ [this.side.document]: mine.id, amount: fromMinor(part, 'USD') }]
    })
    return { applications: this.dice.chance(0.15) ? [] : applications }
  }

  private hasRest(data: RecordData): boolean {
    return 'amount' in data && toMinor(data.amount, 'USD') > appliedOf(data)
  }

  /** What a payment pays, and some of what it left over besides. */
  private moreOf(data: PaymentData): Pick<PaymentData, 'applications'> {
    const rest = toMinor(data.amount, 'USD') - appliedOf(data)
    const invoice = this.dice.pick(
      this.of('invoice').filter((mine) => 'customer' in mine.data && mine.data.customer === data.customer),
    )
    const part = this.dice.chance(0.5) ? rest : (rest * BigInt(1 + this.dice.int(100))) / 100n
    if (invoice === undefined || part === 0n) return { applications: data.applications }
    return {
      applications: summedApplications(
        [...data.applications, { invoice: invoice.id, amount: fromMinor(part, 'USD') }],
        'USD',
      ),
    }
  }

  private amount(): string {
    return fromMinor(BigInt(1 + this.dice.int(20_000)), 'USD')
  }

  private async edit(): Promise<string> {
    const { party, document, credit, name } = this.side
    const received = name === 'receivables' ? this.of('payment').filter(({ data }) => this.hasRest(data)) : []
    const mine = this.dice.pick([...this.of(party), ...this.of(document), ...this.of(credit), ...received])
    if (mine?.type === 'payment')
      return this.send({ ...mine, data: withFields(mine.data, this.moreOf(mine.data as PaymentData)) })
    if (mine?.type === credit && this.dice.chance(0.6))
      return this.send({ ...mine, data: withFields(mine.data, this.someOf(mine.data)) })
    return mine
      ? this.send({ ...mine, data: withFields(mine.data, anEdit(mine.data, this.dice)) })
      : 'nothing to edit'
  }

  private async void(): Promise<string> {
    const mine = this.dice.pick([
      ...this.of(this.side.document),
      ...this.of(this.side.credit),
      ...this.of(this.side.payment),
      ...this.of(this.side.party),
    ])
    return mine && mine.version > 0 ? this.send({ ...mine, state: 'void' }) : 'nothing to void'
  }

  private async send(next: Mine): Promise<string> {
    const sent = { ...next, version: next.version + 1 }
    this.records.set(`${next.type}:${next.id}`, sent)
    const result = await this.world.put(sent.type, sent.id, sent.data, sent.version, sent.state)
    if (result.kind !== 'stored') throw new Error(`the app's version was ${result.kind}`)
    return `the app sends ${sent.state} ${sent.type} ${sent.id} v${sent.version} ${JSON.stringify(sent.data)}`
  }
}

/** What of a payment is spoken for; its fee is a part of the amount, named among what it pays once the app was told so. */
function appliedOf(data: RecordData): bigint {
  const items: AppliedItem[] = 'amount' in data ? [...(data.applications ?? [])] : []
  const isFeeNamed = items.some((item) => item.invoice?.endsWith('~fee'))
  if ('fee' in data && data.fee !== undefined && !isFeeNamed) items.push(data.fee)
  return items.reduce((sum, item) => sum + toMinor(item.amount, 'USD'), 0n)
}

function sumOf(amounts: readonly string[]): string {
  return fromMinor(
    amounts.reduce((sum, amount) => sum + toMinor(amount, 'USD'), 0n),
    'USD',
  )
}

/** What a user of either side changes in a customer or an invoice. */
export function anEdit(
  data: RecordData,
  dice: Dice,
): Readonly<Record<string, string | { amount: string; account: string }[]>> {
  const value = `x${dice.int(1000)}`
  if (!('lines' in data))
    return dice.chance(0.5) ? { email: `${value}@example.org` } : { name: `Name ${value}` }
  if (dice.chance(0.4)) return { description: value }
  if ('dueDate' in data && dice.chance(0.4)) return { dueDate: `2026-0${4 + dice.int(5)}-10` }
  const total = fromMinor(BigInt(1 + dice.int(20_000)), 'USD')
  return { total, lines: [{ amount: total, account: '4000' }] }
}
