import { Readable } from 'node:stream'
import { listRecords, sortValue } from '@tieout/store/views/grid.ts'
import type { GridFilter, GridPage, GridRow, GridSort } from '@tieout/store/views/grid.ts'
import { z } from 'zod'
import { csvOf } from '../../export/csv.ts'
import { cellsOf, exportColumnNames, exportColumns } from '../../export/table.ts'
import type { Cell, ExportColumn } from '../../export/table.ts'
import { xlsxOf } from '../../export/xlsx.ts'
import type { Api } from '../api.ts'
import { audit } from '../audit.ts'
import { connectionOf } from '../connection-of.ts'
import { filterOf } from '../grid-filter.ts'
import { callerOf, documentOf, problemAnswer } from '../operation.ts'
import type { Operation } from '../operation.ts'
import { connectionParams } from '../params.ts'
import { presentRow } from '../present/row.ts'
import { commaList, recordsQuery } from '../schemas/records.ts'
import { isUuid } from '../uuid.ts'

/** Rows of one statement. */
const pageRows = 1_000
/** A sheet of Excel holds 1,048,576 rows. */
const mostRows = 1_000_000

const formats = {
  csv: { type: 'text/csv; charset=utf-8', write: csvOf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', write: xlsxOf },
} as const

const exportQuery = recordsQuery.omit({ limit: true, cursor: true }).extend({
  format: z.enum(['csv', 'xlsx']).default('csv'),
  columns: commaList(exportColumnNames).optional(),
})

interface Wanted {
  readonly workspace: string
  readonly connection: string
  readonly filter: GridFilter
  readonly sort: GridSort
  readonly direction: 'asc' | 'desc' | undefined
  readonly columns: readonly ExportColumn[]
}

/** Page after page of the list, each read in a moment of its own: a row that changes meanwhile may move, as on the page. */
async function* rowsOf(api: Api, wanted: Wanted): AsyncGenerator<Cell[][]> {
  let after: readonly [string | number, string] | null = null
  for (let sent = 0; sent < mostRows;) {
    const page: GridPage = {
      filter: wanted.filter,
      sort: wanted.sort,
      ...(wanted.direction === undefined ? {} : { direction: wanted.direction }),
      limit: Math.min(pageRows, mostRows - sent),
      after,
    }
    const rows: readonly GridRow[] = await api.data.in(wanted.workspace, (view) =>
      listRecords(view, wanted.connection, page),
    )
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map((row) => cellsOf(presentRow(row), wanted.columns))
    if (rows.length < pageRows) return
    sent += rows.length
    after = [sortValue(wanted.sort, last), last.link]
  }
}

export function exportOperations(api: Api): Operation[] {
  return [{ id: 'exportRecords', mount: (app) => mountExport(app, api) }]
}

/** The list as a file streams, so it is a route of its own kind. */
function mountExport(app: Parameters<Operation['mount']>[0], api: Api): void {
  app.route({
    method: 'GET',
    url: '/connections/:connection/records.export',
    config: { operation: 'exportRecords' },
    schema: {
      operationId: 'exportRecords',
      tags: ['Records'],
      summary: 'The list of records as a file, with the same filters and order',
      ...documentOf(
        'exportRecords',
        'CSV (UTF-8, ISO dates, plain decimals) or XLSX, at most 1,000,000 rows. Text that a spreadsheet would take for a formula gets an apostrophe in front. Written to the audit log.',
      ),
      params: connectionParams,
      querystring: exportQuery,
      response: {
        200: {
          description: 'The file',
          content: Object.fromEntries(
            Object.values(formats).map(({ type }) => [type, { schema: z.string() }]),
          ),
        },
        default: problemAnswer,
      },
    },
    handler: async (request, reply) => {
      const caller = callerOf(request)
      const { connection: id } = request.params as { connection: string }
      const connection = await connectionOf(api, caller, isUuid(id) ? id : '')
      const { format, columns: chosen, ...query } = request.query as z.output<typeof exportQuery>
      const filter = filterOf({ ...query, limit: pageRows }, connection.settings.baseCurrency)
      const columns = exportColumnNames.filter((name) => chosen === undefined || chosen.includes(name))
      await api.data.in(caller.workspace.id, (view) =>
        audit(view, api, request, {
          action: 'records.exported',
          target: connection.companyName,
          after: { format, filter: JSON.stringify(filter) },
        }),
      )
      const titles = columns.map((name) => exportColumns[name].title)
      const rows = rowsOf(api, {
        workspace: caller.workspace.id,
        connection: connection.id,
        filter,
        sort: query.sort,
        direction: query.direction,
        columns,
      })
      const day = new Date(api.seams.clock.now()).toISOString().slice(0, 10)
      const name = `${connection.companyName.replaceAll(/[^\w-]+/g, '-')}-records-${day}.${format}`
      return reply
        .code(200)
        .type(formats[format].type)
        .header('content-disposition', `attachment; filename="${name}"`)
        .serializer((body: unknown) => body as string)
        .send(
          Readable.from(formats[format].write(titles, rows), { objectMode: false, highWaterMark: 65_536 }),
        )
    },
  })
}
