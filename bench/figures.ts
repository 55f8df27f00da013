export interface Figures {
  readonly min: number
  readonly median: number
  readonly max: number
}

/** Minimum, median and maximum of some runs. */
export function figuresOf(values: readonly number[]): Figures {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (index: number) => sorted[index] ?? Number.NaN
  return { min: at(0), median: at(Math.floor(sorted.length / 2)), max: at(sorted.length - 1) }
}

/** One line of the report. */
export function figureLine(label: string, figures: Figures, unit: string, digits = 2): string {
  const show = (value: number) => value.toFixed(digits).padStart(10)
  return `${label.padEnd(52)}${show(figures.min)}${show(figures.median)}${show(figures.max)}  ${unit}`
}

export interface Goal {
  readonly label: string
  readonly value: number
  readonly limit: number
  readonly kind: 'at most' | 'at least'
}

/** A goal with its figure: met or missed, never left out. */
export function goalLine(goal: Goal): string {
  const met = goal.kind === 'at most' ? goal.value <= goal.limit : goal.value >= goal.limit
  return `${met ? 'met   ' : 'MISSED'}  ${goal.label}: ${goal.value.toFixed(2)} (goal: ${goal.kind} ${goal.limit})`
}
