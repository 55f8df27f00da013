import { globSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { parse } from './rule.ts'
import type { Source } from './rule.ts'

export const root = join(import.meta.dirname, '..', '..')

const patterns = [
  'packages/*/*.{json,md,ts,js,html}',
  'packages/*/{src,test,scripts}/**/*',
  '{test,bench,scripts,docs}/**/*',
  '.ci/*',
  '*.{json,md,ts,js,cjs}',
  'LICENSE',
]
const text = /\.(tsx?|jsx?|cjs|mjs|json|md|sql|css|html|ya?ml|sh)$|^\.ci\/\w+$|^LICENSE$/
const skipped = /(^|\/)(node_modules|dist|golden|test-results)(\/|$)/

/** Every text file of the repository that people write, parsed. */
export function readSources(): Source[] {
  return globSync(patterns, { cwd: root, exclude: (path) => skipped.test(path) })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => text.test(path) && !skipped.test(path))
    .sort()
    .map((path) => parse(path, readFileSync(join(root, path), 'utf8')))
}
