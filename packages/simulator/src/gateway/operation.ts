import { BusinessError, type ErrorEntry } from '../books/contract.ts'
import type { Branch, Content, Element } from '../xml/element.ts'
import { errorMessage, result, type ErrorStyle } from './answer.ts'
import type { Call } from './call.ts'
import type { FunctionCall } from './envelope.ts'
import { errors, FunctionRefusal } from './errors.ts'
import { gatewayFunctions } from './functions/table.ts'
import { legacy } from './functions/legacy.ts'
import type { Recall } from './recall.ts'

interface Outcome {
  readonly call: FunctionCall
  readonly payload: readonly Content[]
  /** Undefined: it succeeded. */
  readonly refusal: readonly ErrorEntry[] | undefined
  /** Refused or answered from memory: nothing ran. */
  readonly recalled: boolean
}

function execute(call: Call, element: Element): readonly Content[] {
  return (gatewayFunctions[element.name] ?? legacy)(call, element)
}

function runOne(call: Call, each: FunctionCall, memory: Recall): Outcome {
  const before = memory.before(each)
  if (before !== undefined) return { call: each, recalled: true, ...before }
  try {
    return { call: each, payload: execute(call, each.element), refusal: undefined, recalled: false }
  } catch (error) {
    if (error instanceof BusinessError)
      return { call: each, payload: [], refusal: error.entries, recalled: false }
    if (error instanceof FunctionRefusal) {
      return { call: each, payload: error.payload, refusal: error.entries, recalled: false }
    }
    throw error
  }
}

class RolledBack extends Error {}

function render(outcome: Outcome, style: ErrorStyle): Branch {
  const { element, controlId } = outcome.call
  if (outcome.refusal === undefined) return result('success', element.name, controlId, outcome.payload)
  return result('failure', element.name, controlId, outcome.payload, errorMessage(outcome.refusal, style))
}

function transaction(
  call: Call,
  functions: readonly FunctionCall[],
  memory: Recall,
  style: ErrorStyle,
): readonly Branch[] {
  const outcomes: Outcome[] = []
  try {
    call.company.books.atomically(() => {
      for (const each of functions) {
        const outcome = runOne(call, each, memory)
        outcomes.push(outcome)
        if (outcome.refusal !== undefined) throw new RolledBack()
      }
    })
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error
    const failed = outcomes.length - 1
    return functions.map((each, index) => {
      const own = index === failed ? (outcomes[failed]?.refusal ?? []) : []
      const status = index === failed ? call.company.settings.failedInTransaction : 'aborted'
      if (index === failed) memory.after(each, 'failure', [])
      const entries = [...own, errors.rolledBack()]
      return result(status, each.element.name, each.controlId, [], errorMessage(entries, style))
    })
  }
  for (const outcome of outcomes)
    if (!outcome.recalled) memory.after(outcome.call, 'success', outcome.payload)
  return outcomes.map((outcome) => render(outcome, style))
}

/** Runs the functions of one operation, in order; answers one `<result>` for each (reference 1.4). */
export function runOperation(
  call: Call,
  functions: readonly FunctionCall[],
  together: boolean,
  memory: Recall,
  style: ErrorStyle,
): readonly Branch[] {
  if (together) return transaction(call, functions, memory, style)
  return functions.map((each) => {
    const outcome = runOne(call, each, memory)
    if (!outcome.recalled) {
      memory.after(each, outcome.refusal === undefined ? 'success' : 'failure', outcome.payload)
    }
    return render(outcome, style)
  })
}
