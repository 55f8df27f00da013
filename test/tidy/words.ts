import type { Rule } from './rule.ts'

const patterns: readonly (readonly [RegExp, string])[] = [
  [
    /(?<![\w.:/~-])\/(home|Users|work|mnt|root)\/[\w.-]+/,
    'a path of one machine: make it relative to the repository, or take it from a setting',
  ],
  [/\b[A-Z]:\\\\?(Users|work)\\/i, 'a path of one machine: make it relative to the repository'],
  [
    /\bregistry\.[a-z][a-z.-]+\.[a-z]{2,}\b/,
    'the host of a package registry: leave it to the machine’s own settings',
  ],
]

const machines: Rule = {
  name: 'nothing names a machine',
  about: (path) =>
    /\.(tsx?|js|cjs|mjs|json|md|sql|css|html|yml|yaml|sh)$|^\.ci\/|^LICENSE$/.test(path) &&
    !path.startsWith('test/tidy/') &&
    path !== 'package-lock.json',
  find: (source) =>
    source.text
      .split('\n')
      .flatMap((line, index) =>
        patterns.flatMap(([pattern, message]) => (pattern.test(line) ? [{ line: index + 1, message }] : [])),
      ),
  bad: [
    { path: 'docs/a.md', text: 'See `/home/kim/tieout/a.ts`.' },
    { path: 'packages/web/src/a.ts', text: "const file = '/Users/kim/a.csv'" },
    { path: '.ci/run', text: 'npm ci --registry http://registry.example.org' },
  ],
  good: [
    { path: 'docs/a.md', text: 'See `../shared/data` and https://example.org/home/a and /homes.' },
    { path: 'packages/web/src/a.ts', text: "const url = '/users/a'" },
  ],
}

/** Links of a page to files of this repository. The caller says which files there are. */
export function brokenLinks(
  path: string,
  text: string,
  exists: (path: string) => boolean,
): { line: number; message: string }[] {
  const folder = path.split('/').slice(0, -1)
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap((match) => {
    const target = (match[1] ?? '').split('#')[0] ?? ''
    if (target === '' || /^[a-z]+:/.test(target)) return []
    const parts = [...folder]
    for (const part of target.split('/')) {
      if (part === '..') parts.pop()
      else if (part !== '.' && part !== '') parts.push(part)
    }
    if (exists(parts.join('/'))) return []
    const line = text.slice(0, match.index).split('\n').length
    return [{ line, message: `link to ${target}, which is not there` }]
  })
}

export const wordRules = [machines]
