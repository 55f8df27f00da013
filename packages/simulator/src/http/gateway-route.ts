import type { FastifyReply, FastifyRequest } from 'fastify'
import { promisify } from 'node:util'
import { gzip as gzipCallback } from 'node:zlib'
import type { Timers } from '../seams/system.ts'
import { throttledXml, xmlHeaders, type Simulator } from '../simulator.ts'
import { perform, type Performed } from '../weather/perform.ts'
import { functionNames, type Station } from '../weather/station.ts'
import type { Element } from '../xml/element.ts'
import { isRead } from '../gateway/kinds.ts'
import type { Ticket } from '../gateway/arrival.ts'
import type { Gate } from './gate.ts'

const gzip = promisify(gzipCallback)

/** Smaller answers are not worth compressing. */
const gzipFrom = 1024

export interface Shell {
  readonly simulator: Simulator
  readonly station: Station
  readonly gate: Gate
  readonly timers: Timers
  /** Told after everything that may have changed a company. */
  readonly changed: () => void
}

function pause(timers: Timers, ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => void timers.after(ms, resolve))
}

async function sendBody(request: FastifyRequest, reply: FastifyReply, body: string): Promise<FastifyReply> {
  const accepts = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '')
  if (!accepts || body.length < gzipFrom) return reply.send(body)
  return reply.header('content-encoding', 'gzip').send(await gzip(body, { level: 1 }))
}

/** Breaks off in the middle of the body: the promised length never comes. */
function sendCut(reply: FastifyReply, status: number, body: string, keep: number): void {
  const bytes = Buffer.from(body)
  reply.hijack()
  reply.raw.writeHead(status, { ...xmlHeaders, 'content-length': String(bytes.length) })
  reply.raw.write(bytes.subarray(0, Math.floor(bytes.length * keep)), () => reply.raw.destroy())
}

async function deliver(
  shell: Shell,
  performed: Performed,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { delivery } = performed
  if (delivery.kind === 'lost') {
    reply.hijack()
    reply.raw.destroy()
    return undefined
  }
  if (delivery.kind === 'raw')
    return reply.code(delivery.status).type(delivery.contentType).send(delivery.body)
  const written = shell.simulator.write(delivery.answer)
  if (delivery.kind === 'cut') {
    sendCut(reply, written.status, written.body, delivery.keep)
    return undefined
  }
  return sendBody(request, reply.code(written.status).headers(written.headers), written.body)
}

/** One request through arrival, queue, latency, the gateway and the way back. It runs even if its client has gone meanwhile. */
async function serve(
  shell: Shell,
  tree: Element,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const { simulator, station, gate, timers } = shell
  const endpoint = `${request.protocol}://${request.host}${request.url.split('?')[0] ?? ''}`
  const plan = station.plan(tree)
  const ticket = simulator.arrive(tree)
  const { concurrency, queueMs, throttleStatus } = station.weather
  const lane = ticket.companyId ?? ''
  const leave = plan.throttle ? undefined : await gate.enter(lane, concurrency, queueMs)
  if (leave === undefined) {
    if (plan.throttle) gate.throttled += 1
    ticket.leave()
    return reply.code(throttleStatus).headers(xmlHeaders).send(throttledXml())
  }
  let late: Performed['late']
  try {
    await pause(timers, plan.latencyMs)
    const performed = perform(simulator, plan, tree, { endpoint, arrival: ticket.arrival })
    late = performed.late
    await pause(timers, plan.latencyPerRowMs * performed.rows)
    return await deliver(shell, performed, request, reply)
  } finally {
    leave()
    // The control ids of a late commit stay in flight until it has run.
    if (late === undefined) ticket.leave()
    else timers.after(late.afterMs, lateCommit(shell, late, ticket))
    if (functionNames(tree).some((name) => !isRead(name))) shell.changed()
  }
}

function lateCommit(shell: Shell, late: NonNullable<Performed['late']>, ticket: Ticket): () => void {
  return () => {
    late.commit()
    ticket.leave()
    shell.changed()
  }
}

/** The handler of the XML gateway's address. */
export function gatewayHandler(shell: Shell) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const text = typeof request.body === 'string' ? request.body : ''
    const tree = shell.simulator.read(text)
    if (!('document' in tree)) return serve(shell, tree, request, reply)
    const written = shell.simulator.write(tree)
    return sendBody(request, reply.code(written.status).headers(written.headers), written.body)
  }
}
