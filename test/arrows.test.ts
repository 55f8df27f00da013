import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'tieout-arrows-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Planted {
  readonly rule: string
  readonly from: string
  readonly imports: string
}

/** One forbidden import for each rule, and one allowed import for each arrow. */
const forbidden: readonly Planted[] = [
  { rule: 'web-imports-only-client', from: 'packages/web/src/a.ts', imports: '@tieout/server/x.ts' },
  {
    rule: 'cli-imports-only-client-server-store-simulator',
    from: 'packages/cli/src/a.ts',
    imports: '@tieout/engine/x.ts',
  },
  {
    rule: 'server-imports-only-engine-store-intacct',
    from: 'packages/server/src/a.ts',
    imports: '@tieout/simulator/x.ts',
  },
  { rule: 'store-imports-only-engine', from: 'packages/store/src/a.ts', imports: '@tieout/intacct/x.ts' },
  { rule: 'store-sees-ports-and-core-only', from: 'packages/store/src/b.ts', imports: '@tieout/engine/x.ts' },
  { rule: 'engine-imports-only-itself', from: 'packages/engine/src/a.ts', imports: '@tieout/store/x.ts' },
  {
    rule: 'intacct-imports-only-itself',
    from: 'packages/intacct/src/a.ts',
    imports: '@tieout/simulator/x.ts',
  },
  { rule: 'client-imports-only-itself', from: 'packages/client/src/a.ts', imports: '@tieout/engine/x.ts' },
  {
    rule: 'simulator-imports-only-itself',
    from: 'packages/simulator/src/a.ts',
    imports: '@tieout/intacct/x.ts',
  },
  { rule: 'core-is-pure', from: 'packages/engine/src/core/a.ts', imports: 'node:fs' },
  { rule: 'core-stands-alone', from: 'packages/engine/src/core/b.ts', imports: '../x.ts' },
  { rule: 'engine-has-no-input-or-output', from: 'packages/engine/src/b.ts', imports: 'node:net' },
  { rule: 'no-cycles', from: 'packages/engine/src/c.ts', imports: './d.ts' },
  { rule: 'nothing-unresolved', from: 'packages/server/src/c.ts', imports: './nowhere.ts' },
]
const allowed: readonly Omit<Planted, 'rule'>[] = [
  { from: 'packages/web/src/ok.ts', imports: '@tieout/client/x.ts' },
  { from: 'packages/server/src/ok.ts', imports: '@tieout/engine/core/x.ts' },
  { from: 'packages/store/src/ok.ts', imports: '@tieout/engine/ports.ts' },
  { from: 'packages/engine/src/core/ok.ts', imports: 'node:crypto' },
  { from: 'packages/cli/src/ok.ts', imports: '@tieout/simulator/x.ts' },
]

function plant(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function cruise(): { source: string; rule: string }[] {
  const names = ['web', 'cli', 'server', 'store', 'engine', 'intacct', 'client', 'simulator']
  mkdirSync(join(folder, 'node_modules/@tieout'), { recursive: true })
  for (const name of names) {
    plant(`packages/${name}/src/x.ts`, 'export const x = 1\n')
    plant(
      `packages/${name}/package.json`,
      JSON.stringify({ name: `@tieout/${name}`, exports: { './*': './src/*' } }),
    )
    symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@tieout', name))
  }
  plant('packages/engine/src/core/x.ts', 'export const x = 1\n')
  plant('packages/engine/src/ports.ts', 'export const x = 1\n')
  plant('packages/engine/src/d.ts', "import './c.ts'\n")
  plant('tsconfig.base.json', '{}')
  for (const item of [...forbidden, ...allowed]) plant(item.from, `import '${item.imports}'\n`)
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'packages',
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 1e8 },
  )
  const report = JSON.parse(run.stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] }
  }
  return report.summary.violations.map((item) => ({ source: item.from, rule: item.rule.name }))
}

const violations = cruise()

test.each(forbidden)('$from may not import $imports', ({ rule, from }) => {
  expect(violations).toContainEqual({ source: from, rule })
})

test.each(allowed)('$from may import $imports', ({ from }) => {
  expect(violations.filter((item) => item.source === from)).toEqual([])
})
