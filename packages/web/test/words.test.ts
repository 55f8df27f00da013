import { describe, expect, it } from 'vitest'
import { messages } from '../src/words/messages.ts'

const entries = Object.entries(messages).flatMap(
  ([key, message]: [string, string | { one: string; other: string }]) =>
    typeof message === 'string'
      ? [{ key, text: message }]
      : [
          { key: `${key} (one)`, text: message.one },
          { key: `${key} (other)`, text: message.other },
        ],
)

/** Words that Tieout does not use on its pages. */
const forbidden =
  /\b(please|sorry|oops|invalid|fail(ed|s)? to|unexpected(ly)?|successful(ly)?|payload|are you sure|can't|cannot not|http|[45]\d\d|source|target|remote|local)\b/i
/** Buttons never only agree. */
const emptyButtons = new Set(['OK', 'Yes', 'No', 'Submit', 'Confirm', 'Proceed'])

describe('the catalogue', () => {
  it('has no word that Tieout does not use, no button that only agrees, no stray space', () => {
    const faults = entries.filter(
      ({ text }) => forbidden.test(text) || emptyButtons.has(text) || /!|\s{2}|^\s|\s$/.test(text),
    )
    expect(faults).toEqual([])
  })

  it('finds a forbidden word where there is one', () => {
    expect('Please try again').toMatch(forbidden)
    expect('Saved successfully').toMatch(forbidden)
    expect('Failed to save').toMatch(forbidden)
  })

  it('has something in both plural forms, with the same parameters', () => {
    for (const [key, message] of Object.entries(messages)) {
      if (typeof message === 'string') continue
      const names = (text: string): string[] =>
        [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '').sort()
      const without = (text: string): string[] => names(text).filter((name) => name !== 'n')
      expect(without(message.one), key).toEqual(without(message.other))
    }
  })
})
