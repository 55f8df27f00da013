import { infoOfReference, standardReferenceTypes } from '@tieout/engine/core/reference-types.ts'
import type { ReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { Scope } from '@tieout/engine/ports.ts'
import type { ReferenceRecord } from '@tieout/store/views/reference.ts'
import {
  dimensionNames,
  never,
  openRefresh,
  referenceSchedule,
  referenceTypeRows,
} from '@tieout/store/views/reference-state.ts'
import type { ReferenceTypeRow } from '@tieout/store/views/reference-state.ts'
import { runById } from '@tieout/store/views/runs.ts'
import type { View } from '@tieout/store/views/view.ts'
import type { z } from 'zod'
import { titleOfReference } from '../../words/reference.ts'
import { maybeMomentOf, momentOf } from '../schemas/common.ts'
import type { referenceRecord, referenceSchema } from '../schemas/reference.ts'

type Reference = z.output<typeof referenceSchema>

/** Every kind with how it stands, the company's own dimensions last; kinds that were never tried among them. */
export async function presentReference(view: View, scope: Scope): Promise<Reference> {
  const { connection } = scope
  const rows = new Map((await referenceTypeRows(view, scope)).map((row) => [row.type, row]))
  const names = await dimensionNames(view, scope)
  const schedule = await referenceSchedule(view, connection)
  const open = await openRefresh(view, connection)
  const run = open === null ? null : await runById(view, connection, open.id)
  const own = [...rows.keys()].filter((type) => infoOfReference(type) === null)
  return {
    lastAt: maybeMomentOf(schedule.lastAt),
    lastFailureAt: maybeMomentOf(schedule.lastFailureAt),
    lastFailure: schedule.lastFailure?.sentence ?? null,
    nextAt: schedule.nextAt === never ? null : maybeMomentOf(schedule.nextAt),
    running:
      run === null
        ? null
        : {
            run: run.id,
            since: momentOf(run.startedAt),
            by: run.by,
            done: run.done,
            of: run.of,
            title: titleOfReference(run.phase, names),
          },
    kinds: [...standardReferenceTypes, ...own].map((type) => kindOf(type, rows.get(type), names)),
  }
}

function kindOf(
  type: ReferenceType,
  row: ReferenceTypeRow | undefined,
  names: ReadonlyMap<string, string>,
): Reference['kinds'][number] {
  const info = infoOfReference(type)
  return {
    type,
    title: titleOfReference(type, names),
    group: info?.group ?? 'dimensions',
    own: info === null,
    records: row?.records ?? 0,
    usable: row?.usable ?? 0,
    lastSuccessAt: maybeMomentOf(row?.lastSuccessAt ?? null),
    lastAttemptAt: maybeMomentOf(row?.lastAttemptAt ?? null),
    lastFullAt: maybeMomentOf(row?.lastFullAt ?? null),
    lastFailureAt: maybeMomentOf(row?.lastFailureAt ?? null),
    failure: row?.failure ?? null,
  }
}

export function presentReferenceRecord(row: ReferenceRecord): z.output<typeof referenceRecord> {
  const { type, key, id, name, status, presence, usable, parent, entity, extra, stamp, goneAt } = row
  return {
    type,
    key,
    id,
    name,
    status,
    presence,
    usable,
    parent,
    entity,
    extra: { ...extra },
    changedInIntacct: stamp === '' ? null : stamp,
    goneSince: maybeMomentOf(goneAt),
  }
}
