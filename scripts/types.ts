/** Type-checks every package and the root folders; prints each failing project and exits 1 if any fails. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const projects = [
  ...readdirSync('packages').map((name) => `packages/${name}`),
  '.',
].filter((path) => existsSync(`${path}/tsconfig.json`))

let failed = 0
for (const project of projects) {
  const result = spawnSync('tsc', ['-p', project], { stdio: 'inherit' })
  if (result.status !== 0) failed += 1
}
process.exitCode = failed === 0 ? 0 : 1
