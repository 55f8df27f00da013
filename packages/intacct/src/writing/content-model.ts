/** One place in a content model: an element, or a choice between sequences of places. */
export type Particle =
  | { readonly kind: 'element'; readonly name: string; readonly min: 0 | 1; readonly many: boolean }
  | {
      readonly kind: 'choice'
      readonly options: readonly (readonly Particle[])[]
      readonly min: 0 | 1
      readonly many: boolean
    }
  | {
      readonly kind: 'sequence'
      readonly of: readonly Particle[]
      readonly min: 0 | 1
      readonly many: boolean
    }

export interface ContentModel {
  readonly particles: readonly Particle[]
  /** Attribute names; true when one must be given. */
  readonly attributes: ReadonlyMap<string, boolean>
}

interface Reader {
  readonly tokens: readonly string[]
  at: number
}

const TOKEN = /[A-Za-z_][\w]*|[(),|?*+]/g

function repetition(reader: Reader): { min: 0 | 1; many: boolean } {
  const sign = reader.tokens[reader.at]
  if (sign !== '?' && sign !== '*' && sign !== '+') return { min: 1, many: false }
  reader.at += 1
  return { min: sign === '+' ? 1 : 0, many: sign !== '?' }
}

function sequence(reader: Reader): Particle[] {
  const found: Particle[] = []
  for (;;) {
    const token = reader.tokens[reader.at]
    if (token === undefined) return found
    reader.at += 1
    if (token === '(') {
      const options = [sequence(reader)]
      while (reader.tokens[reader.at] === '|') {
        reader.at += 1
        options.push(sequence(reader))
      }
      if (reader.tokens[reader.at] !== ')') throw new SyntaxError(`no ")" at ${String(reader.at)}`)
      reader.at += 1
      const [only] = options
      const times = repetition(reader)
      found.push(
        options.length === 1 && only !== undefined
          ? { kind: 'sequence', of: only, ...times }
          : { kind: 'choice', options, ...times },
      )
    } else found.push({ kind: 'element', name: token, ...repetition(reader) })
    if (reader.tokens[reader.at] !== ',') return found
    reader.at += 1
  }
}

/**
 * Reads a model in the notation of the public schema's transcript: `a?` optional, `a*` `a+` repeated, `(a | b)` choice,
 * comma for order, `@x` a required attribute, `@x?` an optional one.
 * @throws SyntaxError for a model that is not in that notation.
 */
export function contentModel(notation: string): ContentModel {
  const attributes = new Map<string, boolean>()
  const elements = notation.replace(
    /,?\s*@(\w+)(\?)?(?:=\w+)?/g,
    (_whole, name: string, optional: string | undefined) => {
      attributes.set(name, optional === undefined)
      return ''
    },
  )
  const reader: Reader = { tokens: elements.match(TOKEN) ?? [], at: 0 }
  const particles = sequence(reader)
  if (reader.at < reader.tokens.length)
    throw new SyntaxError(`cannot read "${notation}" at token ${String(reader.at)}`)
  return { particles, attributes }
}

/** Names of a particle list, in order. */
export function namesOf(particles: readonly Particle[]): string[] {
  return particles.flatMap((particle) =>
    particle.kind === 'element'
      ? [particle.name]
      : particle.kind === 'choice'
        ? particle.options.flatMap((option) => namesOf(option))
        : namesOf(particle.of),
  )
}
