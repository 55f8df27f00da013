import type { Row } from '@tieout/simulator/books/contract.ts'
import type { OpenCompany } from '@tieout/simulator/simulator.ts'
import { payables, receivables } from './sides.ts'
import { us } from './switches.ts'

/** What is kept from our user, who may sign in and ask: a kind of record is refused, or some records of every kind are hidden. */
export type Restriction =
  | { readonly kind: 'none' }
  | { readonly kind: 'refused'; readonly object: string }
  | { readonly kind: 'some_hidden' }

/** Fields that name the record to which a row belongs, by object. The audit history is never hidden in part. */
const recordOf: Readonly<Record<string, string>> = {
  CUSTOMER: 'RECORDNO',
  ARINVOICE: 'RECORDNO',
  ARINVOICEITEM: 'RECORDKEY',
  ARPYMT: 'RECORDNO',
  ARPYMTDETAIL: 'PAYMENTKEY',
  VENDOR: 'RECORDNO',
  APBILL: 'RECORDNO',
  APBILLITEM: 'RECORDKEY',
  APPYMT: 'RECORDNO',
  APPYMTDETAIL: 'PAYMENTKEY',
}

/** Parts of a side of the books that can be refused, and what belongs to neither. */
export const refusable = ['party', 'document', 'payment', 'AUDITHISTORY'] as const

const refusableObjects = [receivables, payables]
  .flatMap(({ objects: { party, document, payment } }): string[] => [party, document, payment])
  .concat('AUDITHISTORY')

/** Who may not read a kind may still write it. */
const writing = ['CREATE', 'UPDATE', 'REVERSE', 'DELETE']

/** Lets somebody restrict our user at a company, and take it back. Every third record is what can be hidden. */
export function restricting({ books }: OpenCompany): (restriction: Restriction) => void {
  const find = books.find.bind(books)
  let areSomeHidden = false
  const isHidden = (object: string, row: Row): boolean => {
    const field = recordOf[object]
    return field !== undefined && Number(row[field]) % 3 === 0
  }
  function* shown(object: string, rows: Iterable<Row>): Generator<Row> {
    for (const row of rows) if (!isHidden(object, row)) yield row
  }
  Object.assign(books, {
    find: ((object, access, actor, showPrivate) => {
      const rows = find(object, access, actor, showPrivate)
      return areSomeHidden && actor.userId === us ? shown(object, rows) : rows
    }) satisfies typeof find,
  })
  return (restriction) => {
    areSomeHidden = restriction.kind === 'some_hidden'
    const refused = restriction.kind === 'refused' ? restriction.object : null
    const rightsTo = (object: string) => [object, object === refused ? writing : ['*']] as const
    books.change({ rights: { [us]: { '*': ['*'], ...Object.fromEntries(refusableObjects.map(rightsTo)) } } })
  }
}
