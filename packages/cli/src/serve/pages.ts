import { spawn } from 'node:child_process'
import { readdir, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const web = join(import.meta.dirname, '..', '..', '..', 'web')
/** What the pages are made of; newer than the built ones means to build again. */
const sources = [
  join(web, 'src'),
  join(web, 'public'),
  join(web, 'index.html'),
  join(web, 'vite.config.ts'),
  join(web, 'package.json'),
  join(web, '..', 'client', 'src'),
]

export type Pages =
  | { readonly folder: string; readonly missing: null }
  /** There are none to serve, and why. */
  | { readonly folder: null; readonly missing: string }

/** The folder of the built pages. Builds them first when they are not there or older than their sources, which takes seconds. */
export async function findPages(say: (text: string) => void): Promise<Pages> {
  const folder = join(web, 'dist')
  const built = await changedAt(join(folder, 'index.html'))
  const changed = Math.max(...(await Promise.all(sources.map(changedAt))))
  if (built > 0 && built >= changed) return { folder, missing: null }
  say(built > 0 ? 'The pages have changed; building them.' : 'Building the pages, once.')
  const failure = await build()
  if (failure === undefined) return { folder, missing: null }
  if (built > 0) say(`The pages could not be built (${failure}); serving the ones of before.`)
  return built > 0 ? { folder, missing: null } : { folder: null, missing: failure }
}

/** Latest change of a file, or of any file under a folder, in epoch milliseconds; 0 when there is none. */
async function changedAt(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return 0
  if (!found.isDirectory()) return found.mtimeMs
  const inside = await Promise.all((await readdir(path)).map((name) => changedAt(join(path, name))))
  return Math.max(0, ...inside)
}

/** Builds; gives what went wrong, if anything. */
function build(): Promise<string | undefined> {
  let program: string
  try {
    program = join(
      dirname(createRequire(join(web, 'package.json')).resolve('vite/package.json')),
      'bin',
      'vite.js',
    )
  } catch {
    return Promise.resolve('vite is not installed; run "npm ci"')
  }
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, 'build', '--logLevel', 'error'], {
      cwd: web,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code) =>
      resolve(code === 0 ? undefined : said.trim() || `vite ended with ${code ?? 'a signal'}`),
    )
  })
}
