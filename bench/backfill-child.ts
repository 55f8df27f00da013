import { pullSlice } from '@tieout/engine/flows/slices.ts'
import { keepMemoryFlat } from '@tieout/server/system/memory.ts'
import { openBench } from './connection.ts'
import { machine } from './seams/machine.ts'

/** `node backfill-child.ts URL`: opens the connection, then backfills everything of company EMPTY into the real store, durably. */
const bench = await openBench(process.argv[2] ?? '', {})
keepMemoryFlat()
const context = await bench.context()
const run = context.seams.ids.uuid()
await bench.store.store.startRun(bench.scope, { id: run, kind: 'initial', by: null }, machine.now())
let records = 0
const opening = machine.seconds()
await context.remote.clock()
const openingSeconds = machine.seconds() - opening
const cpuBefore = process.cpuUsage()
const started = machine.seconds()
const result = await pullSlice(context, run, {
  until: Number.POSITIVE_INFINITY,
})
const seconds = machine.seconds() - started
const cpu = process.cpuUsage(cpuBefore)
await bench.store.withWorkspace(bench.scope.workspace, async (tx) => {
  const counted = await tx
    .selectFrom('remote_record')
    .select((eb) => eb.fn.countAll<string>().as('n'))
    .executeTakeFirstOrThrow()
  records = Number(counted.n)
})
await bench.close()
console.log(
  JSON.stringify({
    result,
    seconds,
    openingSeconds,
    records,
    cpuMicrosPerRecord: (cpu.user + cpu.system) / records,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
)
