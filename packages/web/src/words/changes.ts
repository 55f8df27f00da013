import { sayIfKnown } from './say.ts'

/** One setting or field that an entry of the audit log changed. */
export interface Change {
  readonly name: string
  /** Undefined where there was none, or is none any more. */
  readonly before: string | undefined
  readonly after: string | undefined
}

/** What differs between two values of the API, in words: nested values by their path, equal ones left out. */
export function changesOf(before: unknown, after: unknown): Change[] {
  const sides = [flatten(before), flatten(after)] as const
  const paths = new Set([...sides[0].keys(), ...sides[1].keys()])
  return [...paths]
    .map((path) => ({ name: nameOf(path), before: sides[0].get(path), after: sides[1].get(path) }))
    .filter((change) => change.before !== change.after)
}

/** `{ lines: [{ amount }] }` → `lines.0.amount`; what is null or empty is left out. */
export function flatten(data: unknown): ReadonlyMap<string, string> {
  const flat = new Map<string, string>()
  const visit = (value: unknown, path: string): void => {
    if (value === null || value === undefined || value === '') return
    if (Array.isArray(value)) value.forEach((item, index) => visit(item, `${path}.${String(index)}`))
    else if (typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) visit(inner, path === '' ? key : `${path}.${key}`)
    } else flat.set(path, typeof value === 'string' ? value : JSON.stringify(value))
  }
  visit(data, '')
  return flat
}

/** `intacctCompany` → `Intacct company`. */
export function humanize(name: string): string {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1).toLowerCase()
}

function nameOf(path: string): string {
  const last = path.split('.').at(-1) ?? path
  return sayIfKnown(`settings.${last}`, path.split('.').map(humanize).join(', '))
}
