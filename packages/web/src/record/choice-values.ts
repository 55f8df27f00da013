import type { Choice, ChoiceBody } from '../api/types.ts'
import { say } from '../words/say.ts'

/** What a person has typed or picked for the choices so far. */
export interface ChoiceValues {
  readonly record?: string
  readonly number?: string
  readonly date?: string
  readonly fields?: Readonly<Record<string, 'app' | 'remote'>>
}

/** The value of a choice's one input: as typed, else as Tieout proposes. */
export function valueOf({ needs, proposal, records }: Choice, values: ChoiceValues): string {
  if (needs === 'record') return values.record ?? (records.length === 1 ? (records[0]?.key ?? '') : '')
  if (needs === 'number') return values.number ?? proposal ?? ''
  return needs === 'date' ? (values.date ?? proposal ?? '') : ''
}

/** Why the choice cannot be taken yet, or null. */
export function missingOf(offered: Choice, values: ChoiceValues): string | null {
  const { needs, fields } = offered
  if (needs === null) return null
  if (needs === 'fields') {
    const open = fields.filter((field) => values.fields?.[field] === undefined)
    return open.length === 0 ? null : say('choices.fieldsMissing', { n: open.length })
  }
  return valueOf(offered, values) === '' ? say(`choices.missing.${needs}`) : null
}

/** The body of the call. */
export function givenOf(offered: Choice, values: ChoiceValues): ChoiceBody {
  const { choice, needs } = offered
  if (needs === null) return { choice }
  if (needs === 'fields') return { choice, fields: { ...values.fields } }
  return { choice, [needs]: valueOf(offered, values) }
}
