import Fastify from 'fastify'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { serializerCompiler } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ApiError } from '../errors.ts'
import { answerFailures, sendProblem } from './failures.ts'
import { describeApi } from './openapi.ts'
import type { Operation } from './operation.ts'
import { securityHeaders } from './security-headers.ts'
import { rememberRoutes } from './unknown-address.ts'
import { readZodError } from './zod-errors.ts'

/** Bytes of a body, unless an operation says otherwise; the bulk address counts for itself. */
export const bodyLimit = 1_048_576

export interface AppParts {
  readonly operations: readonly Operation[]
  readonly version: string
  readonly logger: FastifyBaseLogger
  /** Id of a request, quoted in problems as `ref`. */
  readonly newRef: () => string
  /** Hooks and routes besides the operations: sign-in, pages, health. */
  readonly extend: (app: FastifyInstance) => Promise<void> | void
  /** Addresses that a trusted proxy may speak from; false: none. */
  readonly trustProxy?: boolean | string
}

/** The HTTP application, not yet listening. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: parts.logger,
    genReqId: parts.newRef,
    bodyLimit,
    trustProxy: parts.trustProxy ?? false,
    // Every request is in the figures; failures are logged where they are answered.
    logController: new Fastify.LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 500 },
  })
  app.decorateRequest('caller', null)
  app.decorateRequest('person', null)
  app.setValidatorCompiler(({ schema }) => (value: unknown) => {
    const result = (schema as z.ZodType).safeParse(value ?? {})
    return result.success ? { value: result.data } : { error: readZodError(result.error, value ?? {}) }
  })
  app.setSerializerCompiler(serializerCompiler)
  answerFailures(app)
  const unknown = rememberRoutes(app)
  securityHeaders(app)
  await describeApi(app, parts.version)
  await parts.extend(app)
  await app.register(
    (api, _options, done) => {
      for (const operation of parts.operations) operation.mount(api)
      api.get('/openapi.json', { schema: { hide: true } }, () => app.swagger())
      done()
    },
    { prefix: '/api/v1' },
  )
  app.setNotFoundHandler((request, reply) =>
    sendProblem(unknown(request.method, request.url), request, reply),
  )
  return app
}

/** Answers 503 to new requests while the process stops. */
export function refuseWhileStopping(app: FastifyInstance, stopping: () => boolean): void {
  app.addHook('onRequest', (_request, _reply, done) => {
    done(stopping() ? new ApiError('busy', 'Tieout is stopping.') : undefined)
  })
}
