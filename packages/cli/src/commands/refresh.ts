import { connectionOf, findCompany } from '../api/companies.ts'
import type { Reference, Run } from '../api/types.ts'
import { exitCodes } from '../failure.ts'
import { show, tableOf, when } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'
import { follow } from './follow.ts'

/** Refreshes the cache of reference data, waits for its end unless told not to, and shows how each kind stands. */
export async function refresh(
  context: Context,
  options: CommonOptions & { wait: boolean; full?: boolean },
): Promise<number> {
  const api = await apiOf(context, options)
  const connection = connectionOf(await findCompany(api, options.company))
  const begun = await api.post<Run>(`/connections/${connection}/reference/refresh`, {
    full: options.full ?? false,
  })
  const run = await follow(context, api, connection, begun, options.wait)
  const cache = await api.get<Reference>(`/connections/${connection}/reference`)
  show(context.terminal, options, { run, cache }, () => cacheText(run, cache))
  return run.state === 'done' || (run.state === 'running' && !options.wait)
    ? exitCodes.done
    : exitCodes.refused
}

function cacheText(run: Run, { kinds }: Reference): string {
  if (run.state === 'running')
    return 'The refresh has started; "tieout status --company …" tells how it went.'
  const rows = kinds.map(({ title, records, usable, lastSuccessAt, failure }) => [
    title,
    String(records),
    String(usable),
    when(lastSuccessAt),
    failure === null ? '' : failure.sentence,
  ])
  const table = tableOf(['Kind', 'Records', 'Active', 'Last read', 'Not read because'], rows, [1, 2])
  return run.fault === null ? table : `${table}\n\n${run.fault.sentence}\n${run.fault.cure}`
}
