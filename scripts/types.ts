/** Type-checks every package and the root folders, two at a time; prints each failing project and exits 1 if any fails. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'

const projects = [...readdirSync('packages').map((name) => `packages/${name}`), '.'].filter((path) =>
  existsSync(`${path}/tsconfig.json`),
)

function check(project: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('tsc', ['-p', project, '--pretty', 'false'], {
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('error', (error) => {
      console.error(`${project}: ${error.message}`)
      resolve(false)
    })
    child.on('close', (code) => {
      if (code !== 0) console.error(`${project}: types do not hold`)
      resolve(code === 0)
    })
  })
}

const results: boolean[] = []
const queue = [...projects]
async function lane(): Promise<void> {
  for (let project = queue.shift(); project !== undefined; project = queue.shift()) {
    results.push(await check(project))
  }
}
await Promise.all([lane(), lane()])
process.exitCode = results.every(Boolean) ? 0 : 1
