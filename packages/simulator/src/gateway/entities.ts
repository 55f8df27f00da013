import type { Books } from '../books/contract.ts'

/** Whether a company has an entity of that id. */
export function entityExists(books: Books, entity: string): boolean {
  const actor = { userId: '', entity: null, source: 'system' } as const
  for (const row of books.find(
    'LOCATIONENTITY',
    { kind: 'in', field: 'LOCATIONID', values: [entity] },
    actor,
    true,
  )) {
    if (row.LOCATIONID === entity) return true
  }
  return false
}
