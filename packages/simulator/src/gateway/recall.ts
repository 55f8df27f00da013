import type { ErrorEntry } from '../books/contract.ts'
import type { Content } from '../xml/element.ts'
import type { Company } from './company.ts'
import type { FunctionCall } from './envelope.ts'
import { isRead } from './kinds.ts'
import { RequestRefusal } from './errors.ts'

/** What a request carries of the moment it arrived, so that twins in flight can be told apart. */
export interface Arrival {
  /** Sequence of the company's control-id memory at that moment. */
  readonly sequence: number
  /** Ids (with scope) that another request in flight already held. */
  readonly heldByOthers: ReadonlySet<string>
}

export interface Recalled {
  readonly payload: readonly Content[]
  readonly refusal: readonly ErrorEntry[] | undefined
}

/** The memory of control ids as one operation uses it. */
export interface Recall {
  /** @throws RequestRefusal where a repeated id refuses the whole request: before any of it runs. */
  check(functions: readonly FunctionCall[]): void
  /** The answer to a function whose id was seen, or undefined if it may run. */
  before(call: FunctionCall): Recalled | undefined
  after(call: FunctionCall, status: 'success' | 'failure', payload: readonly Content[]): void
}

export interface Who {
  readonly sender: string
  readonly userId: string
  readonly entity: string | null
}

/** Under which key an id is remembered: who shares a memory is a switch (reference 6.2). */
export function controlKey(company: Company, who: Who, controlId: string): string {
  const { scope } = company.settings.controlIds
  const parts = {
    company: [],
    sender: [who.sender],
    user: [who.userId],
    entity: [who.entity ?? ''],
  }
  return [...parts[scope], controlId].join('\u0000')
}

const forgetful: Recall = { check: () => undefined, before: () => undefined, after: () => undefined }

/**
 * The memory for one operation. With uniqueid=false nothing is remembered or refused.
 * @param now epoch milliseconds.
 */
export function recall(
  company: Company,
  who: Who,
  uniqueId: boolean,
  now: number,
  arrival: Arrival | undefined,
): Recall {
  if (!uniqueId) return forgetful
  const { controlIds, settings } = company
  const rules = settings.controlIds
  const refusal = (controlId: string): ErrorEntry => ({
    errorno: rules.errorno,
    description2: rules.text.replaceAll('{controlid}', controlId),
  })
  const refuse = (controlId: string): Recalled => ({ payload: [], refusal: [refusal(controlId)] })
  const before = (call: FunctionCall): Recalled | undefined => {
    const key = controlKey(company, who, call.controlId)
    if (rules.concurrent === 'refuse' && arrival?.heldByOthers.has(key) === true)
      return refuse(call.controlId)
    const seen = controlIds.find(key)
    if (seen === undefined) return undefined
    if (rules.rememberedSeconds !== null && seen.at + rules.rememberedSeconds * 1000 <= now) return undefined
    if (seen.status === 'failure' && !rules.remembersFailed) return undefined
    if (rules.concurrent === 'run both' && arrival !== undefined && seen.sequence > arrival.sequence)
      return undefined
    if (rules.answer !== 'original') return refuse(call.controlId)
    if (isRead(call.element.name)) return undefined
    return seen.status === 'success' ? { payload: seen.payload, refusal: undefined } : refuse(call.controlId)
  }
  return {
    check(functions) {
      if (rules.answer !== 'control') return
      const repeated = functions.find((each) => before(each) !== undefined)
      if (repeated !== undefined) throw new RequestRefusal('control', [refusal(repeated.controlId)])
    },
    before,
    after(call, status, payload) {
      const key = controlKey(company, who, call.controlId)
      controlIds.remember(key, status, now, isRead(call.element.name) ? [] : payload)
    },
  }
}
