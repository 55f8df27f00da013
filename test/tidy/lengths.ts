/** Limits in lines. */
export const limits = { median: 130, ninetieth: 300, longest: 600 }

export interface Length {
  readonly path: string
  readonly lines: number
  /** A data table may be as long as its data. */
  readonly isTable: boolean
}

export function lengthOf(path: string, text: string): Length {
  const lines = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length
  return { path, lines, isTable: text.startsWith('/** Data table') }
}

/** Sentences that say how the lengths break the limits; none when they hold. */
export function lengthFaults(lengths: readonly Length[]): string[] {
  if (lengths.length === 0) return []
  const sorted = lengths.map((item) => item.lines).sort((a, b) => a - b)
  const faults = lengths
    .filter((item) => item.lines > limits.longest && !item.isTable)
    .map((item) => `${item.path}: ${item.lines} lines, at most ${limits.longest}: split it by idea`)
  const median = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0
  if (median > limits.median) faults.push(`the median file has ${median} lines, at most ${limits.median}`)
  const long = lengths.filter((item) => item.lines > limits.ninetieth)
  if (long.length > lengths.length * 0.1) {
    const names = long.map((item) => `${item.path} (${item.lines})`).join(', ')
    faults.push(
      `${long.length} of ${lengths.length} files have over ${limits.ninetieth} lines, at most one in ten: ${names}`,
    )
  }
  return faults
}
