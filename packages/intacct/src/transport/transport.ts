import type { Element } from '../xml/element.ts'
import type { XmlEvents } from '../xml/parse.ts'

export interface TransportOptions {
  readonly url: string
  /** Milliseconds until the answer must be complete; after that its outcome is unknown. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** The caller's last check (fence, not-after), right before the first byte is written. Throws to hold the request back. */
  readonly beforeSend?: (() => void) | undefined
}

/** How an answer's body came to its end. */
export interface BodyEnd {
  /** whole: well-formed to the end · cut: it broke off or lost its form part-way · text: it never was XML · empty. */
  readonly kind: 'whole' | 'cut' | 'text' | 'empty'
  readonly why: string
  /** The first characters as they came, for evidence and for texts of the edge (never more than 2,000). */
  readonly start: string
}

export interface ResponseReader {
  readonly status: number
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  /** Streams the body into the handler. Never rejects: a broken body is a way to end. May be called once. */
  read(events: XmlEvents): Promise<BodyEnd>
}

/**
 * Carries a request to a gateway. Everything above it is the same for bytes and for trees.
 * Rejects with NotSent when the request certainly never left; every other rejection leaves the outcome open.
 */
export interface Transport {
  call(request: Element, options: TransportOptions): Promise<ResponseReader>
  /** Gives up what the transport holds open. */
  close?(): Promise<void>
}
