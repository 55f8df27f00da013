import type { CallOptions, Caller } from '../caller.ts'
import { element } from '../xml/element.ts'
import { documentOf } from './read.ts'
import type { Document } from './read.ts'

/** Legacy lists: the only way to attachments (supdoc) and smart event logs. */
export interface GetListRequest {
  readonly object: string
  readonly fields?: readonly string[] | undefined
  readonly filters?:
    readonly { readonly field: string; readonly operator: string; readonly value: string }[] | undefined
  readonly sort?: { readonly field: string; readonly order: 'asc' | 'desc' } | undefined
  readonly pageSize?: number | undefined
  readonly showPrivate?: boolean | undefined
}

const DEFAULT_PAGE = 100

function filterOf(filters: NonNullable<GetListRequest['filters']>) {
  const expressions = filters.map(({ field, operator, value }) =>
    element('expression', [element('field', field), element('operator', operator), element('value', value)]),
  )
  return element(
    'filter',
    expressions.length > 1 ? [element('logical', expressions, { logical_operator: 'and' })] : expressions,
  )
}

/** Pages of a legacy list, in the lower-case shape of legacy objects. @throws IntacctError */
export async function* getList(
  caller: Caller,
  request: GetListRequest,
  options?: CallOptions,
): AsyncGenerator<readonly Document[]> {
  const { object, fields = [], filters = [], sort, pageSize = DEFAULT_PAGE } = request
  for (let start = 0; ;) {
    const body = element(
      'get_list',
      [
        ...(filters.length === 0 ? [] : [filterOf(filters)]),
        ...(sort === undefined
          ? []
          : [element('sorts', [element('sortfield', sort.field, { order: sort.order })])]),
        ...(fields.length === 0
          ? []
          : [
              element(
                'fields',
                fields.map((field) => element('field', field)),
              ),
            ]),
      ],
      {
        object,
        start: String(start),
        maxitems: String(pageSize),
        ...(request.showPrivate === true ? { showprivate: 'true' } : {}),
      },
    )
    const { data, result } = await caller.read(body, 'tree', options)
    const found = data.children.map(documentOf)
    if (found.length > 0) yield found
    start += found.length
    const total = Number(result.listType?.attributes['total'] ?? '0')
    if (found.length === 0 || start >= total) return
  }
}

/** One legacy object (an attachment with its files), null when there is none of that key. @throws IntacctError */
export async function getOne(
  caller: Caller,
  object: string,
  key: string,
  options?: CallOptions,
): Promise<Document | null> {
  const { data } = await caller.read(element('get', '', { object, key }), 'tree', options)
  const [found] = data.children
  return found === undefined ? null : documentOf(found)
}
