import type { components } from './api.gen.ts'

export type Problem = components['schemas']['Problem']

/** An error answer of Tieout: `problem.code` is stable, `problem.cure` says what to do. */
export class TieoutError extends Error {
  override readonly name = 'TieoutError'
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
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
  if (type.startsWith('application/problem+json')) {
    const problem = parse(text)
    if (problem !== null) return new TieoutError(problem)
  }
  return new TieoutError({
    type: 'about:blank',
    title: 'The answer did not come from Tieout.',
    status: response.status,
    code: 'no_answer',
    detail: `${response.url || 'The address'} answered ${response.status}.`,
    cure: 'Check the address, and that Tieout is running.',
    ref: '',
  })
}

function parse(text: string): Problem | null {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return null
  }
}
