import { errorsOf } from '../errors/gateway-error.ts'
import type { GatewayError } from '../errors/gateway-error.ts'
import { childOf, textOf } from '../xml/element.ts'
import type { Element } from '../xml/element.ts'
import type { XmlEvents } from '../xml/parse.ts'
import { TreeBuilder } from '../xml/tree.ts'
import { decoderFor } from './data.ts'
import type { DataDecoder, DataPayload, Decode } from './data.ts'

/** One complete <result>. */
export interface RawResult {
  /** success, failure, aborted; '' when it was missing. */
  readonly status: string
  readonly functionName: string
  readonly controlId: string
  /** <key> of legacy writes. */
  readonly key: string | null
  /** <listtype> of get_list, with start, end and total. */
  readonly listType: Element | null
  readonly data: DataPayload | null
  readonly errors: readonly GatewayError[]
}

/** Which decoder a function's data wants, by its control id; by its place when the answer names none. */
export type DecodeChoice = (controlId: string, place: number) => Decode

type Sink = (captured: Element) => void

/**
 * Takes an answer apart while it streams in. Only whole <result>s count; data goes straight into rows.
 * Names are matched without case. What is not a <response> (an HTML page) is passed over and remembered.
 */
export class ResponseEvents implements XmlEvents {
  control: Element | null = null
  authentication: Element | null = null
  acknowledged = false
  /** Errors beside control (control level) and beside authentication (authentication level). */
  readonly controlErrors: GatewayError[] = []
  readonly operationErrors: GatewayError[] = []
  readonly results: RawResult[] = []
  /** Name of a root that is no response, such as html. */
  foreignRoot: string | null = null

  readonly #choose: DecodeChoice
  /** Names from the root to here, lower case, joined by slashes; '' above the root. */
  #path = ''
  #capture: { builder: TreeBuilder; depth: number; sink: Sink } | null = null
  #data: { decoder: DataDecoder; depth: number; attributes: Readonly<Record<string, string>> } | null = null
  #parts: Element[] = []
  #payload: DataPayload | null = null

  constructor(choose: DecodeChoice) {
    this.#choose = choose
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#data !== null) {
      this.#data.depth += 1
      this.#data.decoder.open(name, attributes)
      return
    }
    if (this.#capture !== null) {
      this.#capture.depth += 1
      this.#capture.builder.open(name, attributes)
      return
    }
    const own = name.toLowerCase()
    const path = this.#path === '' ? own : `${this.#path}/${own}`
    const step = STEPS[path]
    if (step === 'descend') {
      this.#path = path
      if (path === RESULT) {
        this.#parts = []
        this.#payload = null
      }
      return
    }
    if (step === 'data') {
      const controlId = this.#parts.find((part) => part.name.toLowerCase() === 'controlid')?.text.trim() ?? ''
      const decode = this.#choose(controlId, this.results.length)
      this.#data = { decoder: decoderFor[decode](), depth: 0, attributes: { ...attributes } }
      return
    }
    if (this.#path === '') this.foreignRoot = name
    this.#capture = { builder: new TreeBuilder(), depth: 1, sink: this.#sinkFor(path) }
    this.#capture.builder.open(name, attributes)
  }

  text(text: string): void {
    if (this.#data !== null) this.#data.decoder.text(text)
    else if (this.#capture !== null) this.#capture.builder.text(text)
  }

  close(name: string): void {
    if (this.#data !== null) {
      if (this.#data.depth === 0) {
        this.#payload = this.#data.decoder.finish(this.#data.attributes)
        this.#data = null
        return
      }
      this.#data.depth -= 1
      this.#data.decoder.close(name)
      return
    }
    if (this.#capture !== null) {
      this.#capture.builder.close()
      this.#capture.depth -= 1
      if (this.#capture.depth > 0) return
      const { builder, sink } = this.#capture
      this.#capture = null
      const [captured] = builder.roots
      if (captured !== undefined) sink(captured)
      return
    }
    if (this.#path === RESULT) this.#endResult()
    this.#path = this.#path.slice(0, Math.max(0, this.#path.lastIndexOf('/')))
  }

  #sinkFor(path: string): Sink {
    switch (path) {
      case 'response/control':
        return (found) => (this.control = found)
      case 'response/acknowledgement':
        return () => (this.acknowledged = true)
      case 'response/errormessage':
        return (found) => this.controlErrors.push(...errorsOf(found))
      case 'response/operation/authentication':
        return (found) => (this.authentication = found)
      case 'response/operation/errormessage':
        return (found) => this.operationErrors.push(...errorsOf(found))
      default:
        return path.startsWith(`${RESULT}/`) ? (found) => this.#parts.push(found) : () => undefined
    }
  }

  #endResult(): void {
    const result: Element = { name: 'result', attributes: {}, text: '', children: this.#parts }
    const key = childOf(result, 'key')
    this.results.push({
      status: textOf(result, 'status').toLowerCase(),
      functionName: textOf(result, 'function'),
      controlId: textOf(result, 'controlid'),
      key: key === undefined ? null : key.text.trim(),
      listType: childOf(result, 'listtype') ?? null,
      data: this.#payload,
      errors: errorsOf(childOf(result, 'errormessage')),
    })
  }
}

const RESULT = 'response/operation/result'

const STEPS: Readonly<Record<string, 'descend' | 'data'>> = {
  response: 'descend',
  'response/operation': 'descend',
  [RESULT]: 'descend',
  [`${RESULT}/data`]: 'data',
}
