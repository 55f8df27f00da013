import type { Want } from '@tieout/engine/ports/settled.ts'
import { rowKey } from './memory-tables.ts'
import type { Tables } from './memory-tables.ts'

function wantKey(want: Pick<Want, 'type' | 'key' | 'by'>): string {
  return `${want.type} ${want.by} ${want.key}`
}

/**
 * Puts reads on the list. One that is there already is raised again: a read under way may have seen the record before what made us want
 * it. A read-back stays a read-back. A suspect that we do not hold, or know to be gone, is not asked for.
 */
export function want(tables: Tables, wants: readonly Want[]): void {
  for (const item of wants) {
    if (item.why === 'suspect' && !isHeld(tables, item)) continue
    const there = tables.wants.get(wantKey(item))
    tables.wants.set(wantKey(item), {
      want: there?.want.why === 'read_back' ? there.want : item,
      revision: (tables.revision += 1),
      taken: there?.taken ?? null,
      dueAt: there?.dueAt ?? 0,
    })
  }
}

function isHeld(tables: Tables, { type, key, by }: Want): boolean {
  if (by !== 'document') return tables.remotes.get(rowKey(type, key))?.presence === 'present'
  return [...tables.remotes.values()].some(
    ({ row, presence }) => row.type === type && row.document === key && presence === 'present',
  )
}

export function wanted(tables: Tables, limit: number, now = Number.POSITIVE_INFINITY): readonly Want[] {
  const oldest = [...tables.wants.values()]
    .filter(({ dueAt }) => dueAt <= now)
    .sort((a, b) => a.revision - b.revision)
    .slice(0, limit)
  for (const row of oldest) row.taken = row.revision
  return oldest.map((row) => row.want)
}

/** Leaves them alone until then, unless they were raised again since they were handed out. */
export function putOff(
  tables: Tables,
  wants: readonly Pick<Want, 'type' | 'key' | 'by'>[],
  until: number,
): void {
  for (const item of wants) {
    const row = tables.wants.get(wantKey(item))
    if (row && row.taken === row.revision) row.dueAt = until
  }
}

/** Takes an answered read off the list, unless it was raised again since it was handed out. */
export function endWant(tables: Tables, item: Pick<Want, 'type' | 'key' | 'by'>): void {
  const row = tables.wants.get(wantKey(item))
  if (row?.taken === row?.revision) tables.wants.delete(wantKey(item))
}

export function isReadBackWanted(tables: Tables, type: Want['type'], key: string): boolean {
  return tables.wants.get(wantKey({ type, key, by: 'key' }))?.want.why === 'read_back'
}
