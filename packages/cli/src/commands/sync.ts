import { connectionOf, findCompany } from '../api/companies.ts'
import type { Run } from '../api/types.ts'
import { exitCodes } from '../failure.ts'
import { show } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'
import { follow } from './follow.ts'
import { runText } from './runs.ts'

/** Starts a run, or joins the one under way, and waits for its end unless told not to. */
export async function sync(context: Context, options: CommonOptions & { wait: boolean }): Promise<number> {
  const api = await apiOf(context, options)
  const connection = connectionOf(await findCompany(api, options.company))
  const run = await api.post<Run>(`/connections/${connection}/sync`, {})
  if (run.already === true && options.json !== true)
    context.terminal.say(
      run.queued === true
        ? 'A run has read all and is still sending; another one starts right after it. Joining the one under way.'
        : 'A run is under way already; joining it.',
    )
  const last = await follow(context, api, connection, run, options.wait)
  show(context.terminal, options, last, () => runText(last))
  const isFine = last.state === 'done' || (last.state === 'running' && !options.wait)
  return isFine && last.counts.failed === 0 ? exitCodes.done : exitCodes.refused
}
