/** Which test carries which feature: ids in square brackets in a test's title, or in the title of the group around it. */

export interface Feature {
  readonly id: string
  readonly section: string
  readonly feature: string
}

export interface Carried {
  readonly id: string
  /** The test's own sentence, without ids. */
  readonly title: string
  /** Path from the repository's root. */
  readonly file: string
}

const idPattern = /\[(\d{1,2}\.\d{1,2})\]/g

/** @param titles the test's title and those of the groups around it, outermost first */
export function carriedBy(titles: readonly string[], file: string): readonly Carried[] {
  const own = titles.at(-1) ?? ''
  const ids = new Set(
    titles.flatMap((title) => [...title.matchAll(idPattern)].map((match) => match[1] ?? '')),
  )
  return [...ids].map((id) => ({
    id,
    title: own.replaceAll(idPattern, '').replaceAll(/\s+/g, ' ').trim(),
    file,
  }))
}

/** Reads `id,section,feature,…` with double quotes around fields that hold commas or quotes. The first row is the heading. */
export function featuresOf(csv: string): readonly Feature[] {
  return csv
    .split('\n')
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [id = '', section = '', feature = ''] = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(
        (match) => unquoted(match[1] ?? ''),
      )
      return { id, section, feature }
    })
}

function unquoted(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field
}

/** How many tests of one feature are named; the rest are counted. */
const named = 4

/** docs/features.md. A feature that no passing test carries is listed with a dash: it may exist, it is not proven. */
export function featuresPage(features: readonly Feature[], carried: readonly Carried[]): string {
  const tests = new Map<string, Carried[]>()
  for (const item of carried) tests.set(item.id, [...(tests.get(item.id) ?? []), item])
  const proven = features.filter((feature) => tests.has(feature.id)).length
  const lines = [
    '# Features and the tests that carry them',
    '',
    'Written by `npm run features` after a passing `npm test`; not edited by hand. A dash: no passing test carries the feature.',
    '',
    `${proven} of ${features.length} features are carried by a passing test.`,
  ]
  let section = ''
  for (const feature of features) {
    if (feature.section !== section) {
      section = feature.section
      const own = features.filter((item) => item.section === section)
      const held = own.filter((item) => tests.has(item.id)).length
      lines.push('', `## ${section} (${held} of ${own.length})`, '', '| | feature | tests |', '|---|---|---|')
    }
    lines.push(`| ${feature.id} | ${cell(feature.feature)} | ${testsCell(tests.get(feature.id) ?? [])} |`)
  }
  return `${lines.join('\n')}\n`
}

function testsCell(tests: readonly Carried[]): string {
  if (tests.length === 0) return '–'
  const shown = tests
    .toSorted((a, b) => (a.file + a.title < b.file + b.title ? -1 : 1))
    .slice(0, named)
    .map((test) => `${cell(test.title)} (\`${test.file}\`)`)
  if (tests.length > named) shown.push(`${tests.length - named} more`)
  return shown.join('<br>')
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;')
}
