import type { Onboarding } from '../api/types.ts'

export type Step = Onboarding['step']

/** The steps in their order, as the pages show them. */
export const steps: readonly Step[] = [
  'what-syncs',
  'prepare',
  'credentials',
  'entity',
  'sync-from',
  'settings',
  'confirm',
  'first-sync',
]

/** Those that a person answers; the first sync comes after them. */
export const answered: readonly Step[] = steps.filter((step) => step !== 'first-sync')

export function isStep(text: string): text is Step {
  return steps.some((step) => step === text)
}

/** The step before one, in order; null before the first. */
export function before(step: Step): Step | null {
  return steps[steps.indexOf(step) - 1] ?? null
}

/** The further of two: going back loses nothing. */
export function further(one: Step, other: Step): Step {
  return steps.indexOf(one) > steps.indexOf(other) ? one : other
}
