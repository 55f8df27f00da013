/**
 * Content models in the notation of the protocol reference's Appendix A:
 * `a?` optional, `a*` `a+` repeated, `(a | b)` a choice, a comma list is ordered, `ALL{a, b?}` any order, `@x` an attribute (`@x?` optional).
 */
type Part =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'sequence'; readonly parts: readonly Part[] }
  | { readonly kind: 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: 0 | 1; readonly many: boolean }

export interface Model {
  readonly body: Part
  /** True for ALL{…}: any order, each at most once. */
  readonly anyOrder: boolean
  readonly names: ReadonlySet<string>
  /** Names that may not be absent; kept for ALL{…} and for lax order. */
  readonly required: readonly string[]
  readonly requiredAttributes: readonly string[]
  /** Sequences of names that conform, as they came before: callers send the same few forms again and again. */
  readonly conforming: Set<string>
}

/** Forms that one model remembers. */
const mostForms = 500

function tokens(text: string): string[] {
  return text.match(/@?[\w.]+|[(){}|,?*+=]/g) ?? []
}

/** Compiles one model. @throws Error if the table itself is wrong. */
export function compileModel(text: string): Model {
  const all = tokens(text)
  const requiredAttributes: string[] = []
  const names = new Set<string>()
  let at = 0
  const anyOrder = all[0] === 'ALL'
  if (anyOrder) {
    all.splice(0, 2)
    all.splice(all.lastIndexOf('}'), 1)
  }
  const suffixed = (part: Part): Part => {
    const mark = all[at]
    if (mark !== '?' && mark !== '*' && mark !== '+') return part
    at += 1
    return { kind: 'repeat', part, least: mark === '+' ? 1 : 0, many: mark !== '?' }
  }
  const atom = (): Part => {
    const token = all[at]
    at += 1
    if (token === '(') {
      const options = [sequence()]
      while (all[at] === '|') {
        at += 1
        options.push(sequence())
      }
      if (all[at] !== ')') throw new Error(`model: ) expected in ${text}`)
      at += 1
      return suffixed(options.length === 1 ? (options[0] as Part) : { kind: 'choice', parts: options })
    }
    if (token === undefined || !/^\w/.test(token)) throw new Error(`model: name expected in ${text}`)
    names.add(token)
    return suffixed({ kind: 'name', name: token })
  }
  const attribute = (): void => {
    const name = (all[at] ?? '').slice(1)
    at += 1
    if (all[at] !== '?') {
      requiredAttributes.push(name)
      return
    }
    at += 1
    if (all[at] === '=') at += 2
  }
  const sequence = (): Part => {
    const parts: Part[] = []
    for (;;) {
      if (all[at]?.startsWith('@') === true) attribute()
      else if (all[at] !== undefined && all[at] !== ')') parts.push(atom())
      if (all[at] !== ',') return { kind: 'sequence', parts }
      at += 1
    }
  }
  const body = sequence()
  const required =
    body.kind === 'sequence' ? body.parts.flatMap((part) => (part.kind === 'name' ? [part.name] : [])) : []
  return { body, anyOrder, names, required, requiredAttributes, conforming: new Set() }
}

interface Trace {
  furthest: number
  expected: Set<string>
}

function walk(part: Part, names: readonly string[], from: ReadonlySet<number>, trace: Trace): Set<number> {
  const reached = new Set<number>()
  if (part.kind === 'name') {
    for (const at of from) {
      if (names[at] === part.name) reached.add(at + 1)
      else if (at >= trace.furthest) {
        if (at > trace.furthest) trace.expected.clear()
        trace.furthest = at
        trace.expected.add(part.name)
      }
    }
    return reached
  }
  if (part.kind === 'choice') {
    for (const option of part.parts) for (const at of walk(option, names, from, trace)) reached.add(at)
    return reached
  }
  if (part.kind === 'sequence') {
    return part.parts.reduce((here, each) => walk(each, names, here, trace), new Set(from))
  }
  if (part.least === 0) for (const at of from) reached.add(at)
  let frontier = walk(part.part, names, from, trace)
  for (const at of frontier) reached.add(at)
  while (part.many && frontier.size > 0) {
    frontier = walk(part.part, names, frontier, trace)
    for (const at of frontier) {
      if (reached.has(at)) frontier.delete(at)
      else reached.add(at)
    }
  }
  return reached
}

function remember(model: Model, form: string | null): undefined {
  if (form !== null && model.conforming.size < mostForms) model.conforming.add(form)
}

/**
 * Holds the names of an element's children against its model.
 * @param lax true: only unknown and missing names are found, never a wrong order or repetition.
 * @returns what is wrong, in the words of a schema validator, or undefined.
 */
export function mismatch(
  model: Model,
  parent: string,
  names: readonly string[],
  lax: boolean,
): string | undefined {
  const form = lax ? null : names.join(' ')
  if (form !== null && model.conforming.has(form)) return undefined
  const unknown = names.find((name) => !model.names.has(name))
  if (unknown !== undefined) return `Element '${unknown}': This element is not expected in '${parent}'.`
  if (lax || model.anyOrder) {
    const missing = model.required.find((name) => !names.includes(name))
    if (missing !== undefined) return `Element '${parent}': Missing child element. Expected is '${missing}'.`
    const twice =
      model.anyOrder && !lax ? names.find((name, index) => names.indexOf(name) !== index) : undefined
    if (twice === undefined) return remember(model, form)
    return `Element '${twice}': This element may appear only once in '${parent}'.`
  }
  const trace: Trace = { furthest: 0, expected: new Set() }
  const ends = walk(model.body, names, new Set([0]), trace)
  if (ends.has(names.length)) return remember(model, form)
  const stuck = Math.max(trace.furthest, ...ends)
  const expected = trace.furthest === stuck ? [...trace.expected] : []
  const hint = expected.length === 0 ? '' : ` Expected is one of ( ${expected.join(', ')} ).`
  return names[stuck] === undefined
    ? `Element '${parent}': Missing child element(s).${hint}`
    : `Element '${names[stuck]}': This element is not expected.${hint}`
}
