import type { IntentOp } from '../ports/commands.ts'
import type { RemoteFacts } from '../ports/remote.ts'
import { plain } from './compare.ts'
import { hashOf } from './json.ts'
import type { Json } from './json.ts'
import type { RecordData } from './records.ts'

/**
 * Hash of what a write would change: an update its fields, a reversal or deletion the whole record and its state. If it is still the
 * same, the write has not happened, whatever else moved meanwhile.
 */
export function touchedHash(
  op: IntentOp,
  fields: readonly string[],
  data: RecordData,
  facts: RemoteFacts,
): string {
  if (op !== 'update') return hashOf({ data: data as Json, state: facts.state })
  return hashOf(Object.fromEntries(fields.map((field) => [field, plain(data)[field]])))
}
