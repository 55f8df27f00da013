import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/api.ts'
import { refusedBy } from '../parts/form.ts'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'
import type { KindName, MatchDecided, MatchDecision } from './queries.ts'

export interface Decide {
  /** True while a decision is on its way: a second click does nothing. */
  readonly busy: boolean
  readonly decide: (kind: KindName, decision: MatchDecision) => Promise<void>
  /** Makes the suggestions of a kind anew. */
  readonly look: (kind: KindName, quiet?: boolean) => Promise<void>
}

/** Decides, says what came of it with a way back, and reads the lists again. */
export function useDecide(connection: string): Decide {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const doing = async (work: () => Promise<void>): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      await work()
    } catch (error) {
      const { message, cure } = refusedBy(error)
      toast([message, cure].filter((part) => part !== null && part !== '').join(' '), { done: false })
    } finally {
      await client.invalidateQueries({ queryKey: ['matching', connection] })
      setBusy(false)
    }
  }
  const undo = (step: string) =>
    doing(async () => {
      const { decided } = await api.call('undoMatches', { path: { connection }, body: { step } })
      toast(say('matching.undone', { n: decided }))
    })
  return {
    busy,
    decide: (kind, decision) =>
      doing(async () => {
        const done = await api.call('decideMatches', { path: { connection, kind }, body: decision })
        const { step } = done
        toast(wordsOf(done), {
          done: done.decided > 0,
          ...(step === null ? {} : { action: { label: say('matching.undo'), run: () => void undo(step) } }),
        })
      }),
    look: (kind, quiet = false) =>
      doing(async () => {
        await api.call('proposeMatches', { path: { connection, kind } })
        if (!quiet) toast(say('matching.looked'))
      }),
  }
}

function wordsOf({ decided, refused, refusedCount }: MatchDecided): string {
  const [first] = refused
  return [
    ...(decided > 0 ? [say('matching.done', { n: decided })] : []),
    ...(first ? [say('matching.refused', { n: refusedCount, reason: first.reason })] : []),
  ].join(' ')
}
