import { api } from '../api/api.ts'
import { sentenceOf } from '../api/refusal.ts'
import type { ActionName, ActionResult, RecordRow } from '../api/types.ts'
import { say } from '../words/say.ts'

export const actionNames = [
  'synchronize',
  'force_synchronize',
  'skip',
  'unskip',
] as const satisfies ActionName[]

const IDS_PER_REQUEST = 1000

export function eligible(action: ActionName, rows: Iterable<RecordRow>): RecordRow[] {
  return [...rows].filter((row) => row.actions.includes(action))
}

/** Why each of the other rows is left out, with counts: "12 Desynchronized: Synchronize is for those". */
export function leftOut(action: ActionName, rows: Iterable<RecordRow>): string[] {
  const counts = new Map<string, { n: number; status: string }>()
  for (const row of rows) {
    if (row.actions.includes(action)) continue
    const kind = kindOf(action, row)
    const before = counts.get(kind)
    counts.set(kind, { n: (before?.n ?? 0) + 1, status: row.statusLabel })
  }
  return [...counts].map(([kind, { n, status }]) => wordsOf(kind, n, status))
}

function kindOf(action: ActionName, row: RecordRow): string {
  if (action === 'skip' || action === 'unskip') return `other ${row.status}`
  const own = action === 'synchronize' ? row.status !== 'error' : row.status === 'error'
  if (own && row.status !== 'pending' && row.status !== 'success') return 'choice'
  return row.status
}

function wordsOf(kind: string, n: number, status: string): string {
  if (kind === 'choice') return say('confirm.out.choice', { n })
  if (kind === 'pending') return say('confirm.out.pending', { n })
  if (kind === 'success') return say('confirm.out.success', { n })
  if (kind === 'error') return say('confirm.out.error', { n })
  if (kind === 'not_integrated') return say('confirm.out.not_integrated', { n })
  if (kind === 'desynchronized') return say('confirm.out.desynchronized', { n })
  return say('confirm.out.other', { n, status })
}

/**
 * Does an action on records, a thousand a request. What a later request was refused does not undo the earlier ones.
 * @throws {TieoutError} when the first request is refused whole
 */
export async function act(
  connection: string,
  action: ActionName,
  rows: readonly Pick<RecordRow, 'type' | 'id'>[],
): Promise<ActionResult> {
  let accepted = 0
  const refused: ActionResult['refused'][number][] = []
  let run: string | undefined
  for (let from = 0; from < rows.length; from += IDS_PER_REQUEST) {
    const ids = rows.slice(from, from + IDS_PER_REQUEST).map(({ type, id }) => ({ type, id }))
    try {
      const answer = await api.call('actOnRecords', { path: { connection }, body: { action, ids } })
      accepted += answer.accepted
      refused.push(...answer.refused)
      run = answer.run ?? run
    } catch (error) {
      if (from === 0) throw error
      const reason = sentenceOf(error)
      refused.push(...rows.slice(from).map(({ type, id }) => ({ type, id, reason })))
      break
    }
  }
  return { accepted, refused, ...(run === undefined ? {} : { run }) }
}

/** What came of it, as facts. */
export function resultWords(action: ActionName, { accepted, refused }: ActionResult): string {
  const done = say(`result.${action}`, { n: accepted })
  const first = refused[0]
  return first ? `${done} ${say('result.refused', { n: refused.length, reason: first.reason })}` : done
}
