import { connectionOf, findCompany } from '../api/companies.ts'
import type { Preflight } from '../api/types.ts'
import { exitCodes } from '../failure.ts'
import { show } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

const words = {
  blocked: 'In the way',
  warning: 'Worth knowing',
  not_known: 'Intacct does not tell',
  not_checked: 'Not checked',
  ok: 'In order',
} as const

/** Looks whether Intacct is ready for a company's connection; refused (3) when something stands in the way. Writes nothing. */
export async function preflight(context: Context, options: CommonOptions): Promise<number> {
  const api = await apiOf(context, options)
  const connection = connectionOf(await findCompany(api, options.company))
  const found = await api.post<Preflight>(`/connections/${connection}/preflight`, {})
  show(context.terminal, options, found, () => preflightText(found))
  return found.ok ? exitCodes.done : exitCodes.refused
}

/** Findings as lines: what stands in the way first, each with why and where. */
export function preflightText({ findings }: Preflight): string {
  const order = ['blocked', 'warning', 'not_known', 'not_checked', 'ok'] as const
  return order
    .flatMap((state) => findings.filter((finding) => finding.state === state))
    .map(({ state, what, why, where }) =>
      [`${words[state]}: ${what}`, ...(state === 'ok' ? [] : [why, where])]
        .filter((line) => line !== '')
        .join('\n    '),
    )
    .join('\n')
}
