import { useQueryClient } from '@tanstack/react-query'
import { api } from '../api/api.ts'
import { connectionQuery } from '../api/queries.ts'
import type { Connection } from '../api/types.ts'

/** Saves a part of the settings on the version that is shown; everything that depends on it is asked anew. */
export function useSaveSettings({
  id,
  settingsVersion,
}: Pick<Connection, 'id' | 'settingsVersion'>): (
  settings: Readonly<Record<string, unknown>>,
) => Promise<Connection> {
  const client = useQueryClient()
  return async (settings) => {
    const saved = await api.call('changeConnection', {
      path: { connection: id },
      body: { settings, settingsVersion },
    })
    client.setQueryData(connectionQuery(id).queryKey, saved)
    await Promise.all(
      ['reference', 'problems', 'history'].map((name) => client.invalidateQueries({ queryKey: [name, id] })),
    )
    return saved
  }
}
