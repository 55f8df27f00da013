import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { servePages } from '../src/http/pages.ts'

const app = fastify()
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tieout-pages-'))
  expect(await servePages(app, folder)).toBe(false)
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<title>Tieout</title>')
  await writeFile(join(folder, 'assets', 'index-1a.js'), 'export {}')
  expect(await servePages(app, folder)).toBe(true)
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true, force: true })
})

const get = (url: string) => app.inject({ method: 'GET', url })

describe('the built pages', () => {
  it('are one page at every address that is no file, always fresh', async () => {
    for (const url of ['/', '/c/northwind/records/invoice/INV-1?status=error']) {
      const { body, headers } = await get(url)
      expect(body).toBe('<title>Tieout</title>')
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
      })
    }
  })

  it('keep files with a hash in their name for a year', async () => {
    const { headers } = await get('/assets/index-1a.js')
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  it('know no other files, and nothing outside their folder', async () => {
    for (const url of ['/assets/index-2b.js', '/assets/../../secret.key', '/api/v1/nothing']) {
      expect((await get(url)).statusCode).toBe(404)
    }
  })

  it('stay whole for those who use them while they are built anew', async () => {
    await rm(join(folder, 'assets'), { recursive: true })
    await writeFile(join(folder, 'index.html'), 'half')
    expect((await get('/')).body).toBe('<title>Tieout</title>')
    expect((await get('/assets/index-1a.js')).body).toBe('export {}')
  })
})
