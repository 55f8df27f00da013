import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { machine } from './seams/machine.ts'

const here = fileURLToPath(new URL('.', import.meta.url))

/** Runs a script of this folder to its end and returns the JSON of its last line. */
export async function measured<Result>(script: string, args: readonly string[]): Promise<Result> {
  const child = spawn(process.execPath, ['--expose-gc', here + script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let last = ''
  for await (const line of createInterface({ input: child.stdout })) last = line
  const code = await new Promise<number | null>((resolve) => {
    if (child.exitCode !== null) resolve(child.exitCode)
    else child.once('exit', resolve)
  })
  if (code !== 0 || last === '') throw new Error(`${script} ended with ${String(code)}`)
  return JSON.parse(last) as Result
}

export interface SimulatorChild {
  readonly url: string
  weather(settings: Record<string, unknown>): Promise<void>
  stats(): Promise<{ readonly requests: number; readonly units: number }>
  close(): Promise<void>
}

/** A simulator in a process of its own, with so many invoices in company EMPTY. */
export async function simulatorChild(invoices: number): Promise<SimulatorChild> {
  const child = spawn(process.execPath, [`${here}simulator-child.ts`, String(invoices)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })
  const { url } = await new Promise<{ url: string }>((resolve, reject) => {
    lines.once('line', (line) => resolve(JSON.parse(line) as { url: string }))
    child.once('exit', (code) => reject(new Error(`the simulator ended with ${String(code)}`)))
  })
  return {
    url,
    async weather(settings) {
      const answer = await machine.fetch(`${url}/_sim/weather`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(settings),
      })
      if (!answer.ok) throw new Error(await answer.text())
    },
    async stats() {
      const answer = await machine.fetch(`${url}/_sim/stats`)
      return (await answer.json()) as { requests: number; units: number }
    },
    close: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve())
        child.stdin.end()
      }),
  }
}
