import type { ObjectType } from '../core/object-types.ts'
import { shiftStamp } from '../core/stamps.ts'
import { RemoteError } from '../ports.ts'
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

/**
 * An end that comes with nothing on its page is believed only while our user is shown records at all.
 * @throws RemoteError otherwise
 */
export async function proveSight(context: FlowContext, type: ObjectType): Promise<void> {
  if (!(await seesAny(context, type))) throw nothingShown()
}

/** How far back a deletion is looked for when nothing else can prove that a record is gone. Milliseconds. */
const deletionsReachMs = 30 * 86_400_000

/**
 * Those keys of a direct read that found none of them which are surely gone. Where our user is shown nothing of that type at all, only the
 * audit history can tell: it names what was deleted.
 */
export async function surelyGone(
  context: FlowContext,
  type: ObjectType,
  keys: readonly string[],
): Promise<ReadonlySet<string>> {
  if (await seesAny(context, type)) return new Set(keys)
  const { stamp } = await context.remote.clock()
  const { rows } = await context.remote.deletions([type], shiftStamp(stamp, -deletionsReachMs))
  const deleted = new Set(rows.map((row) => row.key))
  return new Set(keys.filter((key) => deleted.has(key)))
}

/** The fault of a connection whose user is shown nothing: it waits, and nothing is inferred. */
export function nothingShown(): RemoteError {
  return new RemoteError(fault)
}

const fault = {
  cause: 'nothing_shown',
  about: '',
  sentence: 'Intacct shows our user no records of this kind any more.',
  cure: 'Check the rights of the Web Services user in Intacct. Until then nothing is taken for deleted.',
  who: 'intacct_admin',
  retry: 'backoff',
  said: '',
} as const
