import type { ObjectType } from '../core/object-types.ts'
import { isLater, lastingKey } from '../core/succession.ts'
import type { RemoteRow } from '../ports/remote.ts'
import type { FlowContext } from './context.ts'
import { storedRow } from './remote-rows.ts'
import type { Missed } from './sight.ts'

export interface Succession {
  /** What stands now in place of a record, by the RECORDNO of the one before. */
  readonly successors: ReadonlyMap<string, RemoteRow>
  /** Those that nothing was found in place of, each with the Order Entry document behind it. */
  readonly missed: readonly Missed[]
}

/**
 * What an edit of an Order Entry document has made in place of records that a read by RECORDNO did not find: looked for by the documents'
 * own keys, and stored, so that links have moved before anything is decided. Costs one call where such documents are held, else none.
 * @param keys RECORDNOs that were not found
 * @throws RemoteError when the type cannot be read
 */
export async function successorsOf(
  context: FlowContext,
  type: ObjectType,
  keys: readonly string[],
): Promise<Succession> {
  const { store, connection } = context
  const held = await store.documents(connection.scope, type, 'key', keys)
  const documents = new Map(held.map(({ key, document }) => [key, document]))
  const standing = await readStanding(context, type, [...new Set(documents.values())])
  const successors = new Map<string, RemoteRow>()
  for (const [key, document] of documents) {
    // Where the read was behind, the very record, or one before it, has replaced nothing.
    const row = standing.get(document)
    if (row !== undefined && isLater(row.key, key)) successors.set(key, row)
  }
  const left = keys.filter((key) => !successors.has(key))
  return { successors, missed: left.map((key) => ({ key, document: documents.get(key) ?? null })) }
}

/** The latest record of each Order Entry document, by the document's key. */
async function readStanding(
  { store, remote, seams, connection }: FlowContext,
  type: ObjectType,
  documents: readonly string[],
): Promise<ReadonlyMap<string, RemoteRow>> {
  const standing = new Map<string, RemoteRow>()
  if (documents.length === 0) return standing
  const { scope, settings } = connection
  const asked = await store.turn(scope)
  const { rows } = await remote.readByKeys(type, 'document', documents)
  const stored = rows.map((row) => storedRow(row, settings.baseCurrency))
  const at = seams.clock.now()
  if (stored.length > 0) await store.savePage(scope, { window: null, rows: stored, next: null, asked, at })
  for (const row of rows) {
    const document = lastingKey(row.facts) ?? ''
    const other = standing.get(document)
    if (other === undefined || isLater(row.key, other.key)) standing.set(document, row)
  }
  return standing
}
