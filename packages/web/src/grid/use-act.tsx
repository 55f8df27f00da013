import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { sentenceOf } from '../api/refusal.ts'
import type { ActionName, RecordRow } from '../api/types.ts'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'
import { act, resultWords } from './actions.ts'

/**
 * Does an action and says what came of it, with the run it became or the way back. `live`: the list changes row by row as events come, so
 * it is not read anew: rows that no longer match would vanish under the person's eyes.
 */
export function useAct(company: string, connection: string, live = false) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useCallback(
    async (action: ActionName, rows: readonly Pick<RecordRow, 'type' | 'id'>[]): Promise<void> => {
      const again = (): Promise<void> =>
        client.invalidateQueries({
          predicate: ({ queryKey: [what, of] }) => of === connection && !(live && what === 'rows'),
        })
      try {
        const result = await act(connection, action, rows)
        const words = resultWords(action, result)
        const { run } = result
        if (action === 'skip' && result.accepted > 0) {
          const undo = async (): Promise<void> => {
            toast(resultWords('unskip', await act(connection, 'unskip', rows)))
            await again()
          }
          toast(words, { action: { label: say('result.undo'), run: () => void undo() } })
        } else if (run === undefined) toast(words)
        else {
          const open = (): void => void navigate({ to: '/c/$c/runs/$run', params: { c: company, run } })
          toast(words, { action: { label: say('result.showRun'), run: open } })
        }
        await again()
      } catch (error) {
        toast(`${say('result.error')}: ${sentenceOf(error)}`, {
          done: false,
        })
      }
    },
    [client, navigate, company, connection, live],
  )
}
