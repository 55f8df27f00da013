import type { Cell } from './table.ts'

/** So that a spreadsheet reads the file as UTF-8. */
const byteOrderMark = '﻿'

/** A list as CSV: comma, quotes where needed, ISO dates, plain decimals. */
export async function* csvOf(
  titles: readonly string[],
  batches: AsyncIterable<readonly (readonly Cell[])[]>,
): AsyncGenerator<string> {
  yield byteOrderMark + lineOf(titles.map((value) => ({ kind: 'text', value })))
  for await (const rows of batches) yield rows.map(lineOf).join('')
}

function lineOf(cells: readonly Cell[]): string {
  return `${cells.map((cell) => (cell === null ? '' : quoted(cell.kind === 'text' ? harmless(cell.value) : cell.value))).join(',')}\r\n`
}

/** Text that a spreadsheet would run as a formula gets an apostrophe in front; numbers do not. */
export function harmless(value: string): string {
  return /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
}

function quoted(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
