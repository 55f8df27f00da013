import { connectionOf, findCompany } from '../api/companies.ts'
import type { Page, Run } from '../api/types.ts'
import { Failure, exitCodes } from '../failure.ts'
import { show, tableOf, when } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

/** The last runs of a company's connection, newest first. */
export async function runs(context: Context, options: CommonOptions & { limit: string }): Promise<number> {
  if (!/^[1-9]\d{0,2}$/.test(options.limit)) {
    throw new Failure('usage', `--limit is "${options.limit}".`, 'Give a number from 1 to 999.')
  }
  const api = await apiOf(context, options)
  const connection = connectionOf(await findCompany(api, options.company))
  const { items } = await api.get<Page<Run>>(`/connections/${connection}/runs?limit=${options.limit}`)
  show(context.terminal, options, items, () =>
    items.length === 0
      ? 'No runs yet. The first starts after connecting.'
      : tableOf(headings, items.map(rowOf)),
  )
  return exitCodes.done
}

const headings = ['Started', 'What', 'Started by', 'State', 'Records', 'Run']

/** What each kind of run is called, and who starts it when no person did. */
const kinds: Readonly<Record<string, readonly [words: string, by: string]>> = {
  scheduled: ['Scheduled sync', 'schedule'],
  sync_now: ['Sync now', 'key'],
  initial: ['First sync', 'connecting'],
  import: ['Import', 'key'],
  push: ['Sent as it came', 'your application'],
}

function rowOf(run: Run): string[] {
  const [words, by] = kinds[run.kind] ?? [run.kind, '–']
  return [when(run.startedAt), words, run.by ?? by, run.state, countsText(run), run.id]
}

function countsText(run: Run): string {
  const { read, written, adopted, skipped, failed } = run.counts
  return `${read} read, ${written} written, ${adopted} found there, ${skipped} skipped, ${failed} failed`
}

/** One run in words, with the cure of what stopped it. */
export function runText(run: Run): string {
  const fault = run.fault === null ? [] : [run.fault.sentence, run.fault.cure]
  return [`Run ${run.id} is ${run.state}: ${countsText(run)}.`, ...fault].join('\n')
}
