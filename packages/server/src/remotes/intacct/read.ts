import type { ReadBy, RemotePage, RemoteRow } from '@tieout/engine/ports/remote.ts'
import type { ReadCursor, ReadRequest } from '@tieout/engine/ports/windows.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Row } from '@tieout/intacct/envelope/data.ts'
import { intacctDate } from '@tieout/intacct/formats/times.ts'
import { allOf, anyOf, eq, ge, isIn, le, lt, ne } from '@tieout/intacct/reading/filter.ts'
import type { Filter } from '@tieout/intacct/reading/filter.ts'
import { shiftStamp } from '@tieout/engine/core/stamps.ts'
import { gently } from '@tieout/engine/flows/gently.ts'
import type { Page, PagesRequest } from '@tieout/intacct/reading/pages.ts'
import { appliedOf } from './applied.ts'
import { fromStamp, toStamp } from './frame.ts'
import type { Frame } from './frame.ts'
import { inOrder } from './in-order.ts'
import { linesOf } from './lines.ts'
import type { ObjectAdapter } from './objects/adapter.ts'
import { orderEntry, ordersOf, recordsOfOrders, withOrder } from './order-documents.ts'
import type { Reader } from './reader.ts'

/** Pages under way at once: the lines of two are read while the headers of the next are on their way. */
const pagesUnderWay = 3

/**
 * A backfill asks for the next headers first, and for the lines of the last ones so much later that the two answers do not come, and are
 * not read, at the same moment: everything waits for the headers. Milliseconds.
 */
const headStartMs = 40

/** Pages of whole records, read ahead of whoever takes them, so that two calls are in flight as long as there is something to read. */
export async function* readPages(reader: Reader, request: ReadRequest): AsyncGenerator<RemotePage> {
  const adapter = reader.adapters[request.type]
  const headers = reader.intacct.pages(headerRequest(adapter, reader.frame, request))
  yield* inOrder(headers, pagesUnderWay, (page) => wholePage(reader, adapter, request, page))
}

async function wholePage(
  reader: Reader,
  adapter: ObjectAdapter,
  request: ReadRequest,
  page: Page,
): Promise<RemotePage> {
  const clock = reader.seen(page.evidence)
  if (request.mode === 'backfill' && !page.last) await reader.rest(headStartMs)
  const headers = page.rows.filter((row) => isAsked(row, adapter, reader.frame, request))
  const details = await linesOf(reader, adapter, headers, {
    contiguous: request.mode === 'backfill',
    pageSize: request.pageSize,
    present: mayRemember(request) ? clock : null,
  })
  const whole = await wholeRows(reader, adapter, headers, details)
  const { orderTypes } = request
  const rows = orderTypes === undefined ? whole : whole.filter((row) => isOfType(row, orderTypes))
  const keys = new Set(page.rows.map((row) => row['RECORDNO']))
  return {
    rows,
    next: page.last ? null : nextCursor(page.after, reader.frame),
    clock,
    shown: request.controls.filter((key) => keys.has(key)),
  }
}

function isOfType({ facts }: RemoteRow, orderTypes: readonly string[]): boolean {
  return facts.document !== undefined && orderTypes.includes(facts.document.definition)
}

async function wholeRows(
  reader: Reader,
  adapter: ObjectAdapter,
  headers: readonly Row[],
  details: ReadonlyMap<string, readonly Row[]>,
): Promise<RemoteRow[]> {
  const applied = await appliedOf(reader, adapter, headers, details)
  const { documents, gone } = await ordersOf(reader, adapter, headers)
  return gently(
    headers.filter((row) => !gone.has(row['RECORDNO'] ?? '')),
    (row) => {
      const key = row['RECORDNO'] ?? ''
      const whole = adapter.rowOf(row, details.get(key) ?? [], reader.frame, applied.get(key))
      return withOrder(whole, documents.get(key))
    },
    () => reader.rest(0),
  )
}

/** Not one of the controls, which lie anywhere: it is of the window itself. */
function isAsked(row: Row, adapter: ObjectAdapter, frame: Frame, request: ReadRequest): boolean {
  const { mode, from, ceiling } = request
  if (mode === 'backfill') return true
  const isWithin = (stamp: string) => stamp !== '' && stamp >= (from ?? '') && stamp < ceiling
  const isChanged = isWithin(toStamp(row['WHENMODIFIED'], frame))
  return isChanged || (mode === 'look_back' && isWithin(toStamp(row[adapter.createdField], frame)))
}

const dayMs = 86_400_000

/** The nightly look-back is there to find what other windows missed, and a backfill would only crowd out what is of use. */
function mayRemember({ mode, from, ceiling }: ReadRequest): boolean {
  return mode === 'changes' && from !== null && from > shiftStamp(ceiling, -dayMs)
}

function nextCursor({ stamp, key }: Page['after'], frame: Frame): ReadCursor {
  return { stamp: toStamp(stamp, frame), key }
}

