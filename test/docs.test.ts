import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorsPage } from '../scripts/errors-page.ts'
import { carriedBy, featuresOf, featuresPage } from '../scripts/features-page.ts'
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

test('a feature is carried by the tests whose title, or whose group, names its id, and by no other', () => {
  const list =
    'id,section,feature,required_by,note\n1.1,First,"Shown, once",X,\n1.2,First,Kept,X,\n2.1,Second,Told,X,\n'
  const carried = [
    ...carriedBy(['customers [1.1]', 'arrive once [2.1]'], 'a.test.ts'),
    ...carriedBy(['nothing', 'is told of 1.2'], 'b.test.ts'),
  ]
  const page = featuresPage(featuresOf(list), carried)
  expect(page).toContain('2 of 3 features are carried by a passing test.')
  expect(page).toContain('| 1.1 | Shown, once | arrive once (`a.test.ts`) |')
  expect(page).toContain('| 1.2 | Kept | – |')
  expect(page).toContain('## Second (1 of 1)')
})
