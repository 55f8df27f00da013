import type { Deletion, RecentCreates } from '@tieout/engine/ports/remote.ts'
import type { RemoteClock } from '@tieout/engine/ports/windows.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { allOf, anyOf, eq, ge, isIn } from '@tieout/intacct/reading/filter.ts'
import { IntacctError } from '@tieout/intacct/errors/outcome.ts'
import { earliestStamp, fromStamp, toStamp } from './frame.ts'
import { adapters } from './objects/table.ts'
import { readAll } from './read.ts'
import type { Reader } from './reader.ts'

/**
 * What our user created since a moment (epoch milliseconds), headers only, and whether what is missing there is surely not there: a record
 * known to exist was found in the same reading, with the same rights, and so was everything that the audit history says our user created.
 * Where none is known yet, any record of the kind will do, or else the audit history, if it shows anything.
 */
export async function recentCreates(
  reader: Reader,
  user: string,
  type: ObjectType,
  since: number,
  control: string | null,
): Promise<RecentCreates> {
  const adapter = reader.adapters[type]
  const ours = allOf(
    adapter.creatorHidden === true ? undefined : eq('CREATEDBYLOGINID', user),
    ge(adapter.createdField, fromStamp(earliestStamp(since, reader.frame), reader.frame)),
  )
  if (ours === undefined) throw new TypeError('the search has no conditions')
  const headers = await readAll(
    reader,
    adapter,
    control === null ? ours : anyOf(ours, eq('RECORDNO', control)),
  )
  const rows = headers.map((row) => adapter.rowOf(row, [], reader.frame))
  const shown = await presence(reader, type)
  const clock = reader.seen(shown.evidence)
  const isShown = control === null ? rows.length > 0 || shown.any : rows.some((row) => row.key === control)
  const audit = await auditOfCreates(reader, user, type, since)
  const keys = new Set(rows.map((row) => row.key))
  const areAllShown = audit === null || audit.every((key) => keys.has(key))
  const positiveControl =
    areAllShown && (isShown || (control === null && (await isAuditShown(reader, audit))))
  return { rows: rows.filter((row) => row.key !== control || row.marker !== null), positiveControl, clock }
}

/**
 * Keys of what our user created of this kind since then and nobody has deleted, by the audit history (reference 10.4: ACCESSMODE C and D).
 * One that the search was not shown is hidden from it, and so may be what it looked for. Null: the audit history is refused to us.
 */
async function auditOfCreates(
  { intacct, frame }: Reader,
  user: string,
  type: ObjectType,
  since: number,
): Promise<readonly string[] | null> {
  const request = {
    object: 'AUDITHISTORY',
    fields: ['ID', 'OBJECTKEY', 'ACCESSMODE'],
    key: 'ID',
    order: { by: 'key' },
    filter: allOf(
      eq('OBJECTTYPE', adapters[type].auditName),
      ge('ACCESSTIME', fromStamp(earliestStamp(since, frame), frame)),
      anyOf(eq('ACCESSMODE', 'D'), allOf(eq('ACCESSMODE', 'C'), eq('USERID', user)) ?? eq('ACCESSMODE', 'C')),
    ),
  } as const
  const found: Record<string, Set<string>> = { C: new Set(), D: new Set() }
  try {
    for await (const page of intacct.pages(request))
      for (const row of page.rows) found[row['ACCESSMODE'] ?? '']?.add(row['OBJECTKEY'] ?? '')
  } catch (error) {
    if (error instanceof IntacctError && error.outcome.kind === 'failed' && error.outcome.retry === 'never')
      return null
    throw error
  }
  return [...(found['C'] ?? [])].filter((key) => found['D']?.has(key) !== true)
}

/**
 * A company that has no record of a kind yet would otherwise never take a first one whose sending failed: an audit history that is shown to
 * us and tells of no creation will do.
 */
async function isAuditShown({ intacct }: Reader, audit: readonly string[] | null): Promise<boolean> {
  if (audit === null || audit.length > 0) return false
  const request = { object: 'AUDITHISTORY', fields: ['ID'], pageSize: 1, orderBy: [{ field: 'ID' }] }
  return (await intacct.query(request)).rows.length > 0
}

/** One row of the object, whatever it is, if there is any: proof that this user may read it at all. Refusals throw. */
async function presence(reader: Reader, type: ObjectType) {
  const { object } = adapters[type]
  const answer = await reader.intacct.query({
    object,
    fields: ['RECORDNO'],
    pageSize: 1,
    orderBy: [{ field: 'RECORDNO' }],
    showPrivate: true,
  })
  return { evidence: answer.evidence, any: answer.rows.length > 0 }
}

/** An Order Entry document's name in AUDITHISTORY.OBJECTTYPE. */
const orderAudit = 'sodocument'

/** Deletions in the audit history since a stamp (reference 10.4): ACCESSMODE D, object names in lower case. */
export async function deletions(
  reader: Reader,
  types: readonly ObjectType[],
  since: string,
): Promise<{ rows: Deletion[]; clock: RemoteClock }> {
  const byName = new Map(types.map((type) => [adapters[type].auditName, type]))
  const ordered = types.filter((type) => adapters[type].order !== undefined)
  const rows: Deletion[] = []
  let clock: RemoteClock | null = null
  const request = {
    object: 'AUDITHISTORY',
    fields: ['ID', 'OBJECTTYPE', 'OBJECTKEY', 'USERID', 'ACCESSTIME'],
    key: 'ID',
    order: { by: 'key' },
    filter: allOf(
      eq('ACCESSMODE', 'D'),
      isIn('OBJECTTYPE', [...byName.keys(), ...(ordered.length > 0 ? [orderAudit] : [])]),
      ge('ACCESSTIME', fromStamp(since, reader.frame)),
    ),
  } as const
  for await (const page of reader.intacct.pages(request)) {
    clock = reader.seen(page.evidence)
    for (const row of page.rows) {
      const deleted = {
        key: row['OBJECTKEY'] ?? '',
        stamp: toStamp(row['ACCESSTIME'], reader.frame),
        by: row['USERID'] ?? '',
      }
      const type = byName.get(row['OBJECTTYPE'] ?? '')
      if (type) rows.push({ type, ...deleted })
      // The record that it made goes with it, whether or not the audit history says so.
      else for (const type of ordered) rows.push({ type, of: 'document', ...deleted })
    }
  }
  if (clock === null) throw new TypeError('the reading had no page')
  return { rows, clock }
}
