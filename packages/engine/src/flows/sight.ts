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
    cursor: null,
    pageSize: 1,
  } as const
  for await (const page of remote.readPages(request)) return page.rows.length > 0
  return false
}

/** How far back a deletion is looked for when nothing else can prove that a record is gone. Milliseconds. */
const deletionsReachMs = 30 * 86_400_000

/**
 * The keys of a direct read that found none of them which are surely gone. Where our user is shown nothing of that type at all, only
 * the audit history can tell: it names what was deleted.
 * @throws RemoteError if neither can
 */
export async function surelyGone(
  context: FlowContext,
  type: ObjectType,
  keys: readonly string[],
): Promise<readonly string[]> {
  if (await seesAny(context, type)) return keys
  const { stamp } = await context.remote.clock()
  const { rows } = await context.remote.deletions([type], shiftStamp(stamp, -deletionsReachMs))
  const deleted = new Set(rows.map((row) => row.key))
  const gone = keys.filter((key) => deleted.has(key))
  if (gone.length === 0) throw new RemoteError(nothingShown)
  return gone
}

const nothingShown = {
  cause: 'nothing_shown',
  about: '',
  sentence: 'Intacct shows our user no records of this kind any more.',
  cure: 'Check the rights of the Web Services user in Intacct. Until then nothing is taken for deleted.',
  who: 'intacct_admin',
  retry: 'backoff',
  said: '',
} as const
