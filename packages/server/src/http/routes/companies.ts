import { companyById, createCompany, listCompanies, renameCompany } from '@tieout/store/views/companies.ts'
import { z } from 'zod'
import { ApiError } from '../../errors.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { pageOf, readCursor } from '../cursors.ts'
import { operation } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { companyParams } from '../params.ts'
import { presentCompany } from '../present/company.ts'
import { isUuid } from '../uuid.ts'
import { page, paging } from '../schemas/common.ts'
import { companyBody, companySchema } from '../schemas/companies.ts'

const tag = 'Companies'
const cursorShape = z.tuple([z.string(), z.string()])

export function companyOperations(api: Api): Operation[] {
  const one = async (workspace: string, id: string) => {
    const row = isUuid(id) ? await api.data.in(workspace, (view) => companyById(view, id)) : null
    if (row === null) throw new ApiError('not_found', `There is no company ${id} in this workspace.`)
    return presentCompany(row)
  }
  return [
    operation({
      id: 'listCompanies',
      method: 'GET',
      url: '/companies',
      tag,
      summary: 'Companies, by name, each with its health',
      query: paging,
      answer: page(companySchema),
      handle: async ({ caller, query }) => {
        const after = readCursor(query.cursor, cursorShape)
        const rows = await api.data.in(caller.workspace.id, (view) =>
          listCompanies(view, { limit: query.limit + 1, after }),
        )
        return pageOf(rows, query.limit, (row) => [row.name, row.id], presentCompany)
      },
    }),
    operation({
      id: 'createCompany',
      method: 'POST',
      url: '/companies',
      tag,
      summary: 'Add a company',
      body: companyBody,
      answer: companySchema,
      status: 201,
      handle: async ({ caller, body, request }) => {
        const id = api.seams.ids.uuid()
        const now = api.seams.clock.now()
        await api.data.in(caller.workspace.id, async (view) => {
          await createCompany(view, { id, workspace: caller.workspace.id, name: body.name, at: now })
          await audit(view, api, request, {
            action: 'company.created',
            target: `company ${body.name}`,
            after: body,
          })
        })
        return one(caller.workspace.id, id)
      },
    }),
    operation({
      id: 'getCompany',
      method: 'GET',
      url: '/companies/:company',
      tag,
      summary: 'One company',
      params: companyParams,
      answer: companySchema,
      handle: ({ caller, params }) => one(caller.workspace.id, params.company),
    }),
    operation({
      id: 'renameCompany',
      method: 'PATCH',
      url: '/companies/:company',
      tag,
      summary: 'Rename a company',
      params: companyParams,
      body: companyBody,
      answer: companySchema,
      handle: async ({ caller, params, body, request }) => {
        const before = await one(caller.workspace.id, params.company)
        await api.data.in(caller.workspace.id, async (view) => {
          await renameCompany(view, params.company, body.name)
          await audit(view, api, request, {
            action: 'company.renamed',
            target: `company ${body.name}`,
            before: { name: before.name },
            after: body,
          })
        })
        return one(caller.workspace.id, params.company)
      },
    }),
  ]
}
