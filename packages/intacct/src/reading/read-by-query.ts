import type { CallOptions, Caller } from '../caller.ts'
import type { Row } from '../envelope/data.ts'
import type { Evidence } from '../envelope/evidence.ts'
import { IntacctError, UsageError } from '../errors/outcome.ts'
import { element } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'
import { countIn } from './query.ts'

export interface ReadByQueryRequest {
  readonly object: string
  /** Omitted: all. */
  readonly fields?: readonly string[] | undefined
  /** SQL-like; '' means everything. Quote values with queryText. */
  readonly query: string
  /** 1 to 1,000. */
  readonly pageSize?: number | undefined
  readonly docparid?: string | undefined
}

export interface ResultSetPage {
  readonly rows: readonly Row[]
  readonly total: number | null
  readonly remaining: number | null
  /**
   * How often the list had to be begun anew because Intacct no longer kept it. When it rises, this page is the first
   * again: what was gathered before may have changed and comes once more.
   */
  readonly restarts: number
  readonly evidence: Evidence
}

export const LARGEST_RESULT_SET_PAGE = 1000
const MOST_RESTARTS = 3

/** A value as it stands in a readByQuery string: in single quotes, with quotes and backslashes escaped by a backslash. */
export function queryText(value: string): string {
  return `'${value.replace(/[\\']/g, (found) => `\\${found}`)}'`
}

function firstPage(request: ReadByQueryRequest): Element {
  const { pageSize = LARGEST_RESULT_SET_PAGE } = request
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > LARGEST_RESULT_SET_PAGE) {
    throw new UsageError(`the page size of readByQuery is 1 to ${LARGEST_RESULT_SET_PAGE}, not ${pageSize}`)
  }
  return element('readByQuery', [
    element('object', request.object),
    element('fields', request.fields === undefined ? '*' : request.fields.join(',')),
    element('query', request.query),
    element('pagesize', String(pageSize)),
    ...(request.docparid === undefined ? [] : [element('docparid', request.docparid)]),
  ])
}

/** A readMore can end for good only by rights or by the caller; anything else may mean that the list is gone. */
function mayBeGone(error: unknown): boolean {
  if (!(error instanceof IntacctError)) return false
  const { outcome } = error
  if (outcome.kind === 'unknown') return true
  return outcome.level === 'function' && outcome.cause !== 'no_permission'
}

/**
 * Reads a result set that Intacct keeps. No order is promised. Each page costs one unit.
 * When the set has expired (or its session has), the whole list is begun anew, at most three times.
 * @throws IntacctError, UsageError
 */
export async function* readByQuery(
  caller: Caller,
  request: ReadByQueryRequest,
  options?: CallOptions,
): AsyncGenerator<ResultSetPage> {
  for (let restarts = 0; ; restarts += 1) {
    let body = firstPage(request)
    let more = false
    for (;;) {
      let answer
      try {
        answer = await caller.read(body, 'rows', options)
      } catch (error) {
        if (
          error instanceof IntacctError &&
          error.outcome.kind === 'failed' &&
          error.outcome.cause === 'no_data'
        )
          return
        if (!more || restarts >= MOST_RESTARTS || options?.signal?.aborted === true || !mayBeGone(error))
          throw error
        break
      }
      const { attributes, rows } = answer.data
      const remaining = countIn(attributes, 'numremaining')
      const resultId = attributes['resultId'] ?? ''
      yield { rows, total: countIn(attributes, 'totalcount'), remaining, restarts, evidence: answer.evidence }
      if (remaining === null || remaining === 0 || rows.length === 0 || resultId === '') return
      // By result id, never by object: two lists of one object under way would be mixed up.
      body = element('readMore', [element('resultId', resultId)])
      more = true
    }
  }
}
