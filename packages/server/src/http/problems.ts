import { errors } from '../errors.ts'
import type { ApiError, ErrorCode, FieldError } from '../errors.ts'

/** The body of an error answer (RFC 9457), `application/problem+json`. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: ErrorCode
  readonly detail: string
  readonly cure: string
  readonly field?: string
  readonly errors?: readonly FieldError[]
  readonly who?: readonly string[]
  /** To be quoted when asking for help; found in the log. */
  readonly ref: string
}

export const problemType = 'application/problem+json; charset=utf-8'

/** @param ref id of the request, found in the log */
export function problemOf(error: ApiError, ref: string): Problem {
  const info = errors[error.code]
  const { detail, cure, field, errors: list, who } = error.parts
  return {
    type: `/api/docs#errors/${error.code}`,
    title: info.title,
    status: info.status,
    code: error.code,
    detail,
    cure: cure ?? info.cure,
    ...(field === undefined ? {} : { field }),
    ...(list === undefined ? {} : { errors: list }),
    ...(who === undefined ? {} : { who }),
    ref,
  }
}
