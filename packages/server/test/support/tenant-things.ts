import { plantedPassword, plantedSenderPassword } from './planted-secrets.ts'
import type { Tenant, TestServer } from './server.ts'

export interface Things {
  readonly company: string
  readonly connection: string
  /** `/api/v1/connections/…` */
  readonly path: string
}

/** A company with a connection, made past the check of credentials: nothing outside is asked. */
export async function makeConnection(
  server: TestServer,
  tenant: Tenant,
  settings: object = {},
): Promise<Things> {
  const { api, store } = server
  const company = api.seams.ids.uuid()
  const connection = api.seams.ids.uuid()
  const { workspace } = tenant
  const sealed = api.vault.close(
    { workspace, connection },
    {
      endpoint: 'https://api.intacct.com/ia/xml/xmlgw.phtml',
      companyId: `CO-${company.slice(0, 8)}`,
      userId: 'robot',
      password: plantedPassword,
      senderId: 'tieout',
      senderPassword: plantedSenderPassword,
      entity: null,
    },
  )
  await store.withWorkspace(workspace, async (tx) => {
    await tx
      .insertInto('company')
      .values({ workspace, id: company, name: 'Northwind', created_at: 0 })
      .execute()
    await tx
      .insertInto('connection')
      .values({
        workspace,
        id: connection,
        company,
        installation: store.installation,
        settings: JSON.stringify(settings),
        credentials: sealed,
        remote_company: `CO-${company.slice(0, 8)}`,
        remote_user: 'robot',
        created_at: 0,
      })
      .execute()
  })
  return { company, connection, path: `/api/v1/connections/${connection}` }
}

export function customerBody(version = 1, name = 'Lakeside Vets') {
  return { version, state: 'approved', data: { number: 'C-204', name } }
}

export function invoiceBody(total: string, amounts: readonly string[], extra: object = {}) {
  return {
    version: 1,
    state: 'approved',
    data: {
      number: 'INV-1',
      customer: 'c1',
      date: '2026-03-28',
      lines: amounts.map((amount) => ({ amount })),
      total,
      ...extra,
    },
  }
}
