import type { Api } from '../api/api.ts'
import type { Run } from '../api/types.ts'
import type { Context } from './context.ts'

/** Milliseconds between two looks at a run. */
const pollMs = 500

/** Shows how far a run is until it has ended, unless nobody waits. */
export async function follow(
  context: Context,
  api: Api,
  connection: string,
  begun: Run,
  wait: boolean,
): Promise<Run> {
  let run = begun
  const bar = context.terminal.progress(run.of ?? 1)
  while (wait && run.state === 'running') {
    bar.at(run.of === null ? 0 : run.done, `${run.phase} ${run.done}`)
    await context.clock.sleep(pollMs)
    run = await api.get<Run>(`/connections/${connection}/runs/${run.id}`)
  }
  bar.end()
  return run
}
