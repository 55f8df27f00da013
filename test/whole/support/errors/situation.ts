import type { Retry, Who } from '@tieout/intacct/errors/outcome.ts'
import { invoice, refusal } from '../errors-bench.ts'
import type { Bench, Refused } from '../errors-bench.ts'

export interface Situation {
  /** In words. */
  readonly when: string
  readonly make: (bench: Bench) => Promise<Refused | null>
  readonly cause: string
  readonly retry: Retry
  readonly who: Who
  /** What must have been read out of Intacct's words. */
  readonly fields?: Readonly<Record<string, string>>
}

/** Signs in with other credentials. */
export const signIn =
  (...asking: Parameters<Bench['client']>) =>
  (bench: Bench): Promise<Refused | null> =>
    refusal(() => bench.client(...asking).signIn())

/** Changes the company’s set-up, then signs in or does something else. */
export const withSettings =
  (patch: Readonly<Record<string, unknown>>, then: (bench: Bench) => Promise<Refused | null> = signIn()) =>
  (bench: Bench): Promise<Refused | null> => {
    bench.settings(patch)
    return then(bench)
  }

/** An invoice of C1 with another line or head. */
export const invoiceWith =
  (lines: Parameters<typeof invoice>[1], head: Parameters<typeof invoice>[0] = {}) =>
  async (bench: Bench): Promise<Refused | null> => {
    await bench.customer()
    return bench.legacy('create_invoice', invoice(head, lines))
  }
