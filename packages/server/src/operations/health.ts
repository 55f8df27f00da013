import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { Data } from '../data.ts'
import { ApiError } from '../errors.ts'
import type { Metrics } from './metrics.ts'

interface Parts {
  readonly data: Data
  readonly stopping: () => boolean
  readonly metrics: () => Metrics
  /** Whether figures may be read by this caller. */
  readonly mayRead: (address: string, authorization: string | undefined) => boolean
}

/** For whoever runs the installation. `/healthz`: the process answers. `/readyz`: it can work. */
export function mountHealth(app: FastifyInstance, { data, stopping, metrics, mayRead }: Parts): void {
  app.get('/healthz', { schema: { hide: true } }, () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async () => {
    if (stopping()) throw new ApiError('busy', 'Tieout is stopping.')
    try {
      await sql`select 1`.execute(data.system)
    } catch (cause) {
      app.log.warn({ err: cause }, 'not ready')
      throw new ApiError('store_unreachable', 'The database did not answer.')
    }
    return { status: 'ready' }
  })
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    if (!mayRead(request.ip, request.headers.authorization)) {
      throw new ApiError('not_signed_in', 'Figures are given to this machine, or with the metrics token.')
    }
    return reply.type(metrics().contentType).send(await metrics().text())
  })
}
