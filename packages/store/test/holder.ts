/** A process of its own that opens a data folder, says so and stays until it is killed or told to close. */
import { openStore } from '../src/open.ts'
import { testSeams } from '../src/testing.ts'

const store = await openStore({ dataDir: process.argv[2] ?? '' }, testSeams(process.argv[2]))
process.stdout.write('open\n')
process.stdin.once('data', () => {
  void store.close().then(() => process.exit(0))
})
