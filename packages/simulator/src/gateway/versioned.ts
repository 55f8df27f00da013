import type { Books } from '../books/contract.ts'
import type { BooksControl, RawObject } from '../books/open.ts'

export interface Versioned {
  /** Rises with everything that may change a row. */
  version(): number
}

/** Books that count their changes, so that what was read of them can be told stale. */
export function versioned(books: Books & BooksControl): Books & BooksControl & Versioned {
  let version = 0
  const counted =
    <Arguments extends readonly unknown[], Result>(work: (...given: Arguments) => Result) =>
    (...given: Arguments): Result => {
      version += 1
      return work(...given)
    }
  const raw = (object: string): RawObject => {
    const inner = books.raw(object)
    return { put: counted(inner.put), patch: counted(inner.patch), delete: counted(inner.delete) }
  }
  return {
    ...books,
    version: () => version,
    create: counted(books.create),
    update: counted(books.update),
    remove: counted(books.remove),
    change: counted(books.change),
    restore: counted(books.restore),
    atomically: (work) => {
      try {
        return books.atomically(work)
      } finally {
        version += 1
      }
    },
    raw,
    actions: Object.fromEntries(
      Object.entries(books.actions).map(([name, act]) => [name, counted(act)] as const),
    ) as BooksControl['actions'],
    functions: new Map([...books.functions].map(([name, work]) => [name, counted(work)] as const)),
  }
}
