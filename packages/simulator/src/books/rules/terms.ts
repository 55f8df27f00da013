import type { Row } from '../contract.ts'
import { addDays, dayOfMonth, firstOfMonth } from '../dates.ts'

/** Months between the document's and the due day, by the term's "due from" (ARTERM.DUEFROM). */
const MONTHS: Readonly<Record<string, number>> = {
  'of the month of invoice/bill date': 0,
  'of next month from invoice/bill date': 1,
  'of 2nd month from invoice/bill date': 2,
  'of 3rd month from invoice/bill date': 3,
  'of 4th month from invoice/bill date': 4,
  'of 5th month from invoice/bill date': 5,
  'of 6th month from invoice/bill date': 6,
}

function counted(date: string, days: number, from: string): string {
  const months = MONTHS[from]
  if (months !== undefined) return dayOfMonth(date, months, days)
  if (from === 'after end of month of invoice/bill date') return addDays(firstOfMonth(date, 1), days - 1)
  if (from === 'from invoice/bill date extending to eom') return dayOfMonth(addDays(date, days), 0, 31)
  return addDays(date, days)
}

/** Due date of a document of `date` under a term. */
export function dueDate(term: Row, date: string): string {
  return counted(date, Number(term.DUEDATE ?? '0'), term.DUEFROM ?? '')
}

/** Last day of the term's discount; '' when the term has none. */
export function discountDate(term: Row, date: string): string {
  if ((term.DISCAMOUNT ?? '') === '' || (term.DISCDATE ?? '') === '') return ''
  return counted(date, Number(term.DISCDATE), term.DISCFROM ?? '')
}

/** TERMVALUE as Intacct writes it: due, discount, penalty. */
export function dueTermText(term: Row): string {
  const due = term.DUEDATE ?? '0'
  const discount =
    (term.DISCAMOUNT ?? '') === ''
      ? ''
      : `${term.DISCAMOUNT ?? ''}${term.DISCPERCAMN ?? ''}/${term.DISCDATE ?? ''}`
  return discount === '' ? `Net ${due}` : `${discount} Net ${due}`
}
