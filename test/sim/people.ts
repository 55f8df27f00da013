import { fromMinor } from '@tieout/engine/core/money.ts'
import { anEdit } from './app-model.ts'
import { Refusal } from './scripted-books.ts'
import type { Books } from './scripted-books.ts'
import type { Dice } from './seeded-random.ts'
import { creditNote, customer, invoice, payment } from './world.ts'

/** One thing that somebody does in Intacct by hand; what its rules forbid does not happen. */
export function somebodyActs(books: Books, dice: Dice): void {
  try {
    act(books, dice)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
  }
}

function act(books: Books, dice: Dice): void {
  const by = 'kim'
  const name = `K${books.entries.size}-${dice.int(100_000)}`
  if (dice.chance(0.15)) return actOnCredits(books, dice, name, by)
  const roll = dice.next()
  const owner = dice.pick(books.all('customer'))
  const bill = dice.pick(books.all('invoice'))
  const paid = dice.pick(books.all('payment'))
  if (roll < 0.15) return void books.create({ type: 'customer', data: customer(name), by })
  if (roll < 0.35 && owner && 'number' in owner.data) {
    const total = fromMinor(BigInt(1 + dice.int(20_000)), 'USD')
    return void books.create({ type: 'invoice', data: invoice(name, owner.data.number, total), by })
  }
  if (roll < 0.55 && bill && 'total' in bill.data && 'customer' in bill.data) {
    const amount = dice.chance(0.5) ? bill.data.total : fromMinor(BigInt(1 + dice.int(9000)), 'USD')
    const data = payment(bill.data.customer, [[bill.key, amount]], { reference: name })
    return void books.create({ type: 'payment', data, by })
  }
  if (roll < 0.7 && bill) return books.update('invoice', bill.key, anEdit(bill.data, dice), by)
  if (roll < 0.8 && owner) return books.update('customer', owner.key, anEdit(owner.data, dice), by)
  if (roll < 0.87 && paid) return books.reverse('payment', paid.key, by)
  if (roll < 0.92 && bill) return books.reverse('invoice', bill.key, by)
  if (roll < 0.96 && bill) return books.delete('invoice', bill.key, by)
  if (paid) books.delete('payment', paid.key, by)
}

function actOnCredits(books: Books, dice: Dice, name: string, by: string): void {
  const roll = dice.next()
  const amount = fromMinor(BigInt(1 + dice.int(9000)), 'USD')
  const credit = dice.pick(books.all('credit_note'))
  const owner = dice.pick(books.all('customer'))
  if (roll < 0.3 && owner && 'number' in owner.data) {
    const data = creditNote(name, owner.data.number, amount, [], dice.chance(0.1) ? { kind: 'debit' } : {})
    return void books.create({ type: 'credit_note', data, by })
  }
  if (!credit || !('total' in credit.data) || !('customer' in credit.data)) return
  const { data, key, credits } = credit
  const bill = dice.pick(
    books.all('invoice').filter((item) => 'customer' in item.data && item.data.customer === data.customer),
  )
  if (roll < 0.6 && bill) return books.apply(key, [{ invoice: bill.key, amount }], by)
  if (roll < 0.75 && credits[0]) return books.takeBack(key, credits[0].by ?? '', by)
  if (roll < 0.9) return books.update('credit_note', key, anEdit(data, dice), by)
  books.delete('credit_note', key, by)
}
