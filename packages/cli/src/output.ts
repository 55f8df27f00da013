import type { Terminal } from './terminal.ts'

/** Whether results are printed as JSON, for programs. */
export interface OutputOptions {
  readonly json?: boolean
}

/** Prints a result: as JSON when asked for, else as `text` says it. */
export function show(terminal: Terminal, options: OutputOptions, value: unknown, text: () => string): void {
  terminal.out(options.json === true ? JSON.stringify(value, null, 2) : text())
}

/** Rows under headings, columns as wide as their widest cell. The columns in `right` (from 0) end flush right. */
export function tableOf(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const all = [headings, ...rows]
  const widths = headings.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)))
  const lines = all.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return right.includes(column) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
  return lines.join('\n')
}

/** `2026-03-28T14:02:10.000Z` → `2026-03-28 14:02 UTC`; – when there is none. */
export function when(moment: string | null): string {
  return moment === null ? '–' : `${moment.slice(0, 10)} ${moment.slice(11, 16)} UTC`
}
