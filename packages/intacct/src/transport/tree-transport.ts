import { NotSent } from '../seams/seams.ts'
import type { Element } from '../xml/element.ts'
import { walkTree } from '../xml/tree.ts'
import type { XmlEvents } from '../xml/parse.ts'
import type { BodyEnd, Transport } from './transport.ts'

/** What an in-process gateway answers. `end` may say that only a part of the body arrived. */
export interface TreeAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** A tree, or what gives its events without there being one. */
  readonly body: Element | ((events: XmlEvents) => void) | null
  readonly end?: Partial<BodyEnd>
}

export type TreeGateway = (request: Element, url: string, signal?: AbortSignal) => Promise<TreeAnswer>

/** Hands trees to a gateway in this process: no bytes, no sockets, no timers. For deterministic simulations. */
export function treeTransport(gateway: TreeGateway): Transport {
  return {
    async call(request, { url, signal, beforeSend }) {
      try {
        signal?.throwIfAborted()
        beforeSend?.()
      } catch (error) {
        throw new NotSent(error instanceof Error ? error.message : String(error), error)
      }
      const answer = await gateway(request, url, signal)
      return {
        status: answer.status ?? 200,
        headers: answer.headers ?? {},
        read: (events) => {
          const kind = answer.end?.kind ?? (answer.body === null ? 'empty' : 'whole')
          const ended: BodyEnd = { kind, why: answer.end?.why ?? '', start: answer.end?.start ?? '' }
          try {
            if (typeof answer.body === 'function') answer.body(events)
            else if (answer.body !== null) walkTree(answer.body, events)
            return Promise.resolve(ended)
          } catch (error) {
            return Promise.resolve({
              ...ended,
              kind: 'cut',
              why: error instanceof Error ? error.message : String(error),
            })
          }
        },
      }
    },
  }
}
