import type { FastifyInstance } from 'fastify'
import { ApiError } from '../errors.ts'

interface KnownRoute {
  readonly methods: readonly string[]
  readonly pattern: RegExp
}

/** `/connections/:connection/sync` → a pattern that takes any one segment for `:connection`. */
function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')))
  return new RegExp(`^${parts.join('/')}/?$`)
}

/** Remembers every route with fixed segments, so that a wrong method can be told from a wrong address. */
export function rememberRoutes(app: FastifyInstance): (method: string, url: string) => ApiError {
  const known: KnownRoute[] = []
  app.addHook('onRoute', (route) => {
    if (route.url.includes('*')) return
    known.push({ methods: [route.method].flat(), pattern: patternOf(route.url) })
  })
  return (method, url) => {
    const path = url.split('?')[0] ?? ''
    const allowed = [
      ...new Set(known.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods)),
    ]
    if (allowed.length === 0) {
      return new ApiError('no_such_address', `There is nothing at ${path}.`)
    }
    return new ApiError('method_not_allowed', {
      detail: `${path} takes ${allowed.join(', ')}, not ${method}.`,
      headers: { allow: allowed.join(', ') },
    })
  }
}
