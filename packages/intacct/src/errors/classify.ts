import { CATALOGUE, entryOf } from './catalogue.ts'
import type { CatalogueEntry, When } from './entry.ts'
import type { GatewayError } from './gateway-error.ts'
import type { Failed, Level, Problem } from './outcome.ts'
import { WRAPPER_CAUSES } from './write-causes.ts'

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** Everything that an error says, for the patterns of the catalogue. The number comes first: some numbers are sentences. */
export function wording(error: GatewayError): string {
  return [error.errorno, error.description, error.description2, error.correction]
    .filter((part) => part !== '')
    .join(' | ')
}

function agrees(when: When, error: GatewayError): boolean {
  if (when.ids !== undefined) {
    return when.ids.some((id) => same(id, error.errorno) || error.ids.some((given) => same(id, given)))
  }
  if (when.codes !== undefined && !when.codes.some((code) => same(code, error.errorno))) return false
  return when.text === undefined || when.text.test(wording(error))
}

/** Whether an entry explains this error: any of its alternatives agrees. */
export function explains(entry: CatalogueEntry, error: GatewayError): boolean {
  return entry.when.some((when) => agrees(when, error))
}

function fieldsFrom(entry: CatalogueEntry, error: GatewayError): Record<string, string> {
  const fields: Record<string, string> = {}
  const text = wording(error)
  for (const [name, pattern] of Object.entries(entry.fields ?? {})) {
    const found = pattern.exec(text)
    const value =
      found === null
        ? undefined
        : [...found].slice(1).find((group: string | undefined) => group !== undefined) // the first group that took part
    if (value !== undefined) fields[name] = value.trim()
  }
  for (const [name, placeholder] of Object.entries(entry.placeholders ?? {})) {
    const value = error.placeholders[placeholder]
    if (value !== undefined) fields[name] = value
  }
  return fields
}

const PLACE = /\{(\w+)(\.lower)?\}/g

/**
 * Fills a sentence. `{number}` becomes its value, `{object.lower}` its value in lower case; a part in brackets goes away
 * when a value in it is missing; of alternatives parted by ` || ` the first counts that lacks nothing.
 */
export function fill(template: string, fields: Readonly<Record<string, string>>): string {
  const has = (text: string): boolean =>
    [...text.matchAll(PLACE)].every((found) => fields[found[1] ?? ''] !== undefined)
  const put = (text: string): string =>
    text.replace(PLACE, (_whole, name: string, lower: string | undefined) => {
      const value = fields[name] ?? ''
      return lower === undefined ? value : value.toLowerCase()
    })
  const alternatives = template
    .split(' || ')
    .map((text) => text.replace(/\[([^\]]*)\]/g, (_all, part: string) => (has(part) ? part : '')))
  return put(alternatives.find(has) ?? alternatives.at(-1) ?? '')
}

/** A sentence is a heading: what Intacct names is left out where it would make it longer than this. */
const LONGEST_SENTENCE = 60

function problem(entry: CatalogueEntry, fields: Record<string, string>): Problem {
  const sentence = fill(entry.sentence, fields)
  return {
    cause: entry.cause,
    retry: entry.retry,
    who: entry.who,
    sentence: sentence.length > LONGEST_SENTENCE ? fill(entry.sentence, {}) : sentence,
    cure: fill(entry.cure, fields),
    fields,
  }
}

/**
 * Names the cause of a chain of errors, whatever order Intacct gave them in: the most specific entry that explains any of
 * them (the table goes from the specific to the general, wrappers last).
 * Nothing recognised: `not_recognised`, with retry `unknown`, because a refusal nobody knows may mean "seen before".
 */
export function classify(errors: readonly GatewayError[]): Problem {
  if (errors.length === 0) return problem(entryOf('no_reason'), {})
  const isWrapper = (error: GatewayError): boolean => WRAPPER_CAUSES.some((entry) => explains(entry, error))
  const unexplained = errors.some((error) => wording(error) !== '' && !isWrapper(error))
  for (const entry of CATALOGUE) {
    // What says more than a wrapper, in words nobody knows, must not be taken for "no reason was given" and tried for ever.
    if (unexplained && WRAPPER_CAUSES.includes(entry)) continue
    const error = errors.find((candidate) => explains(entry, candidate))
    if (error !== undefined) return problem(entry, fieldsFrom(entry, error))
  }
  return problem(entryOf('not_recognised'), {})
}

const UNEXPLAINED = new Set(['not_recognised', 'no_reason'])

/** A definite failure at some level of the envelope. Above function level nothing ran, so nothing has to be looked up. */
export function failed(level: Level, errors: readonly GatewayError[]): Failed {
  const found = classify(errors)
  const atTheDoor = level !== 'function' && UNEXPLAINED.has(found.cause)
  return { kind: 'failed', level, errors, ...(atTheDoor ? problem(entryOf('not_accepted'), {}) : found) }
}

/** A failure whose cause we know ourselves. */
export function failedBecause(cause: string, level: Level, errors: readonly GatewayError[] = []): Failed {
  return { kind: 'failed', level, errors, ...problem(entryOf(cause), {}) }
}
