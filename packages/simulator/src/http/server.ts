import Fastify, { type FastifyInstance } from 'fastify'
import { gzip as gzipCallback } from 'node:zlib'
import { promisify } from 'node:util'
import type { Simulator } from '../simulator.ts'

const gzip = promisify(gzipCallback)

/** Longest request body, in bytes: an attachment or a hundred invoices fit many times over. */
const bodyLimit = 64 * 1024 * 1024

export interface ServerOptions {
  readonly simulator: Simulator
}

/** The HTTP shell of a simulator: the XML gateway's one address. Not listening yet. */
export function makeServer(options: ServerOptions): FastifyInstance {
  const server = Fastify({ bodyLimit, logger: false })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  for (const path of ['/ia/xml/xmlgw.phtml', '/:cluster/ia/xml/xmlgw.phtml']) {
    server.post(path, async (request, reply) => {
      const endpoint = `${request.protocol}://${request.host}${request.url.split('?')[0] ?? ''}`
      const answer = options.simulator.handleXml(typeof request.body === 'string' ? request.body : '', { endpoint })
      reply.code(answer.status).headers(answer.headers)
      if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '') || answer.body.length < 1024) {
        return reply.send(answer.body)
      }
      return reply.header('content-encoding', 'gzip').send(await gzip(answer.body, { level: 1 }))
    })
  }
  return server
}
