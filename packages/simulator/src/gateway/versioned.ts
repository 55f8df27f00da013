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
    return {
      put: counted((row) => inner.put(row)),
      patch: counted((recordNo, changes) => inner.patch(recordNo, changes)),
      delete: counted((recordNo) => inner.delete(recordNo)),
    }
  }
  return {
    ...books,
    version: () => version,
    create: counted((object, input, actor) => books.create(object, input, actor)),
    update: counted((object, input, actor) => books.update(object, input, actor)),
    remove: counted((object, recordNo, actor) => books.remove(object, recordNo, actor)),
    change: counted((patch) => books.change(patch)),
    restore: counted((snapshot) => books.restore(snapshot)),
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
