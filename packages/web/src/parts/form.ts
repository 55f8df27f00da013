import { problemOf } from '../api/refusal.ts'
import { say } from '../words/say.ts'
import type { FieldErrors } from './form-errors.tsx'

export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export interface Refused {
  readonly errors: FieldErrors
  readonly message: string | null
  readonly cure: string | null
}

export const accepted: Refused = { errors: {}, message: null, cure: null }

/** What the API refused, at the fields it names (their last path part is the field's id). */
export function refusedBy(error: unknown): Refused {
  const problem = problemOf(error)
  if (!problem) return { errors: {}, message: say('pane.noAnswer'), cure: null }
  const named = problem.errors?.map(({ path, message }): [string, string] => [
    path.split(/[./]/).at(-1) ?? path,
    message,
  ])
  return {
    errors: Object.fromEntries(named ?? []),
    message: problem.detail,
    cure: problem.cure,
  }
}
