import { infoOfReference } from '@tieout/engine/core/reference-types.ts'
import type { ReferenceType, StandardReferenceType } from '@tieout/engine/core/reference-types.ts'
import type { ReferencePage, ReferenceRequest, ReferenceRow } from '@tieout/engine/ports/reference.ts'
import { isoDate } from '@tieout/intacct/formats/times.ts'
import { LARGEST_RESULT_SET_PAGE } from '@tieout/intacct/reading/read-by-query.ts'
import { fromStamp, toStamp } from '../frame.ts'
import type { Reader } from '../reader.ts'
import { readings } from './readings.ts'
import type { QueryReading, Reading } from './readings.ts'
import { closedBooksRow, dimensionRow, fieldRow, listedRow, queriedRow } from './rows.ts'

/** A dimension of the company's own is an object by itself, with an id and a name. */
function readingOf(type: ReferenceType): Reading {
  if (infoOfReference(type) !== null) return readings[type as StandardReferenceType]
  return { way: 'list', object: type.slice('udd:'.length), id: ['ID'] }
}

/** Whether Intacct can be asked what changed of it. */
export function hasReferenceChanges(type: ReferenceType): boolean {
  return readingOf(type).way === 'query'
}

/** Pages of one kind of reference data, one held and one on its way. @throws IntacctError, RemoteError */
export async function* readReference(
  reader: Reader,
  request: ReferenceRequest,
): AsyncGenerator<ReferencePage> {
  const reading = readingOf(request.type)
  if (reading.way === 'query') yield* queried(reader, reading, request)
  else if (reading.way === 'list') yield* listed(reader, reading)
  else yield { rows: await whole(reader, reading), next: null, clock: null }
}

function ownFields({ id, name, status, parent, entity, extra }: QueryReading): readonly string[] {
  const named = [id, name, status, parent, entity, ...Object.values(extra), 'WHENMODIFIED']
  return [...new Set(named.filter((field) => field !== null))]
}

async function* queried(
  reader: Reader,
  reading: QueryReading,
  { mode, from, ceiling, cursor, pageSize }: ReferenceRequest,
): AsyncGenerator<ReferencePage> {
  const { frame } = reader
  const after = cursor === null ? undefined : { stamp: fromStampOf(cursor.stamp), key: cursor.key }
  function fromStampOf(stamp: string): string {
    return stamp === '' ? '' : fromStamp(stamp, frame)
  }
  const pages = reader.intacct.pages({
    object: reading.object,
    fields: ownFields(reading),
    pageSize,
    showPrivate: true,
    readAhead: true,
    order:
      mode === 'full'
        ? { by: 'key', after: after?.key }
        : {
            by: 'stamp',
            field: 'WHENMODIFIED',
            from: from === null ? undefined : fromStamp(from, frame),
            below: fromStamp(ceiling, frame),
            after,
          },
  })
  for await (const page of pages) {
    yield {
      rows: page.rows.map((row) => queriedRow(row, reading, frame)),
      next: page.last ? null : { stamp: toStamp(page.after.stamp, frame), key: page.after.key },
      clock: reader.seen(page.evidence),
    }
  }
}

/** The gateway keeps the list and promises no order: what was interrupted begins anew. */
async function* listed(
  reader: Reader,
  { object, id }: Extract<Reading, { way: 'list' }>,
): AsyncGenerator<ReferencePage> {
  const pages = reader.intacct.readByQuery({ object, query: '', pageSize: LARGEST_RESULT_SET_PAGE })
  for await (const { rows, remaining, evidence } of pages) {
    const clock = reader.seen(evidence)
    const isLast = (remaining ?? 0) === 0
    yield {
      rows: rows.map((row) => listedRow(row, id)),
      next: isLast ? null : { stamp: '', key: '' },
      clock,
    }
  }
}

async function whole(
  { intacct, frame }: Reader,
  reading: Exclude<Reading, { way: 'query' | 'list' }>,
): Promise<readonly ReferenceRow[]> {
  if (reading.way === 'fields') {
    const { fields } = await intacct.lookup(reading.object)
    return fields.filter(({ custom }) => custom).map(fieldRow)
  }
  if (reading.way === 'dimensions') return (await intacct.dimensions()).map(dimensionRow)
  const text = await intacct.closedBooksDate()
  return [
    closedBooksRow(/^\d{4}-\d\d-\d\d/.test(text) ? text.slice(0, 10) : (isoDate(text, frame.format) ?? '')),
  ]
}
