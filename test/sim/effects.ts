import { toMinor } from '@tieout/engine/core/money.ts'
import type { Element } from '@tieout/intacct/xml/element.ts'
import { childOf, childrenOf, textOf } from '@tieout/intacct/xml/element.ts'
import type { Answer } from '@tieout/simulator/gateway/gateway.ts'
import { expand } from '@tieout/simulator/xml/element.ts'

/** One function of ours that Intacct said it carried out, whether or not that answer arrived. */
export interface Effect {
  readonly at: number
  readonly name: string
  readonly controlId: string
  /** Intacct's object, where the function names it. */
  readonly object: string
  /** Of a create. */
  readonly marker: string | null
  readonly key: string
  /** What a create is worth, in cents: the sum of its lines, or all money received. */
  readonly worth: bigint
}

export interface SentFunction {
  readonly name: string
  readonly controlId: string
  readonly body: Element
}

const reads: ReadonlySet<string> = new Set(['query', 'readUserFormatting', 'getAPISession', 'read'])

/** The functions of a request. */
export function functionsOf(request: Element): readonly SentFunction[] {
  const known = sent.get(request)
  if (known !== undefined) return known
  const functions = readFunctions(request)
  sent.set(request, functions)
  return functions
}

const sent = new WeakMap<Element, readonly SentFunction[]>()

function readFunctions(request: Element): SentFunction[] {
  const content = childOf(childOf(request, 'operation'), 'content')
  return childrenOf(content, 'function').flatMap((wrapper) => {
    const [body] = wrapper.children
    return body ? [{ name: body.name, controlId: wrapper.attributes['controlid'] ?? '', body }] : []
  })
}

/** Whether a request would change something. */
export function isWriting(functions: readonly SentFunction[]): boolean {
  return functions.some(({ name }) => !reads.has(name))
}

const legacy: Readonly<Record<string, string>> = {
  create_invoice: 'ARINVOICE',
  create_aradjustment: 'ARADJUSTMENT',
  create_bill: 'APBILL',
  create_apadjustment: 'APADJUSTMENT',
}

const credits: ReadonlySet<string> = new Set(['ARADJUSTMENT', 'APADJUSTMENT'])

/** What a request changed, as its answer tells it. */
export function effectsOf(functions: readonly SentFunction[], answer: Answer, at: number): Effect[] {
  if (!isWriting(functions)) return []
  const results = childrenOf(childOf(expand(answer.document), 'operation'), 'result')
  return results.flatMap((result): Effect[] => {
    const sent = functions.find(({ controlId }) => controlId === textOf(result, 'controlid'))
    if (!sent || textOf(result, 'status') !== 'success') return []
    const key = textOf(result, 'key') || recordNoOf(childOf(result, 'data'))
    const creates = sent.name.startsWith('create')
    const { name, controlId, body } = sent
    const object = name === 'create' ? (body.children[0]?.name ?? '') : (legacy[name] ?? '')
    const marker = creates ? markerIn(body) : null
    const worth = worthOf(body)
    // The lines of a credit are negative in Intacct, and without a sign in the app.
    const size = credits.has(object) || name === 'update_aradjustment' ? absolute(worth) : worth
    return [{ at, name, object, controlId, marker, key, worth: size }]
  })
}

/** What an answer says of each function, in short. */
export function wordsOf(answer: Answer): string {
  const root = expand(answer.document)
  const results = childrenOf(childOf(root, 'operation'), 'result')
  if (results.length === 0) return `${textOf(childOf(root, 'control'), 'status')} ${errorIn(root)}`
  return results
    .map((result) => {
      const error = errorIn(result)
      return error === '' ? `${textOf(result, 'key')} ok` : error
    })
    .join('; ')
}

function errorIn(element: Element): string {
  if (element.name === 'error')
    return `${textOf(element, 'errorno')} ${textOf(element, 'description2') || textOf(element, 'description')}`
  for (const child of element.children) {
    const found = errorIn(child)
    if (found !== '') return found
  }
  return ''
}

function recordNoOf(data: Element | undefined): string {
  const found = data?.children.flatMap((row) => textOf(row, 'RECORDNO') || textOf(row, 'recordno'))
  return found?.find((text) => text !== '') ?? ''
}

const amounts: ReadonlySet<string> = new Set([
  'amount',
  'TRX_PAYMENTAMOUNT',
  'OVERPAYMENTAMOUNT',
  // Of an advance's line.
  'TRX_AMOUNT',
])

function worthOf(body: Element): bigint {
  const own = amounts.has(body.name) ? toMinor(body.text, 'USD') : 0n
  return body.children.reduce((sum, child) => sum + worthOf(child), own)
}

function absolute(worth: bigint): bigint {
  return worth < 0n ? -worth : worth
}

function markerIn(body: Element): string | null {
  const own = /\[T:([0-9A-Z]{16})\]/.exec(body.text)?.[1]
  if (own !== undefined) return own
  for (const child of body.children) {
    const found = markerIn(child)
    if (found !== null) return found
  }
  return null
}
