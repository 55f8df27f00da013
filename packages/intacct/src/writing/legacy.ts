import { UsageError } from '../errors/outcome.ts'
import { dayOf } from '../formats/times.ts'
import { element } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'
import { contentModel, namesOf } from './content-model.ts'
import type { ContentModel, Particle } from './content-model.ts'
import { LEGACY_DATES, LEGACY_ELEMENTS, LEGACY_FREE, LEGACY_FUNCTIONS } from './legacy-models.ts'

/**
 * What goes into a legacy function: names of the schema in any order. Texts, booleans, nested objects, lists for what
 * repeats; dates as YYYY-MM-DD; attributes as `@key`. undefined is left out, '' and null make an empty element.
 */
export interface LegacyInput {
  readonly [name: string]: LegacyValue | readonly LegacyValue[] | undefined
}
export type LegacyValue = string | boolean | null | LegacyInput

const models = new Map<string, ContentModel>()

function modelNamed(notation: string): ContentModel {
  const known = models.get(notation)
  if (known !== undefined) return known
  const model = contentModel(notation)
  models.set(notation, model)
  return model
}

/** The model of an element inside another one; null for text. */
function modelOf(parent: string, name: string): ContentModel | null {
  const notation = LEGACY_ELEMENTS[`${parent}>${name}`] ?? LEGACY_ELEMENTS[name] ?? LEGACY_FUNCTIONS[name]
  return notation === undefined ? null : modelNamed(notation)
}

/** Names of the legacy functions that can be written. */
export const LEGACY_NAMES: readonly string[] = Object.keys(LEGACY_FUNCTIONS)

/** Element names of a function in the order of the schema: for comparing and for documentation. */
export function legacyOrder(name: string): readonly string[] {
  const notation = LEGACY_FUNCTIONS[name]
  if (notation === undefined)
    throw new UsageError(`"${name}" is not a legacy function that this client writes`)
  return namesOf(modelNamed(notation).particles)
}

const isNested = (value: LegacyValue): value is LegacyInput => typeof value === 'object' && value !== null

function textValue(value: string | boolean | null): string {
  return value === null ? '' : String(value)
}

function dateElement(path: string, name: string, value: string | boolean | null): Element {
  const text = textValue(value)
  if (text === '') return element(name)
  const day = dayOf(text)
  if (day === null) throw new UsageError(`${path}: "${text}" is not a date of the form YYYY-MM-DD`)
  const two = (number: number): string => String(number).padStart(2, '0')
  return element(name, [
    element('year', String(day.year).padStart(4, '0')),
    element('month', two(day.month)),
    element('day', two(day.day)),
  ])
}

function freeElement(name: string, value: LegacyValue): Element {
  if (!isNested(value)) return element(name, textValue(value))
  const { children, attributes } = split(value)
  return element(
    name,
    Object.entries(children).flatMap(([child, given]) => listOf(given).map((one) => freeElement(child, one))),
    attributes,
  )
}

function valueElement(path: string, parent: string, name: string, value: LegacyValue): Element {
  if (LEGACY_DATES.has(name) && !isNested(value)) return dateElement(path, name, value)
  if (LEGACY_FREE.has(name)) return freeElement(name, value)
  const model = modelOf(parent, name)
  if (isNested(value)) {
    if (model === null) throw new UsageError(`${path} takes a text, not fields`)
    return modelledElement(path, name, model, value)
  }
  if (model !== null && textValue(value) !== '') throw new UsageError(`${path} takes fields, not a text`)
  return element(name, textValue(value))
}

function listOf(given: LegacyValue | readonly LegacyValue[] | undefined): readonly LegacyValue[] {
  if (given === undefined) return []
  return Array.isArray(given) ? (given as readonly LegacyValue[]) : [given as LegacyValue]
}

