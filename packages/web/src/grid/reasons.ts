import { reasonMessages } from '../words/reasons.ts'

/** Reasons to filter by, in words; one that is not among them but set stays choosable. */
export function reasonChoices(set: string): { value: string; label: string }[] {
  const known = Object.entries(reasonMessages).map(([key, label]) => ({
    value: key.slice('reason.'.length),
    label,
  }))
  return set === '' || known.some(({ value }) => value === set)
    ? known
    : [...known, { value: set, label: set }]
}
