import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import type { FastifyInstance } from 'fastify'

const year = 31_536_000

/** What a build is made of; anything else is sent as plain bytes. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

interface BuiltFile {
  readonly body: Buffer
  readonly type: string
  readonly cache: string
}

/**
 * Serves the built pages: files with a hash in their name for a year, the page itself always fresh, and for every other address that
 * asks for a page. All are read once, so that a later build in the same folder cannot pull them out from under who is using them.
 * @param folder packages/web/dist
 * @returns whether there is a build to serve
 */
export async function servePages(app: FastifyInstance, folder: string): Promise<boolean> {
  if (!existsSync(join(folder, 'index.html'))) return false
  const files = await readBuild(folder)
  const page = files.get('/index.html')
  app.route({
    method: 'GET',
    url: '/*',
    schema: { hide: true },
    handler: (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const wantsPage = !path.startsWith('/api/') && !/\.\w+$/.test(path)
      const file = wantsPage ? page : files.get(path)
      if (!file) return reply.callNotFound()
      return reply.type(file.type).header('cache-control', file.cache).send(file.body)
    },
  })
  return true
}

/** Every file of a build by its path in the address. */
async function readBuild(folder: string): Promise<ReadonlyMap<string, BuiltFile>> {
  const files = new Map<string, BuiltFile>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const file = join(entry.parentPath, entry.name)
    const path = file.slice(folder.length).replaceAll(sep, '/')
    const cache = path.startsWith('/assets/') ? `public, max-age=${String(year)}, immutable` : 'no-cache'
    const type = types[extname(entry.name)] ?? 'application/octet-stream'
    files.set(path.startsWith('/') ? path : `/${path}`, { body: await readFile(file), type, cache })
  }
  return files
}
