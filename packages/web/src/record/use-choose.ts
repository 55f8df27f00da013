import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '../api/api.ts'
import { sentenceOf } from '../api/refusal.ts'
import type { Choice, ChoiceBody, RecordRow } from '../api/types.ts'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'

/** Choices that can be taken back at once, and by what. */
const undoneBy = { void_here: 'take_back', skip: 'unskip' } as const

/** Takes a choice for a record and says what came of it; where it can be taken back, the way back stands beside it. */
export function useChoose(connection: string) {
  const client = useQueryClient()
  return useCallback(
    async (
      record: Pick<RecordRow, 'type' | 'id' | 'number'>,
      { choice, label }: Choice,
      body: ChoiceBody,
    ) => {
      const { type, id } = record
      const again = () => client.invalidateQueries({ predicate: ({ queryKey: [, of] }) => of === connection })
      try {
        await api.call('chooseForRecord', { path: { connection, type, id }, body })
        const words = say('choices.done', { key: record.number, choice: label })
        const undo = choice === 'void_here' || choice === 'skip' ? undoneBy[choice] : null
        if (undo === null) toast(words)
        else {
          const run = async (): Promise<void> => {
            await api.call('actOnRecords', {
              path: { connection },
              body: { action: undo, ids: [{ type, id }] },
            })
            toast(say('choices.undone', { key: record.number }))
            await again()
          }
          toast(words, { action: { label: say('result.undo'), run: () => void run() } })
        }
      } catch (error) {
        toast(`${say('result.error')}: ${sentenceOf(error)}`, { done: false })
      }
      await again()
    },
    [client, connection],
  )
}