function headerRequest(adapter: ObjectAdapter, frame: Frame, request: ReadRequest): PagesRequest {
  const since =
    adapter.dateField !== null && request.syncFrom !== null
      ? ge(adapter.dateField, intacctDate(request.syncFrom, frame.format) ?? '')
      : undefined
  const window = request.mode === 'look_back' ? changedOrCreated(adapter, frame, request) : undefined
  const filter = allOf(adapter.filter, since, window, ...narrowed(adapter, frame, request))
  const base = {
    object: adapter.object,
    fields: adapter.fields,
    pageSize: request.pageSize,
    showPrivate: true,
    ...(filter ? { filter } : {}),
    ...(request.controls.length > 0 ? { also: isIn('RECORDNO', request.controls) } : {}),
  }
  if (request.mode !== 'changes') return { ...base, order: { by: 'key', after: request.cursor?.key } }
  return {
    ...base,
    order: {
      by: 'stamp',
      field: 'WHENMODIFIED',
      from: request.from === null ? undefined : fromStamp(request.from, frame),
      below: fromStamp(request.ceiling, frame),
      after:
        request.cursor === null
          ? undefined
          : { stamp: fromStamp(request.cursor.stamp, frame), key: request.cursor.key },
    },
  }
}

/** What a person wants of all documents. What Order Entry made is told apart by its definition once its documents are known. */
function narrowed(adapter: ObjectAdapter, { format }: Frame, request: ReadRequest): Filter[] {
  const { until, openOnly, orderTypes } = request
  const lastDay = until === undefined ? null : intacctDate(until, format)
  return [
    ...(adapter.dateField === null || lastDay === null ? [] : [le(adapter.dateField, lastDay)]),
    ...(openOnly && adapter.dueField !== undefined ? [ne(adapter.dueField, '0')] : []),
    ...(orderTypes === undefined || adapter.order === undefined ? [] : [eq('MODULEKEY', orderEntry)]),
  ]
}

/** By either time: WHENMODIFIED may be empty, or say something else than when the record came (reference 3.8). */
function changedOrCreated(
  { createdField }: ObjectAdapter,
  frame: Frame,
  { from, ceiling }: ReadRequest,
): Filter | undefined {
  const within = (field: string) =>
    allOf(from === null ? undefined : ge(field, fromStamp(from, frame)), lt(field, fromStamp(ceiling, frame)))
  const [changed, created] = [within('WHENMODIFIED'), within(createdField)]
  return changed && created ? anyOf(changed, created) : undefined
}

/** Records by their keys or numbers, or those of Order Entry documents, at most 1,000, with their lines. */
export async function readByKeys(
  reader: Reader,
  type: ObjectType,
  by: ReadBy,
  names: readonly string[],
): Promise<{ rows: RemoteRow[]; missing: string[] }> {
  const adapter = reader.adapters[type]
  const keys = [...new Set(names)]
  const filter = keys.length === 0 ? null : await filterOf(reader, adapter, by, keys)
  if (filter === null) return { rows: [], missing: keys }
  const headers = await readAll(reader, adapter, filter)
  const details = await linesOf(reader, adapter, headers, { contiguous: false, present: null })
  const rows = await wholeRows(reader, adapter, headers, details)
  rememberOurs(reader, adapter, headers, rows, details)
  const found = new Set(rows.map((row) => nameOf(row, by)))
  return { rows, missing: keys.filter((key) => !found.has(key)) }
}

async function filterOf(
  reader: Reader,
  adapter: ObjectAdapter,
  by: ReadBy,
  keys: readonly string[],
): Promise<Filter | null> {
  if (by === 'document') return recordsOfOrders(reader, adapter, keys)
  return isIn(by === 'key' ? 'RECORDNO' : adapter.numberField, keys)
}

function nameOf(row: RemoteRow, by: ReadBy): string | undefined {
  if (by === 'document') return row.facts.document?.key
  return by === 'key' ? row.key : row.number
}

/**
 * What we have just written is read back by key, and comes again in the next windows. Its lines are remembered although its stamp is of this
 * very second: whoever edits it within that second without moving its totals is found by the nightly look-back, which remembers nothing.
 */
function rememberOurs(
  { memory }: Reader,
  adapter: ObjectAdapter,
  headers: readonly Row[],
  rows: readonly RemoteRow[],
  details: ReadonlyMap<string, readonly Row[]>,
): void {
  if (adapter.lines === null) return
  const ours = new Set(rows.flatMap((row) => (row.marker ? [row.key] : [])))
  for (const header of headers) {
    const lines = details.get(header['RECORDNO'] ?? '') ?? []
    // None is always asked for again.
    if (ours.has(header['RECORDNO'] ?? '') && lines.length > 0) memory.keep(adapter.object, header, lines)
  }
}

/** Every header that a filter finds. */
export async function readAll(reader: Reader, adapter: ObjectAdapter, filter: Filter): Promise<Row[]> {
  const rows: Row[] = []
  const request = {
    object: adapter.object,
    fields: adapter.fields,
    order: { by: 'key' },
    filter,
    showPrivate: true,
  } as const
  for await (const page of reader.intacct.pages(request)) {
    reader.seen(page.evidence)
    rows.push(...page.rows)
  }
  return rows
}
