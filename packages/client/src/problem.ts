import type { components } from './api.gen.ts'

export type Problem = components['schemas']['Problem']

/** An error answer of Tieout, or that there was none: `problem.code` is stable, `problem.cure` says what to do. */
export class TieoutError extends Error {
  override readonly name = 'TieoutError'
  readonly problem: Problem
  /** After how long a further try makes sense, where the answer says so. */
  readonly retryAfterSeconds: number | null
  constructor(problem: Problem, more: ErrorOptions & { readonly retryAfterSeconds?: number | null } = {}) {
    super(problem.detail, more)
    this.problem = problem
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
  }

  get code(): string {
    return this.problem.code
  }

  get status(): number {
    return this.problem.status
  }
}

/** The error of an answer that was no success; one that is not Tieout's own (a proxy's page) becomes `no_answer`. */
export async function errorOf(response: Response): Promise<TieoutError> {
  const text = await response.text().catch(() => '')
  const type = response.headers.get('content-type') ?? ''
  const problem = type.startsWith('application/problem+json') ? parse(text) : null
  if (problem === null) return noAnswer(response.url, response.status)
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new TieoutError(problem, { retryAfterSeconds: Number.isFinite(wait) ? wait : null })
}

/** @param status of the answer that did not come from Tieout; 0: none came */
export function noAnswer(url: string, status: number, cause?: unknown): TieoutError {
  return new TieoutError(
    {
      type: 'about:blank',
      title: status === 0 ? 'Tieout does not answer.' : 'The answer did not come from Tieout.',
      status,
      code: 'no_answer',
      detail: `${url || 'The address'} ${status === 0 ? 'does not answer' : `answered ${status}`}.`,
      cure: 'Check the address, and that Tieout is running.',
      ref: '',
    },
    { cause },
  )
}

function parse(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return null
  }
}
