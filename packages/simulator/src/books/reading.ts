import type { Company } from './company.ts'
import type { Access, Actor, Row } from './contract.ts'
import { paymentView, paymentViewRow, paymentViewRange } from './paymentView.ts'

/** Whether this actor sees the row: shared and own records inside an entity; at top level the private ones on request (reference 2). */
function sees(row: Row, actor: Actor, showPrivate: boolean): boolean {
  const owner = row.MEGAENTITYID ?? ''
  if (actor.entity === null) return showPrivate || owner === ''
  if (owner !== '') return owner === actor.entity
  const place = row.ENTITYOF ?? ''
  return place === '' || place === actor.entity
}

function bound(
  field: string,
  text: string | undefined,
  open: number,
  exclusive: boolean,
  step: 1 | -1,
): number {
  if (text === undefined) return open
  const value = field === 'WHENMODIFIED' ? Math.floor(Date.parse(text) / 1000) : Number(text)
  return exclusive ? value + step : value
}

function candidates(company: Company, object: string, access: Access): Iterable<Row> {
  const table = company.table(object)
  switch (access.kind) {
    case 'all':
      return object === 'ARPAYMENT' ? paymentView(company) : table.all()
    case 'in': {
      const values = new Set(access.values)
      if (object === 'ARPAYMENT') return filtered(paymentView(company), access.field, values)
      const rows: Row[] = []
      for (const value of values) for (const row of table.having(access.field, value)) rows.push(row)
      return rows
    }
    case 'range': {
      const from = bound(access.field, access.from, -Infinity, access.fromExclusive === true, 1)
      const to = bound(access.field, access.to, Infinity, access.toExclusive === true, -1)
      return object === 'ARPAYMENT'
        ? paymentViewRange(company, access.field, from, to)
        : table.range(access.field, from, to)
    }
  }
}

function* filtered(rows: Iterable<Row>, field: string, values: ReadonlySet<string>): Generator<Row> {
  for (const row of rows) if (values.has(row[field] ?? '')) yield row
}

function* seen(rows: Iterable<Row>, actor: Actor, showPrivate: boolean): Generator<Row> {
  for (const row of rows) if (sees(row, actor, showPrivate)) yield row
}

/** Rows of an access path that the actor may see. */
export function find(
  company: Company,
  object: string,
  access: Access,
  actor: Actor,
  showPrivate: boolean,
): Iterable<Row> {
  const rows = candidates(company, object, access)
  return actor.entity === null && showPrivate ? rows : seen(rows, actor, showPrivate)
}

/** One row by record number; at top level private records are reached by their key. */
export function get(company: Company, object: string, recordNo: string, actor: Actor): Row | undefined {
  const row = object === 'ARPAYMENT' ? paymentViewRow(company, recordNo) : company.row(object, recordNo)
  return row !== undefined && sees(row, actor, true) ? row : undefined
}
