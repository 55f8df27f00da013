import { addUnits } from '@tieout/store/views/connections.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { Data } from '../data.ts'
import { monthOf } from '../http/present/connection.ts'
import type { ServerSeams } from '../system/seams.ts'

export interface UnitMeter {
  spent(scope: Scope, units: number): void
  /** Writes down what was spent since the last time. */
  flush(): Promise<void>
}

/** Counts API units as Intacct bills them; written down every few seconds, so a kill forgets a few. */
export function openUnitMeter(data: Data, { clock }: Pick<ServerSeams, 'clock'>): UnitMeter {
  let open = new Map<string, { scope: Scope; units: number }>()
  return {
    spent(scope, units) {
      const have = open.get(scope.connection)?.units ?? 0
      open.set(scope.connection, { scope, units: have + units })
    },
    async flush() {
      const closed = open
      open = new Map()
      const month = monthOf(clock.now())
      for (const { scope, units } of closed.values()) {
        await data.in(scope.workspace, (view) => addUnits(view, scope.connection, month, units))
      }
    },
  }
}
