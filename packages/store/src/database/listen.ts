import pg from 'pg'
import type { Seams } from '@tieout/engine/ports/seams.ts'

export type Unlisten = () => Promise<void>

export interface Ear {
  /** Calls `fn` with each payload. After a lost connection what came meanwhile is missed: listeners re-read, they do not count. */
  listen(channel: string, fn: (payload: string) => void): Promise<Unlisten>
  close(): Promise<void>
}

/** One session that listens for everybody, opened when the first one listens. */
export function openEar(config: pg.ClientConfig, { clock, log }: Pick<Seams, 'clock' | 'log'>): Ear {
  const listeners = new Map<string, Set<(payload: string) => void>>()
  let client: Promise<pg.Client> | null = null
  const stop = new AbortController()

  async function open(): Promise<pg.Client> {
    for (;;) {
      const opened = new pg.Client(config)
      opened.on('error', (error) => log.debug({ error: error.message }, 'the listening connection ended'))
      try {
        await opened.connect()
        for (const channel of listeners.keys()) await opened.query(`listen ${pg.escapeIdentifier(channel)}`)
        opened.on('notification', ({ channel, payload }) => {
          for (const fn of listeners.get(channel) ?? []) fn(payload ?? '')
        })
        opened.once('end', () => {
          client = null
          if (!stop.signal.aborted && listeners.size > 0) connected().catch(() => undefined)
        })
        return opened
      } catch (error) {
        await opened.end().catch(() => undefined)
        if (stop.signal.aborted) throw error
        await clock.sleep(200, stop.signal)
      }
    }
  }

  function connected(): Promise<pg.Client> {
    client ??= open()
    return client
  }

  return {
    async listen(channel, fn) {
      const set = listeners.get(channel) ?? new Set()
      listeners.set(channel, set.add(fn))
      await (await connected()).query(`listen ${pg.escapeIdentifier(channel)}`)
      return async () => {
        set.delete(fn)
        if (set.size > 0 || stop.signal.aborted) return
        listeners.delete(channel)
        await (await connected()).query(`unlisten ${pg.escapeIdentifier(channel)}`)
      }
    },
    async close() {
      stop.abort(new Error('the store is closing'))
      const open = await client?.catch(() => null)
      await open?.end().catch(() => undefined)
    },
  }
}
