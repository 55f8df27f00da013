import type { CallOptions, Caller } from '../caller.ts'
import type { Row } from '../envelope/data.ts'
import type { Evidence } from '../envelope/evidence.ts'
import { UsageError } from '../errors/outcome.ts'
import type { Failed, Unknown } from '../errors/outcome.ts'
import type { Element } from '../xml/element.ts'

/** One document to write. */
export interface WriteFunction {
  /** Stable id of the intent, 1 to 256 characters: the same whenever this write is sent again. */
  readonly controlId: string
  /** legacyCall(), createCall(), updateCall() or deleteCall(). */
  readonly body: Element
}

export interface Written {
  readonly kind: 'ok'
  /** RECORDNO, or the document id of order entry; null where Intacct names none (deletions). */
  readonly key: string | null
  /** Key fields that came back. */
  readonly row: Row
}

export type WriteOutcome = (Written | Failed | Unknown) & { readonly controlId: string }

export interface WriteReply {
  /** One a function, in their order. */
  readonly outcomes: readonly WriteOutcome[]
  /** null when no answer came. */
  readonly evidence: Evidence | null
}

export const MOST_FUNCTIONS = 100
const LONGEST_CONTROL_ID = 256
// One function that would run several documents could end in part.
const ONE_DOCUMENT = /^(?:create|update)$/i

function check(functions: readonly WriteFunction[]): void {
  if (functions.length === 0 || functions.length > MOST_FUNCTIONS) {
    throw new UsageError(`a request writes 1 to ${MOST_FUNCTIONS} documents, not ${functions.length}`)
  }
  const seen = new Set<string>()
  for (const { controlId, body } of functions) {
    if (controlId === '' || controlId.length > LONGEST_CONTROL_ID || controlId !== controlId.trim()) {
      throw new UsageError(
        `a control id has 1 to ${LONGEST_CONTROL_ID} characters and no blanks around it: "${controlId}"`,
      )
    }
    if (seen.has(controlId)) throw new UsageError(`the control id "${controlId}" stands twice in one request`)
    seen.add(controlId)
    if (ONE_DOCUMENT.test(body.name) && body.children.length !== 1) {
      throw new UsageError(
        `"${controlId}" writes ${body.children.length} documents; each needs a function of its own`,
      )
    }
  }
}

/**
 * Writes up to 100 documents in one request, each a function of its own: later ones run although an earlier one is refused.
 * Never repeated here: what is unknown must be looked for first, and sent again with the same control id only after that.
 * @throws UsageError when the request can never be sent; Intacct's refusals are outcomes.
 */
export async function write(
  caller: Caller,
  functions: readonly WriteFunction[],
  options?: CallOptions,
): Promise<WriteReply> {
  check(functions)
  const done = await caller.send(
    'write',
    functions.map(({ controlId, body }) => ({ controlId, body, decode: 'rows' })),
    options,
  )
  const outcomes = done.outcomes.map((outcome, place): WriteOutcome => {
    const controlId = functions[place]?.controlId ?? ''
    return outcome.kind === 'ok'
      ? { kind: 'ok', controlId, key: outcome.key, row: outcome.data?.rows[0] ?? {} }
      : { ...outcome, controlId }
  })
  return { outcomes, evidence: done.evidence }
}
