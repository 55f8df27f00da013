import { nothingShown } from '@tieout/engine/flows/sight.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import type { AppliedRow, ObjectAdapter } from './objects/adapter.ts'
import type { Reader } from './reader.ts'

/**
 * What applies each of these documents to others, by RECORDNO of the document: one call for those that are used at all, and one for what
 * else is in the entries' holders. Never from memory: moving an application changes nothing in the header.
 */
export async function appliedOf(
  reader: Reader,
  adapter: ObjectAdapter,
  headers: readonly Row[],
  details: ReadonlyMap<string, readonly Row[]>,
): Promise<Map<string, AppliedRow[]>> {
  const byDocument = new Map<string, AppliedRow[]>()
  const { applied } = adapter
  if (applied === undefined) return byDocument
  const used = headers
    .filter((header) => applied.isUsed(header, details.get(header['RECORDNO'] ?? '') ?? []))
    .map((header) => header['RECORDNO'] ?? '')
  if (used.length === 0) return byDocument
  const own = await rowsOf(reader, applied, applied.link, used)
  const documents = new Set(own.map((row) => row[applied.link]))
  // The header says that it is used: its entries are hidden from us, or went after it was read. Neither is to be believed.
  if (used.some((key) => !documents.has(key))) throw nothingShown()
  const holders = [...new Set(own.map((row) => row[applied.holder] ?? ''))]
  const all = await rowsOf(reader, applied, applied.holder, holders)
  // An entry of a holder that carries more than one document is not this document's alone.
  const carried = Map.groupBy([...own, ...all], (row) => row[applied.holder] ?? '')
  const isShared = (holder: string) => new Set(carried.get(holder)?.map((row) => row[applied.link])).size > 1
  const shared = new Set(holders.filter(isShared))
  for (const [key, rows] of Map.groupBy(own, (row) => row[applied.link] ?? ''))
    byDocument.set(
      key,
      rows.map((row) => ({ row, shared: shared.has(row[applied.holder] ?? '') })),
    )
  return byDocument
}

type Applied = NonNullable<ObjectAdapter['applied']>

async function rowsOf(
  reader: Reader,
  { object, fields, link }: Applied,
  by: string,
  keys: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = []
  const request = { object, link: by, of: keys, fields: [...fields, link], showPrivate: true }
  for await (const page of reader.intacct.lines(request)) rows.push(...page.rows)
  return rows
}
