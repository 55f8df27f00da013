import type { Element } from '../../xml/element.ts'
import { parseFilter } from '../read/filter.ts'
import { compileModel, mismatch, type Model } from './model.ts'
import { freeFunctions, genericElements, genericFunctions, objectFunctions } from './generic-models.ts'
import { legacyElements, legacyFunctions } from './legacy-models.ts'
import { schemaFunctions } from './schema-functions.ts'

const compiled = new Map<string, Model>()

function model(text: string): Model {
  let found = compiled.get(text)
  if (found === undefined) {
    found = compileModel(text)
    compiled.set(text, found)
  }
  return found
}

/** How strictly the order of legacy elements is held (reference §9, 7: the real gateway may be laxer than its schema). */
export type ElementOrder = 'schema' | 'any'

/** Holds an element against a model written in the notation of Appendix A. Returns findings, at most one for the element itself. */
export function check(element: Element, text: string, lax = false): string[] {
  const rules = model(text)
  const found = mismatch(
    rules,
    element.name,
    element.children.map((each) => each.name),
    lax,
  )
  const findings = found === undefined ? [] : [found]
  for (const name of rules.requiredAttributes)
    if ((element.attributes[name] ?? '') === '')
      findings.push(`Element '${element.name}': The attribute '${name}' is required but missing.`)
  return findings
}

function checkLegacy(element: Element, text: string, lax: boolean): string[] {
  return [
    ...check(element, text, lax),
    ...element.children.flatMap((each) => {
      const inner =
        legacyElements[`${element.name}/${each.name}`] ??
        legacyElements[each.name] ??
        legacyFunctions[each.name]
      // An empty element stands for an absent value, whatever it could hold (`<exchratetype/>`, `<billto/>`).
      if (
        each.children.length === 0 &&
        (each.name !== 'invoiceitems' || element.attributes['key'] !== undefined)
      )
        return []
      return inner === undefined ? [] : checkLegacy(each, inner, lax)
    }),
  ]
}

/** Whole numbers that the schema bounds, by path: least and most. */
const numbers: Readonly<Record<string, readonly [number, number]>> = {
  'query/pagesize': [1, 2000],
  'query/offset': [0, Number.MAX_SAFE_INTEGER],
}

function checkNumber(element: Element, [least, most]: readonly [number, number]): string[] {
  const text = element.text.trim()
  const value = Number(text)
  if (text === '' || (/^-?\d+$/.test(text) && value >= least && value <= most)) return []
  const bounds = most === Number.MAX_SAFE_INTEGER ? `less than ${least}` : `not between ${least} and ${most}`
  return [`Element '${element.name}': The value '${text}' is ${bounds}.`]
}

function checkGeneric(element: Element, text: string, path: string): string[] {
  const findings = check(element, text)
  for (const each of element.children) {
    const inner = `${path}/${each.name}`
    const bounds = numbers[inner]
    const rules = genericElements[inner]
    if (bounds !== undefined) findings.push(...checkNumber(each, bounds))
    else if (inner === 'query/filter') {
      const fault = parseFilter(each)
      if (typeof fault === 'string') findings.push(fault)
    } else if (rules !== undefined) findings.push(...checkGeneric(each, rules, inner))
  }
  return findings
}

function checkObjects(element: Element): string[] {
  if (element.children.length === 0) return [`Element '${element.name}': Missing child element(s).`]
  if (element.children.length > 100) return [`Element '${element.name}': More than 100 objects.`]
  return []
}

/** Holds one `<function>` against the schema. @returns findings in the words of a schema validator; empty if it conforms. */
export function checkFunction(wrapper: Element, order: ElementOrder): string[] {
  const controlId = wrapper.attributes['controlid']
  if (controlId === undefined)
    return ["Element 'function': The attribute 'controlid' is required but missing."]
  if (controlId.length > 256)
    return ["Element 'function', attribute 'controlid': The value is longer than 256."]
  const element = wrapper.children[0]
  if (element === undefined) return ["Element 'function': Missing child element(s)."]
  const second = wrapper.children[1]
  if (second !== undefined) return [`Element '${second.name}': This element is not expected.`]
  const legacy = legacyFunctions[element.name]
  if (legacy !== undefined) return checkLegacy(element, legacy, order === 'any')
  const generic = genericFunctions[element.name]
  if (generic !== undefined) return checkGeneric(element, generic, element.name)
  if (objectFunctions.has(element.name)) return checkObjects(element)
  if (freeFunctions.has(element.name) || schemaFunctions.has(element.name)) return []
  return [`Element '${element.name}': This element is not expected.`]
}
