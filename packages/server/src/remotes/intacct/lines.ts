import type { RemoteClock } from '@tieout/engine/ports/windows.ts'
import { shiftStamp } from '@tieout/engine/core/stamps.ts'
import { nothingShown } from '@tieout/engine/flows/sight.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { isIn, MOST_VALUES } from '@tieout/intacct/reading/filter.ts'
import type { LinesRequest } from '@tieout/intacct/reading/lines.ts'
import type { Page } from '@tieout/intacct/reading/pages.ts'
import { toStamp } from './frame.ts'
import type { ObjectAdapter } from './objects/adapter.ts'
import type { Reader } from './reader.ts'

export interface LinesOptions {
  /** The headers are a stretch of keys without gaps in what the filter takes: their lines can be asked for as a range. */
  readonly contiguous: boolean
  readonly pageSize?: number
  /** The present when the headers were read; null: what is remembered is not asked, nor is anything kept. */
  readonly present: RemoteClock | null
}

/** A stamp is a whole second: a header read within it may change once more without showing it. Milliseconds. */
const stampSettlesMs = 2_000

/** Lines of many documents, by RECORDNO of the document, in their order; those that cannot have changed come from memory. */
export async function linesOf(
  reader: Reader,
  adapter: ObjectAdapter,
  headers: readonly Row[],
  options: LinesOptions,
): Promise<Map<string, readonly Row[]>> {
  const byDocument = new Map<string, readonly Row[]>()
  if (adapter.lines === null) return byDocument
  const unknown = headers.filter((header) => {
    const lines = options.present === null ? null : reader.memory.known(adapter.object, header)
    if (lines !== null) byDocument.set(header['RECORDNO'] ?? '', lines)
    return lines === null
  })
  if (unknown.length === 0) return byDocument
  const read = await readLines(reader, adapter.lines, unknown, options)
  await proveComplete(reader, adapter, unknown, read)
  for (const [key, lines] of read.byDocument) byDocument.set(key, lines)
  if (options.present !== null) remember(reader, adapter, unknown, read.byDocument, options.present)
  return byDocument
}

interface ReadLines {
  readonly byDocument: ReadonlyMap<string, readonly Row[]>
  /** More lines were announced than came. */
  readonly brokeOff: boolean
}

/**
 * Lines that are missing are believed to be none only while the documents themselves are still shown: our rights may have been narrowed, or
 * the document deleted, after its header was read. Some documents are never without lines.
 * @throws RemoteError when they cannot be believed
 */
async function proveComplete(
  { intacct }: Reader,
  adapter: ObjectAdapter,
  headers: readonly Row[],
  { byDocument, brokeOff }: ReadLines,
): Promise<void> {
  const keys = headers.map((header) => header['RECORDNO'] ?? '')
  const without = keys.filter((key) => !byDocument.has(key))
  if (adapter.lines?.required === true && without.length > 0) throw nothingShown()
  const doubtful = brokeOff ? keys : without
  for (let at = 0; at < doubtful.length; at += MOST_VALUES)
    await proveShown(intacct, adapter, doubtful.slice(at, at + MOST_VALUES))
}

async function proveShown(
  intacct: Reader['intacct'],
  { object }: ObjectAdapter,
  keys: readonly string[],
): Promise<void> {
  const filter = isIn('RECORDNO', keys)
  const hidden = new Set(keys)
  for await (const page of intacct.pages({
    object,
    fields: ['RECORDNO'],
    order: { by: 'key' },
    filter,
    showPrivate: true,
  }))
    for (const row of page.rows) hidden.delete(row['RECORDNO'] ?? '')
  if (hidden.size > 0) throw nothingShown()
}

async function readLines(
  reader: Reader,
  of: NonNullable<ObjectAdapter['lines']>,
  headers: readonly Row[],
  { contiguous, pageSize }: LinesOptions,
): Promise<ReadLines> {
  const byDocument = new Map<string, Row[]>()
  const request: LinesRequest = { ...of, of: documentsOf(headers, contiguous), pageSize, showPrivate: true }
  let isMoreComing = false
  let brokeOff = false
  for await (const page of reader.intacct.lines(request)) {
    collect(byDocument, page, of.link)
    brokeOff ||= page.rows.length === 0 && isMoreComing
    isMoreComing = !page.last
  }
  for (const rows of byDocument.values())
    rows.sort((a, b) => Number(a['LINE_NO'] ?? 0) - Number(b['LINE_NO'] ?? 0))
  return { byDocument, brokeOff }
}

function remember(
  reader: Reader,
  adapter: ObjectAdapter,
  headers: readonly Row[],
  read: ReadonlyMap<string, readonly Row[]>,
  present: RemoteClock,
): void {
  const settled = shiftStamp(present.stamp, -stampSettlesMs)
  for (const header of headers) {
    const stamp = toStamp(header['WHENMODIFIED'], reader.frame)
    const lines = read.get(header['RECORDNO'] ?? '') ?? []
    // None may mean that our rights were narrowed after the header was read: that is asked again.
    if (stamp !== '' && stamp < settled && lines.length > 0) reader.memory.keep(adapter.object, header, lines)
  }
}

function collect(byDocument: Map<string, Row[]>, page: Page, link: string): void {
  for (const row of page.rows) {
    const key = row[link] ?? ''
    const known = byDocument.get(key)
    if (known) known.push(row)
    else byDocument.set(key, [row])
  }
}

/** In key order the lines of a page of documents are a range of keys; otherwise they are named one by one. */
function documentsOf(headers: readonly Row[], contiguous: boolean): LinesRequest['of'] {
  const keys = headers.map((row) => row['RECORDNO'] ?? '')
  if (!contiguous) return keys
  return { from: keys[0] ?? '', to: keys.at(-1) ?? '' }
}
