import type { ImportRow } from '@tieout/store/views/imports.ts'
import type { RunRow } from '@tieout/store/views/runs.ts'
import type { z } from 'zod'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { importSchema, runSchema } from '../schemas/work.ts'

export function presentRun(row: RunRow): z.output<typeof runSchema> {
  const { read, written, adopted, skipped, failed } = row
  return {
    id: row.id,
    kind: row.kind,
    by: row.by,
    state: row.state,
    startedAt: momentOf(row.startedAt),
    endedAt: maybeMomentOf(row.endedAt),
    phase: row.phase,
    done: row.done,
    of: row.of,
    counts: { read, written, adopted, skipped, failed },
    fault: row.fault,
  }
}

export function presentImport(row: ImportRow): z.output<typeof importSchema> {
  const { stored, unchanged, refused } = row
  return {
    id: row.id,
    name: row.name,
    by: row.by,
    state: row.state,
    startedAt: momentOf(row.startedAt),
    endedAt: maybeMomentOf(row.endedAt),
    counts: { stored, unchanged, refused },
  }
}
