import type { Scope } from '@tieout/engine/ports.ts'
import { addToImport, endImport, openImport } from '@tieout/store/views/imports.ts'
import type { Refusal } from '@tieout/store/views/imports.ts'
import type { Data } from '../data.ts'
import type { ServerSeams } from '../system/seams.ts'
import type { LineAnswer } from './bulk.ts'

interface ImportOf {
  readonly scope: Scope
  readonly id: string
  readonly name: string
  /** Who delivers. */
  readonly by: string
}

/**
 * Passes the answers of a delivery on and writes down what became of its rows, a batch at a time, so that it can be looked up who brought
 * what in. A delivery without a row leaves no trace; one that breaks off is shown as failed.
 */
export async function* noted(
  answers: AsyncIterable<LineAnswer[]>,
  to: ImportOf,
  { data, clock }: { readonly data: Data; readonly clock: ServerSeams['clock'] },
): AsyncGenerator<LineAnswer[]> {
  const { scope, id } = to
  let opened = false
  let state: 'done' | 'failed' = 'failed'
  try {
    for await (const batch of answers) {
      await data.in(scope.workspace, async (view) => {
        if (!opened) await openImport(view, scope, { ...to, at: clock.now() })
        await addToImport(view, scope.connection, id, {
          stored: batch.filter(({ result }) => result === 'stored').length,
          unchanged: batch.filter(({ result }) => result === 'unchanged').length,
          refusals: batch.flatMap(refusalOf),
          at: clock.now(),
        })
      })
      opened = true
      yield batch
    }
    state = 'done'
  } finally {
    if (opened) {
      await data.in(scope.workspace, (view) =>
        endImport(view, scope.connection, id, { state, at: clock.now() }),
      )
    }
  }
}

function refusalOf({ line, type, id, result, detail, code, cure }: LineAnswer): Refusal[] {
  if (result !== 'refused') return []
  return [{ line, type, id, reason: detail ?? code ?? '', cure: cure ?? '' }]
}
