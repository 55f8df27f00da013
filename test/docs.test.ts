import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorsPage } from '../scripts/errors-page.ts'
import { figuresPart, withFigures } from '../scripts/figures-part.ts'
import type { Figures } from '../scripts/figures-part.ts'

test('docs/errors.md lists every error and cause as the programs have them; "npm run docs" writes it', () => {
  expect(readFileSync(join(import.meta.dirname, '..', 'docs', 'errors.md'), 'utf8')).toBe(errorsPage())
})

test('docs/promises.md tells the figures that runs have left, and no others; "npm run figures" writes them', () => {
  const read = (name: string): string => readFileSync(join(import.meta.dirname, '..', 'docs', name), 'utf8')
  const page = read('promises.md')
  expect(withFigures(page, figuresPart(JSON.parse(read('figures.json')) as Figures))).toBe(page)
})