function split(input: LegacyInput): { children: LegacyInput; attributes: Record<string, string> } {
  const children: Record<string, LegacyValue | readonly LegacyValue[]> = {}
  const attributes: Record<string, string> = {}
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue
    if (!name.startsWith('@')) children[name] = value
    else if (typeof value === 'string' || typeof value === 'boolean')
      attributes[name.slice(1)] = String(value)
    else throw new UsageError(`the attribute "${name}" takes a text`)
  }
  return { children, attributes }
}

/** Writes what is given of some particles, in their order, and says what is missing. */
function fillParticles(
  path: string,
  parent: string,
  particles: readonly Particle[],
  given: LegacyInput,
): Element[] {
  const isGiven = (particle: Particle): boolean =>
    namesOf([particle]).some((name) => listOf(given[name]).length > 0)
  return particles.flatMap((particle): Element[] => {
    if (particle.kind === 'element') {
      const values = listOf(given[particle.name])
      const at = `${path}.${particle.name}`
      if (values.length === 0 && particle.min === 1) throw new UsageError(`${at} is required`)
      if (values.length > 1 && !particle.many) throw new UsageError(`${at} may stand only once`)
      return values.map((value) => valueElement(at, parent, particle.name, value))
    }
    if (!isGiven(particle)) {
      if (particle.min === 0) return []
      throw new UsageError(`${path}: one of ${namesOf([particle]).join(', ')} is required`)
    }
    if (particle.kind === 'sequence') return fillParticles(path, parent, particle.of, given)
    const chosen = particle.options.filter((option) => option.some(isGiven))
    if (particle.many) {
      // A repeated choice takes any mixture; each kind of element keeps its own order.
      return chosen.flatMap((option) => fillParticles(path, parent, option.map(repeatable), given))
    }
    const option = optionFor(path, chosen, given)
    return fillParticles(path, parent, option, given)
  })
}

const repeatable = (particle: Particle): Particle =>
  particle.kind === 'element' ? { ...particle, min: 0, many: true } : particle

/** The option that holds everything given of a choice. @throws UsageError when two exclude each other. */
function optionFor(
  path: string,
  chosen: readonly (readonly Particle[])[],
  given: LegacyInput,
): readonly Particle[] {
  const wanted = new Set(
    chosen.flatMap((option) => namesOf(option)).filter((name) => listOf(given[name]).length > 0),
  )
  const holding = chosen.filter((option) => {
    const names = new Set(namesOf(option))
    return [...wanted].every((name) => names.has(name))
  })
  const complete = (option: readonly Particle[]): boolean =>
    option.every((particle) => particle.min === 0 || namesOf([particle]).some((name) => wanted.has(name)))
  const fits = holding.find(complete) ?? holding[0]
  if (fits === undefined) throw new UsageError(`${path}: give only one of ${[...wanted].join(', ')}`)
  return fits
}

function modelledElement(path: string, name: string, model: ContentModel, input: LegacyInput): Element {
  const { children, attributes } = split(input)
  const allowed = new Set(namesOf(model.particles))
  for (const child of Object.keys(children)) {
    if (!allowed.has(child))
      throw new UsageError(`${path} has no element "${child}"; it has ${[...allowed].join(', ')}`)
  }
  for (const attribute of Object.keys(attributes)) {
    if (!model.attributes.has(attribute)) throw new UsageError(`${path} has no attribute "${attribute}"`)
  }
  for (const [attribute, required] of model.attributes) {
    if (required && (attributes[attribute] ?? '') === '')
      throw new UsageError(`${path} needs the attribute "@${attribute}"`)
  }
  return element(name, fillParticles(path, name, model.particles, children), attributes)
}

/**
 * The element of a legacy function: children in the order of the schema, whatever order they are given in.
 * @param input see LegacyInput; dates YYYY-MM-DD, amounts as decimal texts.
 * @throws UsageError for an unknown function or element, a missing or doubled one, a date that is none.
 */
export function legacyCall(name: string, input: LegacyInput): Element {
  const notation = LEGACY_FUNCTIONS[name]
  if (notation === undefined)
    throw new UsageError(`"${name}" is not a legacy function that this client writes`)
  return modelledElement(name, name, modelNamed(notation), input)
}
