import type { FastifyInstance } from 'fastify'

/** Mantine sets style attributes while it runs, hence 'unsafe-inline' for styles alone; no script but our own files ever runs. */
const pagesPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'content-security-policy': pagesPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
} as const

/** On every answer. Answers of the API are never kept by a cache, unless the route said otherwise. */
export function securityHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    void reply.headers(headers)
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store')
    done()
  })
}
