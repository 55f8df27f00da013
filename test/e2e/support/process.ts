import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'

const tieout = join(import.meta.dirname, '..', '..', '..', 'packages', 'cli', 'src', 'tieout.ts')

export interface Running {
  /** Resolves with the first group of the pattern in what it prints; rejects when it ends without. */
  prints(pattern: RegExp): Promise<string>
  /** Ends it as asked, and waits for its end. */
  end(): Promise<void>
}

/** Starts `tieout` as a process of its own; all that it prints goes into a file too. */
export function runTieout(
  args: readonly string[],
  log: string,
  env: Readonly<Record<string, string>>,
): Running {
  const child: ChildProcess = spawn(process.execPath, [tieout, ...args], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const file = createWriteStream(log)
  let said = ''
  const lookers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      file.write(chunk)
      said += chunk.toString()
      lookers.forEach((look) => look())
    })
  }
  const ended = once(child, 'close')
  return {
    prints: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(said)?.[1]
          if (found === undefined) return
          lookers.delete(look)
          resolve(found)
        }
        lookers.add(look)
        look()
        void ended.then(() => reject(new Error(`ended without printing ${String(pattern)}:\n${said}`)))
      }),
    async end() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
      await ended
      file.end()
    },
  }
}
