import type { CallOptions, Caller } from '../caller.ts'
import type { Row } from '../envelope/data.ts'
import type { Evidence } from '../envelope/evidence.ts'
import { UsageError } from '../errors/outcome.ts'
import { element } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'
import { filterElement } from './filter.ts'
import type { Filter } from './filter.ts'

export type Aggregate = 'count' | 'avg' | 'min' | 'max' | 'sum'

export interface Order {
  readonly field: string
  readonly descending?: boolean
}

export interface QueryRequest {
  readonly object: string
  readonly fields: readonly string[]
  /** Grouped by the plain fields. */
  readonly aggregates?: readonly { readonly of: Aggregate; readonly field: string }[] | undefined
  readonly filter?: Filter | undefined
  readonly orderBy?: readonly Order[] | undefined
  /** 1 to 2,000. */
  readonly pageSize?: number | undefined
  readonly offset?: number | undefined
  /** Records private to an entity, seen from top level. */
  readonly showPrivate?: boolean | undefined
  readonly caseInsensitive?: boolean | undefined
  /** Transaction definition, for the custom fields of order entry and purchasing documents. */
  readonly docparid?: string | undefined
}

export interface QueryAnswer {
  readonly rows: readonly Row[]
  /** Rows that the filter finds in all, as the gateway counts; null when it did not say. */
  readonly total: number | null
  /** Rows beyond this page; null when it did not say. */
  readonly remaining: number | null
  readonly evidence: Evidence
}

export const LARGEST_QUERY_PAGE = 2000

/** @throws UsageError for no fields, or a page size outside 1 to 2,000. */
export function queryElement(request: QueryRequest): Element {
  const { object, fields, aggregates = [], filter, orderBy = [], pageSize = LARGEST_QUERY_PAGE } = request
  if (fields.length + aggregates.length === 0) throw new UsageError(`a query of ${object} names no fields`)
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > LARGEST_QUERY_PAGE) {
    throw new UsageError(`the page size is 1 to ${LARGEST_QUERY_PAGE}, not ${pageSize}`)
  }
  const options = [
    ...(request.caseInsensitive === true ? [element('caseinsensitive', 'true')] : []),
    ...(request.showPrivate === true ? [element('showprivate', 'true')] : []),
  ]
  return element('query', [
    element('object', object),
    element('select', [
      ...fields.map((field) => element('field', field)),
      ...aggregates.map(({ of, field }) => element(of, field)),
    ]),
    ...(filter === undefined ? [] : [element('filter', [filterElement(filter)])]),
    ...(orderBy.length === 0
      ? []
      : [
          element(
            'orderby',
            orderBy.map(({ field, descending }) =>
              element('order', [
                element('field', field),
                element(descending === true ? 'descending' : 'ascending'),
              ]),
            ),
          ),
        ]),
    ...(options.length === 0 ? [] : [element('options', options)]),
    ...(request.docparid === undefined ? [] : [element('docparid', request.docparid)]),
    element('pagesize', String(pageSize)),
    element('offset', String(request.offset ?? 0)),
  ])
}

/** A count among the attributes of <data>, null when it is missing or no number. */
export function countIn(attributes: Readonly<Record<string, string>>, name: string): number | null {
  const text = attributes[name]
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null
}

/** One page of a query. @throws IntacctError, UsageError */
export async function queryOnce(
  caller: Caller,
  request: QueryRequest,
  options?: CallOptions,
): Promise<QueryAnswer> {
  const { data, evidence } = await caller.read(queryElement(request), 'rows', options)
  return {
    rows: data.rows,
    total: countIn(data.attributes, 'totalcount'),
    remaining: countIn(data.attributes, 'numremaining'),
    evidence,
  }
}
