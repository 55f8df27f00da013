import { connectionOf, findCompany } from '../api/companies.ts'
import type { ProblemCard } from '../api/types.ts'
import { exitCodes } from '../failure.ts'
import { grouped } from '../import/amounts.ts'
import { show } from '../output.ts'
import { apiOf } from './context.ts'
import type { CommonOptions, Context } from './context.ts'

const whoWords: Readonly<Record<string, string>> = {
  you: 'you',
  admin: 'your admin',
  intacct_admin: 'your Intacct admin',
  controller: 'your controller',
  nobody: 'nobody: it goes on by itself',
}

/** The open problems of a company, one block a cause, the worst first. */
export async function problems(context: Context, options: CommonOptions): Promise<number> {
  const api = await apiOf(context, options)
  const connection = connectionOf(await findCompany(api, options.company))
  const { items } = await api.get<{ items: ProblemCard[] }>(`/connections/${connection}/problems`)
  show(context.terminal, options, items, () =>
    items.length === 0 ? 'No open problems.' : items.map(cardText).join('\n\n'),
  )
  return exitCodes.done
}

function cardText(card: ProblemCard): string {
  const money = card.amounts.map((item) => ` · ${item.currency} ${grouped(item.amount)}`).join('')
  return [
    card.title,
    `  ${card.records} ${card.records === 1 ? 'record' : 'records'}${money} · since ${card.since.slice(0, 10)}`,
    `  ${card.why}`,
    `  What to do: ${card.cure}`,
    `  Who can fix it: ${whoWords[card.who] ?? card.who}`,
  ].join('\n')
}
