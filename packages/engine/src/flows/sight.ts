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

/**
 * Those keys that a direct read did not find which are surely gone: the audit history names them. Others may be hidden from our user,
 * whatever else it is shown. Where the audit history itself is refused, "not found" has to do, as long as our user is shown records at all.
 * @param sawOthers the same read found others
 */
export async function surelyGone(
  context: FlowContext,
  type: ObjectType,
  keys: readonly string[],
  sawOthers: boolean,
): Promise<ReadonlySet<string>> {
  const deleted = await deletedLately(context, type)
  if (deleted !== null) return new Set(keys.filter((key) => deleted.has(key)))
  return new Set(sawOthers || (await seesAny(context, type)) ? keys : [])
}

/** Null: the audit history is refused. */
async function deletedLately({ remote }: FlowContext, type: ObjectType): Promise<ReadonlySet<string> | null> {
  const { stamp } = await remote.clock()
  try {
    const { rows } = await remote.deletions([type], shiftStamp(stamp, -deletionsReachMs))
    return new Set(rows.map((row) => row.key))
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
