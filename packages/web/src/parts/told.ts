import { say } from '../words/say.ts'
import { refusedBy } from './form.ts'
import { toast } from './toasts.tsx'

/** Does a person's own action and says what came of it: `words`, or what was refused and its cure. */
export async function told(work: () => Promise<unknown>, words: string): Promise<void> {
  try {
    await work()
    toast(words)
  } catch (error) {
    const { message, cure } = refusedBy(error)
    const parts = [message ?? say('pane.noAnswer'), cure ?? ''].filter((part) => part !== '')
    toast(parts.join(' '), { done: false })
  }
}
