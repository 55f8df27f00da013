import type { ObjectType } from '../core/object-types.ts'
import { shiftStamp } from '../core/stamps.ts'
import { RemoteError } from '../ports/fault.ts'
import type { Fault } from '../ports/fault.ts'
import type { FlowContext } from './context.ts'

/**
 * Whether our user is shown any record of the type: only then does "not found" say something of the record, and not of our rights.
 * Costs one call.
 */
export async function seesAny({ remote }: FlowContext, type: ObjectType): Promise<boolean> {
  const { ceiling } = await remote.clock()
  const request = {
    type,
    mode: 'backfill',
    from: null,
    ceiling,
    syncFrom: null,
    openOnly: false,
    controls: [],
    cursor: null,
    pageSize: 1,
  } as const
  for await (const page of remote.readPages(request)) return page.rows.length > 0
  return false
}

/** How far back the deletion of a record that is not found is looked for. Milliseconds. */
const deletionsReachMs = 30 * 86_400_000

/** Something that a direct read did not find: a record by its RECORDNO, an Order Entry document by its key, or both. */
export interface Missed {
  readonly key: string | null
  readonly document: string | null
}

export interface SurelyGone {
  readonly keys: ReadonlySet<string>
  readonly documents: ReadonlySet<string>
}

/**
 * What a direct read did not find and is surely gone: the audit history names it. Others may be hidden from our user, whatever else it is
 * shown. Where the audit history itself is refused, "not found" has to do, as long as our user is shown records at all.
 * @param sawOthers the same read found others
 */
export async function surelyGone(
  context: FlowContext,
  type: ObjectType,
  missed: readonly Missed[],
  sawOthers: boolean,
): Promise<SurelyGone> {
  if (missed.length === 0) return named([])
  const deleted = await deletedLately(context, type)
  if (deleted !== null) return named(missed.filter((item) => deleted.has(item)))
  return named(sawOthers || (await seesAny(context, type)) ? missed : [])
}

function named(gone: readonly Missed[]): SurelyGone {
  return {
    keys: new Set(gone.flatMap(({ key }) => key ?? [])),
    documents: new Set(gone.flatMap(({ document }) => document ?? [])),
  }
}

/** Null: the audit history is refused. */
async function deletedLately(
  { remote }: FlowContext,
  type: ObjectType,
): Promise<{ has(item: Missed): boolean } | null> {
  const { stamp } = await remote.clock()
  try {
    const { rows } = await remote.deletions([type], shiftStamp(stamp, -deletionsReachMs))
    const keys = new Set(rows.filter((row) => row.of === undefined).map((row) => row.key))
    const documents = new Set(rows.filter((row) => row.of === 'document').map((row) => row.key))
    return {
      has: ({ key, document }) =>
        (key !== null && keys.has(key)) || (document !== null && documents.has(document)),
    }
  } catch (error) {
    if (isOfOneKind(error)) return null
    throw error
  }
}

/** What stands in the way of one kind of record, or of the audit history, alone: a right that our user lacks. */
export function isOfOneKind(error: unknown): error is RemoteError {
  return error instanceof RemoteError && (error.fault.retry === 'never' || error.fault === noneShown)
}

/** How long a kind of record that could not be read is left alone. Milliseconds. */
export const kindPauseMs = 5 * 60_000
/** How long a record that is hidden is left alone, while others of its kind are shown. Milliseconds. */
export const hiddenPauseMs = 60 * 60_000

/** Some records that must be there are hidden from our user. */
export const someHidden: Fault = {
  cause: 'some_hidden',
  about: '',
  sentence: 'Intacct does not show our user some records of this kind that must be there.',
  cure: 'Check the rights of the Web Services user in Intacct. Until then nothing is taken for deleted.',
  who: 'intacct_admin',
  retry: 'backoff',
  said: '',
}

/** The fault of a kind of record of which our user is shown nothing: it waits, and nothing is inferred. */
export function nothingShown(): RemoteError {
  return new RemoteError(noneShown)
}

const noneShown: Fault = {
  cause: 'nothing_shown',
  about: '',
  sentence: 'Intacct shows our user no records of this kind any more.',
  cure: 'Check the rights of the Web Services user in Intacct. Until then nothing is taken for deleted.',
  who: 'intacct_admin',
  retry: 'backoff',
  said: '',
}
