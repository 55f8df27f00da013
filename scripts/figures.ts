/** `npm run figures`: takes what the last tests have left in test-results/figures and writes it into docs/figures.json and docs/promises.md. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { figuresPart, picked, withFigures } from './figures-part.ts'
import type { Figures, Measured } from './figures-part.ts'

const left = 'test-results/figures'
const kept = 'docs/figures.json'
const page = 'docs/promises.md'

const known = JSON.parse(readFileSync(kept, 'utf8')) as Figures
const fresh = existsSync(left)
  ? readdirSync(left).map((name) => JSON.parse(readFileSync(join(left, name), 'utf8')) as Measured)
  : []
const all = { ...known, ...picked(fresh) }
const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(kept, `${JSON.stringify(sorted, null, 2)}\n`)
writeFileSync(page, withFigures(readFileSync(page, 'utf8'), figuresPart(sorted)))
