import { backfills } from './backfills.ts'
import { goalLine } from './figures.ts'
import type { Goal } from './figures.ts'
import { lists } from './lists.ts'

/**
 * `npm run bench`: the figures of the README, with the peer in the same run. Ratios mean more than seconds: the machine is what it is.
 * `--runs N` (5), `--records N` (20000), `--large N` (200000), `--listed N` (1000000),
 * `--vendors N` (200000), `--rounds N` (100); `--lists-only` leaves out the backfills.
 */
const option = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at === -1 ? fallback : Number(process.argv[at + 1])
}
const print = (line = '') => console.log(line)
const goals: Goal[] = []
if (!process.argv.includes('--lists-only')) {
  const options = {
    runs: option('runs', 5),
    invoices: option('records', 20_000),
    large: option('large', 200_000),
  }
  goals.push(...(await backfills(options, print)))
}
goals.push(
  ...(await lists(option('listed', 1_000_000), option('vendors', 200_000), option('rounds', 100), print)),
)
print()
for (const goal of goals) print(goalLine(goal))
