/**
 * Our marker inside a record of Intacct's, one table: the field that carries it, how long that field is, and what may happen to it.
 * The field must be readable by `query`, survive auto-numbering, and leave what people read in it readable: the marker stands at the
 * end, in brackets (reference 6.5: no field of a payment is unique, so a search by contents is all there is).
 */
export const markerFields = {
  /** Free text; people may edit it. Their CUSTOMERID or VENDORID is refused a second time by Intacct itself. */
  customer: { field: 'COMMENTS', length: 1000 },
  /** `description` on create; people may edit it. */
  invoice: { field: 'DESCRIPTION', length: 1000 },
  credit_note: { field: 'DESCRIPTION', length: 1000 },
  advance: { field: 'DESCRIPTION', length: 1000 },
  payment: { field: 'DESCRIPTION', length: 1000 },
  item: { field: 'NOTE', length: 1000 },
  vendor: { field: 'COMMENTS', length: 1000 },
  bill: { field: 'DESCRIPTION', length: 1000 },
  bill_credit: { field: 'DESCRIPTION', length: 1000 },
  bill_payment: { field: 'DESCRIPTION', length: 1000 },
} as const

const form = /\s*\[T:([0-9A-HJKMNP-TV-Z]{16})\]\s*$/

/** The text with the marker at its end, cut so that both fit. */
export function withMarker(text: string | undefined, marker: string, length: number): string {
  const tail = `[T:${marker}]`
  // Half of a sign that takes two places would be no sign at all.
  const kept = (text ?? '').slice(0, length - tail.length - 1).replace(/[\uD800-\uDBFF]$/, '')
  return kept === '' ? tail : `${kept} ${tail}`
}

/** The marker, if there is one, and the text as people wrote it. */
export function splitMarker(text: string): { readonly text: string; readonly marker: string | null } {
  const found = form.exec(text)
  if (!found) return { text, marker: null }
  return { text: text.slice(0, found.index), marker: found[1] ?? null }
}
