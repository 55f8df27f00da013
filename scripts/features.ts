/** `npm run features`: writes docs/features.md from the tests that passed in the last whole `npm test`. Needs the list of features beside the repository. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { featuresOf, featuresPage } from './features-page.ts'
import type { Carried } from './features-page.ts'

const list = '../shared/features.csv'
const carried = 'test-results/carried.json'

for (const [file, cure] of [
  [list, 'The list of features is not beside the repository.'],
  [carried, 'Run npm test first: it must pass whole.'],
] as const) {
  if (existsSync(file)) continue
  console.error(`${file} is missing. ${cure}`)
  process.exit(1)
}
const tests = JSON.parse(readFileSync(carried, 'utf8')) as readonly Carried[]
writeFileSync('docs/features.md', featuresPage(featuresOf(readFileSync(list, 'utf8')), tests))
