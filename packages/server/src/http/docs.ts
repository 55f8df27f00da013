import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

/** The reference's page starts itself with a script in the page; nothing is loaded from elsewhere. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** `/api/docs`: the OpenAPI document to read and try. */
export async function mountDocs(app: FastifyInstance): Promise<void> {
  await app.register(async (docs) => {
    docs.addHook('onSend', (_request, reply, payload, done) => {
      void reply.header('content-security-policy', policy)
      done(null, payload)
    })
    await docs.register(scalar, {
      routePrefix: '/api/docs',
      configuration: { url: '/api/v1/openapi.json', withDefaultFonts: false, telemetry: false },
    })
  })
}
