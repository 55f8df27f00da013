import { SaxesParser } from 'saxes'

/** Receives a document piece by piece. A handler that throws ends the reading. */
export interface XmlEvents {
  open(name: string, attributes: Readonly<Record<string, string>>): void
  /** Text between two tags, whole; not called for nothing. */
  text(text: string): void
  close(name: string): void
}

export interface XmlCaps {
  /** Elements inside each other. */
  readonly maxDepth: number
  /** Characters of the whole document. */
  readonly maxSize: number
}

export interface PushParser {
  write(chunk: string): void
  /** Ends the document. @throws XmlUnreadable when something is still open. */
  end(): void
}

/** The document is not well-formed, holds a DOCTYPE, or is beyond the caps. */
export class XmlUnreadable extends Error {
  override readonly name = 'XmlUnreadable'
}

export const DEFAULT_CAPS: XmlCaps = { maxDepth: 40, maxSize: 128 * 1024 * 1024 }

const DECLARATION_START = '<?xml'
const LONGEST_DECLARATION = 1024

/**
 * A push parser over saxes that refuses every DOCTYPE, depth and size beyond the caps.
 * Several roots are accepted (the gateway sends such bodies now and then); which of them counts is the reader's affair.
 */
export function pushParser(events: XmlEvents, caps: XmlCaps = DEFAULT_CAPS): PushParser {
  // Fragment mode is what accepts several roots; it knows no XML declaration, so that is cut off here.
  const parser = new SaxesParser({ fragment: true, position: false, xmlns: false } as const)
  let depth = 0
  let size = 0
  let prologue: string | null = ''
  let wrong: XmlUnreadable | null = null

  parser.on('doctype', () => {
    throw new XmlUnreadable('the document holds a DOCTYPE')
  })
  parser.on('opentag', (tag) => {
    depth += 1
    if (depth > caps.maxDepth)
      throw new XmlUnreadable(`more than ${caps.maxDepth} elements inside each other`)
    events.open(tag.name, tag.attributes)
  })
  parser.on('closetag', (tag) => {
    depth -= 1
    events.close(tag.name)
  })
  parser.on('text', (text) => events.text(text))
  parser.on('cdata', (text) => events.text(text))

  function guarded(step: () => void): void {
    if (wrong !== null) throw wrong
    try {
      step()
    } catch (error) {
      wrong =
        error instanceof XmlUnreadable
          ? error
          : new XmlUnreadable(error instanceof Error ? error.message : String(error))
      throw wrong
    }
  }

  /** What may be given to the parser of the very first characters: nothing until the declaration is seen whole. */
  function withoutDeclaration(chunk: string): string {
    if (prologue === null) return chunk
    const seen = (prologue + chunk).replace(/^\uFEFF?\s*/, '')
    const couldBe = DECLARATION_START.startsWith(seen.slice(0, DECLARATION_START.length))
    if (!couldBe) {
      prologue = null
      return seen
    }
    const end = seen.indexOf('?>')
    if (seen.length >= DECLARATION_START.length && end >= 0) {
      prologue = null
      return seen.slice(end + 2)
    }
    if (seen.length > LONGEST_DECLARATION) throw new XmlUnreadable('the XML declaration does not end')
    prologue = seen
    return ''
  }

  return {
    write(chunk) {
      guarded(() => {
        size += chunk.length
        if (size > caps.maxSize) throw new XmlUnreadable(`more than ${caps.maxSize} characters`)
        const rest = withoutDeclaration(chunk)
        if (rest !== '') parser.write(rest)
      })
    },
    end() {
      guarded(() => {
        if (prologue !== null && prologue !== '')
          throw new XmlUnreadable('the document ends in its first characters')
        parser.close()
      })
    },
  }
}
