import type { FastifyError, FastifyInstance } from 'fastify'
import { controlRoutes, faultOf } from './control-routes.ts'
import { ControlFault } from './fault.ts'
import type { Shell } from './gateway-route.ts'
import { openApi } from './openapi.ts'

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

function parseJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ControlFault(400, 'bad_json', 'The body is not JSON.')
  }
}

function validationMessage(error: FastifyError): string {
  return (error.validation ?? [])
    .map((finding) => {
      const params = finding.params as { additionalProperty?: unknown; allowedValues?: unknown }
      const extra = params.additionalProperty ?? params.allowedValues
      const path = finding.instancePath.slice(1).replaceAll('/', '.')
      return `${path === '' ? 'body' : path}: ${finding.message ?? 'invalid'}${extra === undefined ? '' : ` (${JSON.stringify(extra)})`}`
    })
    .join('; ')
}

/** Adds the control API under /_sim. It answers only to callers on this machine, in JSON. */
export function addControl(server: FastifyInstance, shell: Shell): void {
  server.register(
    (scope, _options, done) => {
      scope.removeAllContentTypeParsers()
      scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, ready) => {
        try {
          ready(null, parseJson(body as string))
        } catch (error) {
          ready(error as Error)
        }
      })
      scope.addHook('onRequest', (request, _reply, next) => {
        if (loopback.test(request.ip)) next()
        else
          next(new ControlFault(403, 'not_local', 'The control API answers only to callers on this machine.'))
      })
      scope.setErrorHandler<FastifyError>((error, _request, reply) => {
        const fault = faultOf(error)
        if (fault !== undefined) {
          const { status, ...rest } = fault
          return reply.code(status).send({ error: rest })
        }
        if (error.validation !== undefined) {
          return reply.code(400).send({ error: { code: 'bad_request', message: validationMessage(error) } })
        }
        return reply.code(error.statusCode ?? 500).send({ error: { code: 'failed', message: error.message } })
      })
      scope.setNotFoundHandler((request, reply) =>
        reply.code(404).send({
          error: {
            code: 'no_route',
            message: `There is no ${request.method} ${request.url}. See /_sim/openapi.json.`,
          },
        }),
      )
      scope.get('/openapi.json', () => openApi(controlRoutes))
      for (const route of controlRoutes) {
        scope.route({
          method: route.method,
          url: route.path,
          ...(route.body === undefined ? {} : { schema: { body: route.body } }),
          handler: (request, reply) => {
            const params = request.params as Record<string, string>
            const query = request.query as Record<string, string>
            const body = (request.body ?? {}) as Record<string, unknown>
            const result = route.run(shell, { params, query, body })
            if (route.method !== 'GET') shell.changed()
            return reply.send(result)
          },
        })
      }
      done()
    },
    { prefix: '/_sim' },
  )
}
