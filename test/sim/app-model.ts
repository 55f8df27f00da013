import { withFields } from '@tieout/engine/core/compare.ts'
import { fromMinor } from '@tieout/engine/core/money.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { AppState, RecordData } from '@tieout/engine/core/records.ts'
import type { Change } from '@tieout/engine/ports.ts'
import type { Dice } from './seeded-random.ts'
import { customer, invoice, payment } from './world.ts'
import type { World } from './world.ts'

interface Mine {
  readonly type: ObjectType
  readonly id: string
  version: number
  state: AppState
  data: RecordData
}

/** An app whose users create, edit and void records, and which applies the change feed when it gets to it. */
export class AppModel {
  private readonly world: World
  private readonly dice: Dice
  private readonly records = new Map<string, Mine>()
  private applied = 0
  private named = 0

  constructor(world: World, dice: Dice) {
    this.world = world
    this.dice = dice
  }

  async act(): Promise<void> {
    const { dice } = this
    if (dice.chance(0.4)) this.applyChanges()
    const roll = dice.next()
    if (roll < 0.2) await this.create('customer')
    else if (roll < 0.45) await this.create('invoice')
    else if (roll < 0.65) await this.create('payment')
    else if (roll < 0.9) await this.edit()
    else await this.void()
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

  private async create(type: ObjectType): Promise<void> {
    this.named += 1
    const id = `${type[0] ?? ''}${this.named}`
    const data = this.newData(type, id)
    if (data) await this.send({ type, id, version: 0, state: 'approved', data })
  }

  private newData(type: ObjectType, id: string): RecordData | null {
    if (type === 'customer') return customer(`C-${id}`, { email: `${id}@example.org` })
    const owner = this.dice.pick(this.of('customer'))
    if (!owner) return null
    if (type === 'invoice') return invoice(`INV-${id}`, owner.id, this.amount())
    const paid = this.dice.pick(this.of('invoice'))
    if (!paid || !('total' in paid.data)) return null
    const part = this.dice.chance(0.5) ? paid.data.total : this.amount()
    return payment(paid.data.customer, [[paid.id, part]], { reference: `CHK-${id}` })
  }

  private amount(): string {
    return fromMinor(BigInt(1 + this.dice.int(20_000)), 'USD')
  }

  private async edit(): Promise<void> {
    const mine = this.dice.pick([...this.of('customer'), ...this.of('invoice')])
    if (mine) await this.send({ ...mine, data: withFields(mine.data, anEdit(mine.data, this.dice)) })
  }

  private async void(): Promise<void> {
    const mine = this.dice.pick([...this.of('invoice'), ...this.of('payment'), ...this.of('customer')])
    if (mine && mine.version > 0) await this.send({ ...mine, state: 'void' })
  }

  private async send(next: Mine): Promise<void> {
    const sent = { ...next, version: next.version + 1 }
    this.records.set(`${next.type}:${next.id}`, sent)
    const result = await this.world.put(sent.type, sent.id, sent.data, sent.version, sent.state)
    if (result.kind !== 'stored') throw new Error(`the app's version was ${result.kind}`)
  }
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
  if (dice.chance(0.4)) return { dueDate: `2026-0${4 + dice.int(5)}-10` }
  const total = fromMinor(BigInt(1 + dice.int(20_000)), 'USD')
  return { total, lines: [{ amount: total, account: '4000' }] }
}
