/** Columns that a person shows, hides and moves, in their usual order. Key and status always show. */
export const columnsToChoose = [
  'type',
  'party',
  'date',
  'amount',
  'currency',
  'version',
  'message',
  'changed',
] as const
export type ChosenColumn = (typeof columnsToChoose)[number]

/** No column but key and status. */
const none = 'none'

/** The chosen columns of an address, in their order; absent or empty: the usual ones. */
export function chosenColumns(cols: string | undefined): readonly ChosenColumn[] {
  if (cols === undefined || cols === '') return columnsToChoose
  if (cols === none) return []
  return cols.split(',').flatMap((each) => columnsToChoose.filter((name) => name === each))
}

/** Every column of the list in order: the select box, key, the chosen ones with status before the last message, and the whole message. */
export function shownColumns(cols: string | undefined): readonly string[] {
  const chosen = chosenColumns(cols)
  const at = chosen.findIndex((name) => name === 'message' || name === 'changed')
  const before = at < 0 ? chosen : chosen.slice(0, at)
  const after = at < 0 ? [] : chosen.slice(at)
  return ['select', 'key', ...before, 'status', ...after, 'info']
}
