import { atDoor } from './errors/at-door.ts'
import { contents } from './errors/contents.ts'
import { dimensions } from './errors/dimensions.ts'
import { numbersAndDates } from './errors/numbers-and-dates.ts'
import { reading } from './errors/reading.ts'
import type { Situation } from './errors/situation.ts'
import { states } from './errors/states.ts'

/** Situations in which Intacct refuses, made on the simulator, with what the catalogue must say of each. */
export const situations: readonly Situation[] = [
  ...atDoor,
  ...reading,
  ...numbersAndDates,
  ...dimensions,
  ...contents,
  ...states,
]

/** Causes that the simulator cannot raise, with the reason; their documented samples hold them. */
export const heldBySample: Readonly<Record<string, string>> = {
  attribute_missing: 'only the REST API is known to answer GW-0015',
  token_refused: 'only the REST API takes tokens',
  forbidden: 'no source says which request the XML gateway forbids with GW-0042',
  transfer_action_refused: 'the simulator has no transfers between accounts',
  account_not_created: 'GL-0504 always stands behind the error that explains it',
  refused_unexplained: 'BL03000130 is known from a sample alone; nobody knows when it comes',
  no_data: 'it answers reports, which the simulator does not offer',
  transaction_refused: 'the simulator always says what a wrapper is about',
  no_reason: 'the simulator never refuses without an error',
}
