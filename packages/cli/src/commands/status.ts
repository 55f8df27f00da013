import { connectionOf, findCompany } from '../api/companies.ts'
import type { Company, Connection, Reference } from '../api/types.ts'
import { exitCodes } from '../failure.ts'
import { show, tableOf, when } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

/** How every company stands, or one company's connection in full. */
export async function status(context: Context, options: CommonOptions): Promise<number> {
  const api = await apiOf(context, options)
  if (options.company !== undefined) {
    const path = `/connections/${connectionOf(await findCompany(api, options.company))}`
    const connection = await api.get<Connection>(path)
    const cache = await api.get<Reference>(`${path}/reference`)
    show(context.terminal, options, { ...connection, cache }, () => connectionText(connection, cache))
    return exitCodes.done
  }
  const companies: Company[] = []
  for await (const company of api.all<Company>('/companies')) companies.push(company)
  show(context.terminal, options, companies, () => companiesText(companies))
  return exitCodes.done
}

function companiesText(companies: readonly Company[]): string {
  if (companies.length === 0) return 'No companies yet. Add one with "tieout connect --create-company NAME".'
  const rows = companies.map((company) => [
    company.name,
    company.healthText,
    String(company.counts.open),
    String(company.counts.total),
    when(company.lastSyncAt),
    company.id,
  ])
  return tableOf(['Company', 'Health', 'Open', 'Records', 'Last sync', 'Id'], rows, [2, 3])
}

function connectionText(connection: Connection, cache: Reference): string {
  const { counts, units } = connection
  const lines: (readonly [string, string])[] = [
    ['Company', connection.company.name],
    ['State', connection.sentence],
    ['Intacct', `${connection.intacctCompany}, ${connection.entity ?? 'top level'}, user ${connection.user}`],
    ['Last sync', when(connection.lastSyncAt)],
    ['Next sync', when(connection.nextSyncAt)],
    ['Last cache', when(cache.lastAt)],
    ['Next cache', cache.nextAt === null ? 'by hand only' : when(cache.nextAt)],
    ['Not integrated', String(counts.not_integrated)],
    ['Pending', String(counts.pending)],
    ['Success', String(counts.success)],
    ['Error', String(counts.error)],
    ['Desynchronized', String(counts.desynchronized)],
    ['Needs someone', String(counts.needsSomeone)],
    ['API units', unitsText(units)],
    ...(cache.lastFailure === null || !isNewer(cache.lastFailureAt, cache.lastAt)
      ? []
      : [['Cache failure', cache.lastFailure] as const]),
    ...(connection.lastFailure === null ? [] : [['Last failure', connection.lastFailure] as const]),
  ]
  return lines.map(([name, value]) => `${name.padEnd(16)}${value}`).join('\n')
}

function unitsText({ used, plan, forecast, month, until }: Connection['units']): string {
  const of = plan === null ? '' : ` of ${String(plan)}`
  const about = forecast === null ? '' : `, about ${String(forecast)} by ${until} at this pace`
  return `${String(used)}${of} in ${month}${about}`
}

/** Moments as the API writes them are ordered as texts. */
function isNewer(moment: string | null, than: string | null): boolean {
  return moment !== null && moment > (than ?? '')
}
