import * as prompts from '@clack/prompts'
import cliProgress from 'cli-progress'
import type { Terminal } from '../terminal.ts'

/** The terminal that started this process. */
export const systemTerminal: Terminal = {
  env: process.env,
  interactive: process.stdin.isTTY && process.stderr.isTTY,
  out: (text) => process.stdout.write(`${text}\n`),
  say: (text) => process.stderr.write(`${text}\n`),
  confirm: async (message) => {
    const answer = await prompts.confirm({ message, initialValue: false, output: process.stderr })
    return prompts.isCancel(answer) ? undefined : answer
  },
  choose: async (message, choices) => {
    const options = choices.map((item) => ({ ...item }))
    const answer = await prompts.select({ message, options, output: process.stderr })
    return prompts.isCancel(answer) ? undefined : answer
  },
  secret: async (message) => {
    const answer = await prompts.password({ message, output: process.stderr })
    return prompts.isCancel(answer) ? undefined : answer
  },
  progress: (total) => {
    if (!process.stderr.isTTY) return { at: () => undefined, end: () => undefined }
    const bar = new cliProgress.SingleBar({
      format: ' {bar} {percentage}%  {text}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      hideCursor: true,
      stream: process.stderr,
    })
    bar.start(Math.max(total, 1), 0, { text: '' })
    return {
      at: (done, text) => bar.update(done, { text }),
      end: () => bar.stop(),
    }
  },
}
