import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

const tieout = join(import.meta.dirname, '..', '..', '..', 'packages', 'cli', 'src', 'tieout.ts')

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Command {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves with all that was printed so far once it holds the text; rejects when the command ends without. */
  readonly says: (text: string) => Promise<string>
}

/** Longer than any secret: what the end of one piece may hold of it. Characters. */
const mostOfASecret = 200

/** Looks for the secrets of an environment in what is printed, piece by piece; answers the names of those found so far. */
function secretsIn(env: Readonly<Record<string, string>>): (piece: string) => readonly string[] {
  const kept = Object.entries(env).filter(([name]) => /PASSWORD|MASTER_KEY/.test(name))
  const found = new Set<string>()
  let before = ''
  return (piece) => {
    const text = before + piece
    for (const [name, value] of kept) if (text.includes(value)) found.add(name)
    before = text.slice(-mostOfASecret)
    return [...found]
  }
}

/**
 * Starts `tieout` as a process of its own, in a folder and with nothing of our environment but PATH. Its end is an error when it has printed
 * a secret of its environment.
 */
export function startTieout(
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
): Command {
  const child = spawn(process.execPath, [tieout, ...args], {
    cwd: folder,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let err = ''
  const lookers = new Set<() => void>()
  const [printed, logged] = [secretsIn(env), secretsIn(env)]
  const hear = (chunk: Buffer, look: typeof printed): string => {
    queueMicrotask(() => lookers.forEach((looker) => looker()))
    look(chunk.toString())
    return chunk.toString()
  }
  child.stdout.on('data', (chunk: Buffer) => (out += hear(chunk, printed)))
  // A long-lived server's log is of interest only at its end.
  child.stderr.on('data', (chunk: Buffer) => (err = (err + hear(chunk, logged)).slice(-20_000)))
  const ended = once(child, 'close').then(([code]) => {
    const told = [...printed(''), ...logged('')]
    if (told.length > 0) throw new Error(`tieout ${args.join(' ')} printed ${told.join(', ')}`)
    return { code: code as number | null, out, err }
  })
  const says = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const said = out + err
        if (!said.includes(text)) return
        lookers.delete(look)
        resolve(said)
      }
      lookers.add(look)
      look()
      void ended.then(() => reject(new Error(`ended without saying "${text}":\n${out}\n${err}`)))
    })
  return { child, ended, says }
}

/** Ends it as asked, and waits for its end. */
export async function end(command: Command, signal: 'SIGTERM' | 'SIGKILL'): Promise<Ended> {
  if (command.child.exitCode === null && command.child.signalCode === null) command.child.kill(signal)
  return command.ended
}
