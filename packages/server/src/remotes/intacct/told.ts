import { IntacctError } from '@tieout/intacct/errors/outcome.ts'

/**
 * The answer to one question, or null where Intacct definitely refuses it: our user may not ask, or the company has no such thing.
 * @throws IntacctError when nothing answers
 */
export async function told<T>(question: () => Promise<T>): Promise<T | null> {
  try {
    return await question()
  } catch (error) {
    if (error instanceof IntacctError && error.outcome.kind === 'failed' && error.outcome.retry === 'never')
      return null
    throw error
  }
}
