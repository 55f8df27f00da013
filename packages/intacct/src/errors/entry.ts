import type { Retry, Who } from './outcome.ts'

/** One way to recognise a cause: every part that is given must agree. Ids (error and message ids) are enough alone. */
export interface When {
  /** Values of <errorno>, case ignored. */
  readonly codes?: readonly string[]
  /** Against all texts of the error, support id stripped. */
  readonly text?: RegExp
  /** Stable ids of additionalinfo. */
  readonly ids?: readonly string[]
}

/** A cause of refusal: how it is recognised, what may be done, and what a finance person reads. */
export interface CatalogueEntry {
  /** Stable snake_case code; one entry a cause. */
  readonly cause: string
  readonly retry: Retry
  readonly who: Who
  /** What happened, at most 60 characters. `{name}` is a field; `[…]` goes away when a field in it is missing. */
  readonly sentence: string
  /** Why, and what to do. */
  readonly cure: string
  /** Alternatives. Empty for causes that only this client finds. */
  readonly when: readonly When[]
  /** What the text names; the first group that took part counts. */
  readonly fields?: Readonly<Record<string, RegExp>>
  /** Names of additionalinfo placeholders that carry a field. */
  readonly placeholders?: Readonly<Record<string, string>>
  /** [errorno, text] as seen in the field: documentation, and what the tests go through. */
  readonly samples: readonly (readonly [errorno: string, text: string])[]
}
