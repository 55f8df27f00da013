import { fromMinor } from '@tieout/engine/core/money.ts'
import { objectTypes } from '@tieout/engine/core/object-types.ts'
import { reasons, statusLabels } from '@tieout/engine/core/outcomes.ts'
import type { GridRow } from '@tieout/store/views/grid.ts'
import type { z } from 'zod'
import { fill } from '../../words/fill.ts'
import { messageOf } from '../../words/messages.ts'
import { actionsFor } from '../actions.ts'
import { momentOf } from '../schemas/common.ts'
import type { recordRow } from '../schemas/records.ts'

/** A link as the grid shows it. */
export function presentRow(row: GridRow): z.output<typeof recordRow> {
  const info = row.reason === null ? null : reasons[row.reason]
  const params = { ...row.message, at: row.dueAt === null || row.dueAt === 0 ? null : momentOf(row.dueAt) }
  return {
    type: row.type,
    typeLabel: objectTypes[row.type].label,
    id: row.id,
    number: row.number,
    party: row.party,
    date: row.date,
    amount:
      row.amountMinor === null || row.currency === null
        ? null
        : fromMinor(BigInt(row.amountMinor), row.currency),
    currency: row.currency,
    version: row.version,
    status: row.status,
    statusLabel: statusLabels[row.status],
    reason: row.reason ?? 'queued',
    reasonLabel: info === null ? '' : fill(info.label, params),
    message: messageOf(row.reason, row.message, row.type, row.sentence),
    needsSomeone: info?.needsSomeone ?? false,
    changedAt: momentOf(row.changedAt),
    remoteKey: row.remoteKey,
    actions: actionsFor(row),
  }
}
