import type { RemoteFacts } from '../ports/remote.ts'

/**
 * What stands behind a record of Intacct's that is made anew with every edit: an Order Entry document deletes its A/R invoice and makes
 * another, with another RECORDNO (reference 4.4). The document's own key lasts, and so does the link.
 */
export function lastingKey(facts: RemoteFacts): string | null {
  return facts.document?.key ?? null
}

/** Whether a record was made after another of the same document: RECORDNOs rise and are not used again (reference 5.1). */
export function isLater(key: string, other: string): boolean {
  return key.length === other.length ? key > other : key.length > other.length
}
