import Fastify, { type FastifyInstance } from 'fastify'
import { addControl } from './control.ts'
import { gatewayHandler, type Shell } from './gateway-route.ts'

/** Longest request body, in bytes: an attachment or a hundred invoices fit many times over. */
const bodyLimit = 64 * 1024 * 1024

/** The HTTP shell of a simulator: the XML gateway's address and the control API. Not listening yet. */
export function makeServer(shell: Shell): FastifyInstance {
  const server = Fastify({
    bodyLimit,
    logger: false,
    forceCloseConnections: true,
    ajv: {
      customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false, allErrors: true },
    },
  })
  server.register((scope, _options, done) => {
    // Older clients send `x-intacct-xml-request`, which is no media type; the gateway never looks at it.
    scope.addHook('onRequest', (request, _reply, next) => {
      request.raw.headers['content-type'] = 'application/xml'
      next()
    })
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, ready) => ready(null, body))
    const handler = gatewayHandler(shell)
    for (const path of ['/ia/xml/xmlgw.phtml', '/:cluster/ia/xml/xmlgw.phtml']) scope.post(path, handler)
    done()
  })
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  server.all('/ia/api/*', (_request, reply) =>
    reply.code(400).send({
      'ia::result': {
        'ia::error': {
          code: 'GW-0014',
          message: 'Invalid content type: this is not the address of the XML gateway.',
        },
      },
    }),
  )
  addControl(server, shell)
  return server
}
