import type { Context } from '../../src/commands/context.ts'
import { runProgram } from '../../src/program.ts'
import { systemHttp } from '../../src/system/http.ts'
import type { Terminal } from '../../src/terminal.ts'

export interface Ran {
  readonly exitCode: number
  readonly out: string
  readonly said: string
}

export interface Person {
  readonly confirm?: boolean
  readonly choose?: string
}

/** Runs a command line as a person (or, without one, a script) would, over real HTTP. */
export async function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  person?: Person,
): Promise<Ran> {
  const out: string[] = []
  const said: string[] = []
  const terminal: Terminal = {
    env,
    interactive: person !== undefined,
    out: (text) => void out.push(text),
    say: (text) => void said.push(text),
    confirm: (question) => {
      said.push(question)
      return Promise.resolve(person?.confirm)
    },
    choose: (question) => {
      said.push(question)
      return Promise.resolve(person?.choose)
    },
    secret: () => Promise.resolve(undefined),
    progress: () => ({ at: () => undefined, end: () => undefined }),
  }
  const context: Context = {
    terminal,
    http: systemHttp,
    clock: { sleep: () => Promise.resolve(), today: () => '2026-03-28' },
    ids: { uuid: () => '33333333-3333-4333-8333-333333333333' },
  }
  const exitCode = await runProgram(args, context)
  return { exitCode, out: out.join('\n'), said: said.join('\n') }
}
