import type { AppModel } from './app-model.ts'
import type { Actor } from '@tieout/simulator/books/contract.ts'
import { rowsOf } from './intacct-hands.ts'
import type { RingWorld } from './ring-world.ts'
import { fair } from './simulated-intacct.ts'

const minute = 60_000

/** Syncs in fair weather within which everything comes to rest. */
const roundsToRest = 4

/**
 * Fair weather (for a night's look-back, where records were hidden as others were shown: what a first reading was not shown is found by no
 * window of changes); syncs until one writes nothing and tells nothing. Not the first one: it may only end windows that were opened before.
 * Answers whether one did.
 */
export async function comeToRest(world: RingWorld, app: Pick<AppModel, 'applyChanges'>): Promise<boolean> {
  world.intacct.sky = () => fair
  world.intacct.blind = false
  world.intacct.restrict({ kind: 'none' })
  world.trace('-- the weather clears')
  world.intacct.company.books.actions.openPeriod(
    { from: '2020-01-01', module: world.side.module },
    { userId: 'kim', entity: null, source: 'ui' },
  )
  approveAll(world)
  await world.time.pass(world.intacct.hidInPart ? 25 * 60 * minute : 45 * minute)
  // What was due by a clock that went ahead.
  if (world.clockMoves > 0) await setRight(world)
  await world.allAwake()
  for (let round = 0; round < roundsToRest; round += 1) {
    const writes = world.intacct.effects.length
    const told = world.tables.changes.length
    app.applyChanges()
    await world.sync()
    const isQuiet = world.intacct.effects.length === writes && world.tables.changes.length === told
    if (isQuiet && round > 0) return true
    await world.time.pass(20 * minute)
  }
  return false
}

/** Approvers do their work, so that nothing waits for them for ever. */
function approveAll({ intacct, side }: RingWorld): void {
  if (side.name === 'receivables') return
  const { books } = intacct.company
  books.change({ approvals: { bills: 0, billPayments: 0 } })
  for (const row of rowsOf(books, side.objects.document)) {
    if (row.STATE === 'Submitted' || row.STATE === 'Partially Approved')
      books.actions.approve({ object: side.objects.document, recordNo: row.RECORDNO }, approver)
  }
}

const approver: Actor = { userId: 'kim', entity: null, source: 'ui' }
/** Our clock is set right, and what was due by the other one has come. */
async function setRight(world: RingWorld): Promise<void> {
  if (world.oursIsAheadMs !== 0) world.moveClock(0)
  await world.time.pass(9 * 60 * minute)
}
