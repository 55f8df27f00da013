import type { CallOptions, Caller } from '../caller.ts'
import { allOf, between, isIn, MOST_VALUES } from './filter.ts'
import type { Filter } from './filter.ts'
import { pages } from './pages.ts'
import type { Page } from './pages.ts'

export interface LinesRequest {
  /** ARINVOICEITEM, ARPYMTDETAIL … */
  readonly object: string
  /** Field that names the document: RECORDKEY, PAYMENTKEY, DOCHDRNO. */
  readonly link: string
  /** Keys of documents, any number, or a range of them with both ends included. */
  readonly of: readonly string[] | { readonly from: string; readonly to: string }
  readonly fields: readonly string[]
  readonly filter?: Filter | undefined
  readonly pageSize?: number | undefined
  readonly showPrivate?: boolean | undefined
  readonly readAhead?: boolean | undefined
}

function slices(of: LinesRequest['of'], link: string): Filter[] {
  if ('from' in of) return [between(link, of.from, of.to)]
  const keys = [...new Set(of)]
  const parts: Filter[] = []
  for (let at = 0; at < keys.length; at += MOST_VALUES)
    parts.push(isIn(link, keys.slice(at, at + MOST_VALUES)))
  return parts
}

/**
 * Lines of many documents in as few calls as their number allows: pages of lines, never a call a document. Lines of one
 * document may lie on two pages, and come ordered by their own key.
 * @throws IntacctError, UsageError
 */
export async function* lines(
  caller: Caller,
  request: LinesRequest,
  options?: CallOptions,
): AsyncGenerator<Page> {
  const { object, link, fields, pageSize, showPrivate, readAhead } = request
  for (const slice of slices(request.of, link)) {
    yield* pages(
      caller,
      {
        object,
        fields: [...new Set([link, ...fields])],
        order: { by: 'key' },
        filter: allOf(request.filter, slice),
        pageSize,
        showPrivate,
        readAhead,
      },
      options,
    )
  }
}
