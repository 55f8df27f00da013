import { monotonic, pause } from '../../seams/outside.ts'
import { readBooks } from '../../whole/support/once-each.ts'
import type { Books } from '../../whole/support/once-each.ts'
import type { Crew } from './crew.ts'
import { salesOf, textOf } from './sales.ts'

/** Within this time of a kill or an outage work goes on, in 99 of 100 cases. Milliseconds. */
export const atWorkWithinMs = 15_000
const giveUpMs = 120_000
const quietMs = 180_000
const latestMs = 700

export type Chance = (low: number, high: number) => number

export interface Endured {
  /** From the beginning of each trouble to the first write that Intacct was asked for after it. Milliseconds. */
  readonly recoveries: readonly number[]
  readonly books: Books
  readonly expected: Partial<Books>
}

export interface Plan {
  readonly times: number
  /** Invoices, each with its payment, that the app sends at the beginning and during each trouble. */
  readonly invoices: number
  readonly chance: Chance
  /** Makes trouble; resolves when whatever it broke has been started again. */
  readonly trouble: (time: number) => Promise<void>
  /** Hears why records were not taken at a try. */
  readonly onRefusal?: (why: string) => void
  /** Puts right what trouble has left behind, so that everything can come to rest. */
  readonly after?: () => Promise<void> | void
}

/** Makes trouble again and again while records come in; then lets everything come to rest and reads the books. */
export async function endure(crew: Crew, plan: Plan): Promise<Endured> {
  const recoveries: number[] = []
  let cents = 0n
  let invoices = 0
  const sell = async (): Promise<void> => {
    const sales = salesOf(invoices, plan.invoices)
    invoices += sales.invoices
    cents += sales.cents
    await crew.feed(sales.lines, plan.onRefusal)
  }
  await sell()
  await untilMade(crew, 0)
  for (let time = 0; time < plan.times; time += 1) {
    await pause(plan.chance(0, latestMs))
    const began = monotonic()
    const over = plan.trouble(time)
    await pause(inFlightMs)
    const before = await crew.made()
    // There is work in any case: the app goes on sending.
    const sold = sell()
    await untilMade(crew, before)
    recoveries.push(monotonic() - began)
    await Promise.all([over, sold])
  }
  await plan.after?.()
  await crew.house.quiet(quietMs)
  return {
    recoveries,
    books: await readBooks(crew.house.intacct),
    expected: {
      invoices,
      payments: invoices,
      total: textOf(cents),
      invoiceStates: { Paid: invoices },
      doubled: [],
      notSettled: [],
    },
  }
}

/** A request that had left when its sender was killed has been counted by then. */
const inFlightMs = 300

async function untilMade(crew: Crew, before: number): Promise<void> {
  const until = monotonic() + giveUpMs
  while ((await crew.made()) <= before) {
    if (monotonic() > until) throw new Error(`Nothing was written for ${giveUpMs} ms.`)
    await pause(20)
  }
}

/** The value that 99 of 100 do not exceed. */
export function p99(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0)
}
