import { objectTypeNames, objectTypes } from '@tieout/engine/core/object-types.ts'
import { totalsOf } from '@tieout/engine/core/run-counts.ts'
import type { ImportRow, Refusal } from '@tieout/store/views/imports.ts'
import type { RunRow } from '@tieout/store/views/runs.ts'
import type { z } from 'zod'
import { fetchWords } from '../../words/fetch.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { importDetail, importSchema, runSchema } from '../schemas/work.ts'

/** `Invoices`. */
function pluralOf(type: (typeof objectTypeNames)[number]): string {
  const { plural } = objectTypes[type]
  return plural.charAt(0).toUpperCase() + plural.slice(1)
}

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
    perType: objectTypeNames.flatMap((type) => {
      const counts = row.perType[type]
      return counts ? [{ type, label: pluralOf(type), counts: totalsOf({ [type]: counts }) }] : []
    }),
    fault: row.fault,
    about: row.plan === null ? null : fetchWords(row.plan),
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

export function presentImportDetail(
  row: ImportRow & { readonly refusals: readonly Refusal[] },
): z.output<typeof importDetail> {
  return { ...presentImport(row), refusals: [...row.refusals] }
}
