import type { CallOptions, Caller } from '../caller.ts'
import type { Row } from '../envelope/data.ts'
import type { Evidence } from '../envelope/evidence.ts'
import { failedBecause } from '../errors/classify.ts'
import { textError } from '../errors/gateway-error.ts'
import { IntacctError } from '../errors/outcome.ts'
import { allOf, anyOf, ge, gt, le, lt } from './filter.ts'
import type { Filter } from './filter.ts'
import { LARGEST_QUERY_PAGE, queryOnce } from './query.ts'
import type { Order } from './query.ts'

/** Where a reading stands: after this record. Texts as Intacct gave them. */
export interface Cursor {
  /** Value of the stamp field; '' when the order is by key alone. */
  readonly stamp: string
  readonly key: string
}

/** By record number alone: whole tables, ranges of them, lines of documents. */
export interface KeyOrder {
  readonly by: 'key'
  /** Only records after this key. */
  readonly after?: string | undefined
  /** Only records up to and with this key. */
  readonly upTo?: string | undefined
}

/** By (stamp, record number): changes within a window that does not move while it is read. */
export interface StampOrder {
  readonly by: 'stamp'
  /** WHENMODIFIED, AUWHENCREATED … */
  readonly field: string
  /** First stamp, included. In the format of the service user. */
  readonly from?: string | undefined
  /** Frozen ceiling, excluded. */
  readonly below?: string | undefined
  /** Goes on after this record. */
  readonly after?: Cursor | undefined
}

export interface PagesRequest {
  readonly object: string
  /** The key, and the stamp when it orders, are always read as well. */
  readonly fields: readonly string[]
  readonly order: KeyOrder | StampOrder
  readonly filter?: Filter | undefined
  /** The first page takes these as well, wherever they stand in the order; the pages after it go on as if they had not been asked for. */
  readonly also?: Filter | undefined
  /** Field that orders records of one stamp; RECORDNO for nearly everything. */
  readonly key?: string | undefined
  readonly pageSize?: number | undefined
  readonly showPrivate?: boolean | undefined
  readonly docparid?: string | undefined
  /** Asks for the next page while the caller still works on this one. Two pages are held then instead of one. */
  readonly readAhead?: boolean | undefined
}

export interface Page {
  readonly rows: readonly Row[]
  /** Rows after the start of this page, as the gateway counts. */
  readonly total: number | null
  readonly remaining: number | null
  /** The last record of this page: keep it to go on from here. */
  readonly after: Cursor
  readonly last: boolean
  readonly evidence: Evidence
}

function windowFilter(
  order: KeyOrder | StampOrder,
  key: string,
  after: Cursor | undefined,
): Filter | undefined {
  if (order.by === 'key') {
    return allOf(
      after === undefined ? undefined : gt(key, after.key),
      order.upTo === undefined ? undefined : le(key, order.upTo),
    )
  }
  const ceiling = order.below === undefined ? undefined : lt(order.field, order.below)
  const floor = order.from === undefined ? undefined : ge(order.field, order.from)
  if (after === undefined) return allOf(floor, ceiling)
  return allOf(
    floor,
    ge(order.field, after.stamp),
    ceiling,
    anyOf(gt(order.field, after.stamp), gt(key, after.key)),
  )
}

function stuck(object: string, after: Cursor): IntacctError {
  return new IntacctError(
    failedBecause('paging_stuck', 'client', [textError('', `${object} after ${after.stamp} ${after.key}`)]),
  )
}

function startOf(order: KeyOrder | StampOrder): Cursor | undefined {
  if (order.by === 'stamp') return order.after
  return order.after === undefined ? undefined : { stamp: '', key: order.after }
}

/**
 * Reads a table page by page in the order (stamp, key), each page asking for what lies after the last record of the one
 * before. Offsets are never used: the gateway runs the query anew for every page, so they lose rows when data change.
 * A page whose last record is not beyond the one before ends in an error, not in a loop or a gap.
 * @throws IntacctError, UsageError
 */
export async function* pages(
  caller: Caller,
  request: PagesRequest,
  options?: CallOptions,
): AsyncGenerator<Page> {
  const { object, order, key = 'RECORDNO', pageSize = LARGEST_QUERY_PAGE } = request
  const stampField = order.by === 'stamp' ? order.field : null
  const fields = [...new Set([...request.fields, key, ...(stampField === null ? [] : [stampField])])]
  const orderBy: Order[] = [...(stampField === null ? [] : [{ field: stampField }]), { field: key }]

  async function fetchPage(after: Cursor | undefined, also?: Filter): Promise<Page> {
    const asked = allOf(request.filter, windowFilter(order, key, after))
    const answer = await queryOnce(
      caller,
      {
        object,
        fields,
        filter: also === undefined || asked === undefined ? asked : anyOf(asked, also),
        orderBy,
        pageSize,
        showPrivate: request.showPrivate,
        docparid: request.docparid,
      },
      options,
    )
    const final = answer.rows.at(-1)
    const reached: Cursor = {
      stamp: stampField === null ? '' : (final?.[stampField] ?? ''),
      key: final?.[key] ?? '',
    }
    const last =
      answer.rows.length === 0 || (answer.remaining ?? (answer.rows.length < pageSize ? 0 : 1)) === 0
    const first = answer.rows[0]
    const repeats =
      after !== undefined &&
      first?.[key] === after.key &&
      (stampField === null || first[stampField] === after.stamp)
    if (final !== undefined && (reached.key === '' || repeats)) throw stuck(object, reached)
    return { ...answer, after: final === undefined ? (after ?? reached) : reached, last }
  }

  let coming: Promise<Page> | null = fetchPage(startOf(order), request.also)
  while (coming !== null) {
    const page: Page = await coming
    coming = null
    if (!page.last && request.readAhead === true) {
      coming = fetchPage(page.after)
      // Seen when it is awaited; until then it must not count as unhandled.
      coming.catch(() => undefined)
    }
    if (page.rows.length > 0 || page.last) yield page
    if (!page.last) coming ??= fetchPage(page.after)
  }
}
