import type { OrderDocument, RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { IntacctError } from '@tieout/intacct/errors/outcome.ts'
import { isIn } from '@tieout/intacct/reading/filter.ts'
import type { Filter } from '@tieout/intacct/reading/filter.ts'
import type { ObjectAdapter } from './objects/adapter.ts'
import type { Reader } from './reader.ts'

/** MODULEKEY of what Order Entry made (reference 5.1). */
export const orderEntry = '8.SO'

export interface Orders {
  /** The Order Entry documents behind records, by RECORDNO of the record. */
  readonly documents: ReadonlyMap<string, OrderDocument>
  /** Records that went after their headers were read: their document was deleted, or edited and has another one now. */
  readonly gone: ReadonlySet<string>
}

/**
 * What Order Entry made of these records: one call for all of a page, none where it made none. Where our user may not read Order Entry, an
 * invoice still names its document; its definition stays unknown.
 */
export async function ordersOf(
  reader: Reader,
  adapter: ObjectAdapter,
  headers: readonly Row[],
): Promise<Orders> {
  const { order } = adapter
  const documents = new Map<string, OrderDocument>()
  const made = headers.filter(
    (header) => header['MODULEKEY'] === orderEntry && header['STATE'] !== 'Reversal',
  )
  if (order === undefined || made.length === 0) return { documents, gone: new Set() }
  const names = made.flatMap((header) => header[order.field] || [])
  const rows = names.length === 0 ? [] : await readOrders(reader, order, names)
  const byName = new Map((rows ?? []).map((row) => [row[order.by] ?? '', documentOf(row)]))
  const without: string[] = []
  for (const header of made) {
    const [key, name] = [header['RECORDNO'] ?? '', header[order.field] ?? '']
    const itself = order.by === 'RECORDNO' && name !== '' ? { key: name, id: '', definition: '' } : undefined
    const document = byName.get(name) ?? itself
    if (document === undefined) without.push(key)
    else documents.set(key, document)
  }
  // A document that is hidden from us leaves its record as it is; one that went took its record with it.
  const gone = rows === null || without.length === 0 ? [] : await notShown(reader, adapter, without)
  return { documents, gone: new Set(gone) }
}

async function notShown(
  { intacct }: Reader,
  { object }: ObjectAdapter,
  keys: readonly string[],
): Promise<string[]> {
  const left = new Set(keys)
  const request = { object, link: 'RECORDNO', of: keys, fields: ['RECORDNO'], showPrivate: true }
  for await (const page of intacct.lines(request))
    for (const row of page.rows) left.delete(row['RECORDNO'] ?? '')
  return [...left]
}

/** The record with what is known of its Order Entry document. */
export function withOrder(row: RemoteRow, document: OrderDocument | undefined): RemoteRow {
  return document === undefined ? row : { ...row, facts: { ...row.facts, document } }
}

/** What finds the records that stand now for Order Entry documents; null: there are none, or our user may not read them. */
export async function recordsOfOrders(
  reader: Reader,
  { order }: ObjectAdapter,
  documents: readonly string[],
): Promise<Filter | null> {
  if (order === undefined) return null
  if (order.by === 'RECORDNO') return isIn(order.field, documents)
  const rows = await readOrders(reader, { ...order, by: 'RECORDNO' }, documents)
  const keys = (rows ?? []).flatMap((row) => row['PRRECORDKEY'] || [])
  return keys.length === 0 ? null : isIn('RECORDNO', keys)
}

function documentOf(row: Row): OrderDocument {
  return { key: row['RECORDNO'] ?? '', id: row['DOCID'] ?? '', definition: row['DOCPARID'] ?? '' }
}

/** Null: our user may not read them. */
async function readOrders(
  { intacct }: Reader,
  order: NonNullable<ObjectAdapter['order']>,
  names: readonly string[],
): Promise<Row[] | null> {
  const rows: Row[] = []
  const request = {
    object: 'SODOCUMENT',
    link: order.by,
    of: names,
    fields: ['RECORDNO', 'DOCID', 'DOCPARID', 'PRRECORDKEY'],
    filter: order.filter,
    showPrivate: true,
  }
  try {
    for await (const page of intacct.lines(request)) rows.push(...page.rows)
  } catch (error) {
    if (error instanceof IntacctError && error.outcome.kind === 'failed' && error.outcome.retry === 'never')
      return null
    throw error
  }
  return rows
}
