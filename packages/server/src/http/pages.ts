import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

const year = 31_536_000

/**
 * Serves the built pages: files with a hash in their name for a year, the page itself always fresh, and for every other address that
 * asks for a page.
 * @param folder packages/web/dist
 * @returns whether there is a build to serve
 */
export async function servePages(app: FastifyInstance, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'index.html'))) return false
  await app.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const hashed = path.includes('/assets/')
      void reply.header('cache-control', hashed ? `public, max-age=${year}, immutable` : 'no-cache')
    },
  })
  const page = await readFile(join(folder, 'index.html'), 'utf8')
  app.route({
    method: 'GET',
    url: '/*',
    schema: { hide: true },
    handler: (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const wantsPage = !path.startsWith('/api/') && !/\.\w+$/.test(path)
      if (!wantsPage) return reply.callNotFound()
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page)
    },
  })
  return true
}
