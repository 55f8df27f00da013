import type { Row } from '@tieout/intacct/envelope/data.ts'

/** Documents whose lines are kept, per connection: what an overlap of hours reads again in a busy company. */
const mostDocuments = 5_000

interface Kept {
  readonly header: string
  readonly lines: readonly Row[]
}

/**
 * Lines of documents that were read a short while ago. Windows overlap by hours, so most of what they read is known; a document whose
 * header comes back the same to the letter, stamp included, has the lines that it had, and asking for them again would cost units.
 */
export interface LinesMemory {
  /** The lines, if this very header was there when they were read. */
  known(object: string, header: Row): readonly Row[] | null
  keep(object: string, header: Row, lines: readonly Row[]): void
}

export function linesMemory(): LinesMemory {
  const kept = new Map<string, Kept>()
  const keyOf = (object: string, header: Row) => `${object} ${header['RECORDNO'] ?? ''}`
  return {
    known(object, header) {
      const found = kept.get(keyOf(object, header))
      return found?.header === JSON.stringify(header) ? found.lines : null
    },
    keep(object, header, lines) {
      const key = keyOf(object, header)
      kept.delete(key)
      kept.set(key, { header: JSON.stringify(header), lines })
      for (const oldest of kept.keys()) {
        if (kept.size <= mostDocuments) return
        kept.delete(oldest)
      }
    },
  }
}
