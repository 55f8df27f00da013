import type { Api } from '../api/api.ts'
import type { Company } from '../api/types.ts'
import { Failure } from '../failure.ts'
import { demoReceivables } from './receivables.ts'

/** Who signs in to the demo. */
export const demoOwner = {
  workspace: 'Demo',
  app: 'Billing',
  name: 'Demo Owner',
  email: 'demo@tieout.example',
  password: 'demo-password',
}

export const demoCompany = 'Northwind Services'

/** The sender that the simulator trusts: the demo installation's own, so that people connect with company, user and password alone. */
export const demoSender = { senderId: 'tieout', senderPassword: 'tieout-sender' }

/** The user of its company DEMO. */
const intacct = {
  connector: 'intacct',
  companyId: 'DEMO',
  userId: 'tieout',
  password: 'demo-password',
}

/** Accounts of the simulator's chart. */
const settings = {
  baseCurrency: 'USD',
  accounts: { sales: '4000', undepositedFunds: '1010', receivable: '1100' },
}

/**
 * Makes the demo company with its receivables and connects it to the simulator, unless that was done before; its first sync begins by
 * itself once all are in.
 * @param today `YYYY-MM-DD`; the receivables lead up to it
 */
export async function plantDemo(api: Api, endpoint: string, today: string): Promise<void> {
  for await (const company of api.all<Company>('/companies')) {
    if (company.name === demoCompany && company.connection) return
  }
  const company = await companyOf(api)
  const connection = await api.post<{ id: string }>(`/companies/${company.id}/connections`, {
    ...intacct,
    endpoint,
    settings,
    paused: true,
  })
  for await (const answer of api.stream(
    `/connections/${connection.id}/records?name=${encodeURIComponent('Demo receivables')}`,
    linesOf(today),
  )) {
    if (answer.result !== 'refused') continue
    throw new Failure(
      'refused',
      `The demo's ${answer.id ?? 'record'} was refused: ${answer.detail ?? ''}`,
      'Report it.',
    )
  }
  await api.post(`/connections/${connection.id}/resume`, {})
}

async function companyOf(api: Api): Promise<{ id: string }> {
  for await (const company of api.all<Company>('/companies')) if (company.name === demoCompany) return company
  return api.post<{ id: string }>('/companies', { name: demoCompany })
}

async function* linesOf(today: string): AsyncGenerator<string> {
  await Promise.resolve()
  for (const line of demoReceivables(today)) yield `${JSON.stringify(line)}\n`
}
