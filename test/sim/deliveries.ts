import type { Element } from '@tieout/intacct/xml/element.ts'
import type { TreeAnswer } from '@tieout/intacct/transport/tree-transport.ts'
import type { HttpResponse } from '@tieout/intacct/seams/seams.ts'
import type { Simulator } from '@tieout/simulator/simulator.ts'
import type { Delivery } from '@tieout/simulator/weather/perform.ts'
import { expand } from '@tieout/simulator/xml/element.ts'
import type { Content } from '@tieout/simulator/xml/element.ts'
import type { XmlEvents } from '@tieout/intacct/xml/parse.ts'

type Headers = Readonly<Record<string, string>>

/** The connection ended without an answer: whether the request ran nobody can tell. */
export class ConnectionLost extends Error {}

/** What reaches a client that speaks trees. @throws ConnectionLost */
export function asTree(simulator: Simulator, delivery: Delivery, headers: Headers): TreeAnswer {
  switch (delivery.kind) {
    case 'lost':
      throw new ConnectionLost('the connection was cut')
    case 'answer':
      return {
        status: delivery.answer.status,
        headers,
        body: (events) => walk(delivery.answer.document, events),
      }
    case 'cut':
      return {
        status: delivery.answer.status,
        headers,
        body: cutOff(expand(delivery.answer.document), delivery.keep),
        end: { kind: 'cut', why: 'it broke off' },
      }
    case 'raw': {
      const read = delivery.body.startsWith('<?xml') ? simulator.read(delivery.body) : null
      const body = read === null || 'document' in read ? null : read
      const kind = body ? 'whole' : delivery.body === '' ? 'empty' : 'text'
      return { status: delivery.status, headers, body, end: { kind, start: delivery.body } }
    }
  }
}

const none = {}

/** The events of an answer, its tables without a tree in between. */
function walk(content: Content, events: XmlEvents): void {
  if ('table' in content) {
    for (const row of content.rows) {
      events.open(content.table, none)
      for (const column of content.columns) leaf(column.name, column.value(row), events)
      events.close(content.table)
    }
    return
  }
  events.open(content.name, content.attributes)
  if (content.text !== '') events.text(content.text)
  for (const child of content.children) walk(child, events)
  events.close(content.name)
}

function leaf(name: string, text: string, events: XmlEvents): void {
  events.open(name, none)
  if (text !== '') events.text(text)
  events.close(name)
}

/** The first results whole, the rest never came. */
function cutOff(answer: Element, keep: number): Element | null {
  if (keep < 0.3) return null
  return {
    ...answer,
    children: answer.children.map((child) => {
      if (child.name !== 'operation') return child
      const results = child.children.filter((item) => item.name === 'result')
      const kept = results.slice(0, Math.floor(results.length * keep))
      return { ...child, children: child.children.filter((item) => item.name !== 'result').concat(kept) }
    }),
  }
}

/** What reaches a client that speaks XML over HTTP. @throws ConnectionLost */
export function asBytes(simulator: Simulator, delivery: Delivery, headers: Headers): HttpResponse {
  if (delivery.kind === 'lost') throw new ConnectionLost('the connection was cut')
  if (delivery.kind === 'raw')
    return { status: delivery.status, headers, body: chunks(delivery.body, delivery.body.length) }
  const { status, body } = simulator.write(delivery.answer)
  const length = delivery.kind === 'cut' ? Math.floor(body.length * delivery.keep) : body.length
  return { status, headers, body: chunks(body, length) }
}

async function* chunks(text: string, length: number): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder()
  const half = Math.floor(length / 2)
  await Promise.resolve()
  yield bytes.encode(text.slice(0, half))
  yield bytes.encode(text.slice(half, length))
  if (length < text.length) throw new ConnectionLost('the answer broke off')
}
