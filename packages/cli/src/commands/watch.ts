import { Failure } from '../failure.ts'
import type { OutputOptions } from '../output.ts'
import type { Context } from './context.ts'

export interface WatchOptions extends OutputOptions {
  readonly watch?: true | string
}

/** Between two looks, unless told. Seconds. */
const usualSeconds = 5

/**
 * Does the work once, or with --watch again and again until the command is ended: what has changed is printed, with --json on one line.
 * Tieout not answering for a while ends no watch.
 */
export async function watched(
  context: Context,
  options: WatchOptions,
  work: (context: Context) => Promise<number>,
): Promise<number> {
  if (options.watch === undefined) return work(context)
  const seconds = options.watch === true ? usualSeconds : Number(options.watch)
  if (!Number.isInteger(seconds) || seconds < 1)
    throw new Failure('usage', `--watch is "${String(options.watch)}".`, 'Give whole seconds, such as 5.')
  const { terminal, clock } = context
  let last = ''
  const out = (text: string): void => {
    if (text === last) return
    last = text
    terminal.out(options.json === true ? JSON.stringify(JSON.parse(text)) : text)
  }
  const watching: Context = { ...context, terminal: { ...terminal, out } }
  for (let looks = 0; ; looks += 1) {
    try {
      await work(watching)
    } catch (error) {
      if (!(error instanceof Failure) || looks === 0) throw error
      terminal.say(error.message)
    }
    await clock.sleep(seconds * 1_000)
  }
}
