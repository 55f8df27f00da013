import { TieoutError, type Problem } from '@tieout/client/problem.ts'
import { say } from '../words/say.ts'

/** What Tieout itself said; nothing when it did not answer, or something else did. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof TieoutError && error.code !== 'no_answer' ? error.problem : undefined
}

/** What went wrong, in one sentence. */
export function sentenceOf(error: unknown): string {
  return problemOf(error)?.detail ?? say('pane.noAnswer')
}
