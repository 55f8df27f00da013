import type { Context } from '../commands/context.ts'
import type { Command } from 'commander'
import type { Starters } from '../program.ts'
import type { CopyFlags } from './backup.ts'
import type { ServeFlags } from './options.ts'
import type { SimulatorFlags } from './simulator.ts'

/** The commands that start something. What they start is loaded only then: the other commands stay quick. */
export function starters(context: Context): Starters {
  return (program, run) => {
    program
      .command('serve')
      .description('run Tieout on this machine')
      .option('--port <port>', 'port; 4400 when not given (TIEOUT_PORT)')
      .option('--sim-port <port>', 'port of the demo’s simulator; 4401 when not given (TIEOUT_SIM_PORT)')
      .option('--host <host>', 'address to listen on; 127.0.0.1 when not given (TIEOUT_HOST)')
      .option('--data <folder>', 'data folder; .tieout in the current folder when not given (TIEOUT_DATA)')
      .option('--demo', 'with a demo company and a simulator of Intacct')
      .option('--empty', 'without the demo, also when --demo is given')
      .option('--no-web', 'without the pages')
      .action((flags: ServeFlags) =>
        run(async () => {
          const { serve } = await import('./serve.ts')
          return serve(context, flags)
        }),
      )
    program
      .command('worker')
      .description('work for a Tieout whose database DATABASE_URL names')
      .action(() =>
        run(async () => {
          const { work } = await import('./serve.ts')
          return work(context)
        }),
      )
    copying(program.command('backup'))
      .description('write a copy of the whole installation to a file; it may be served meanwhile')
      .argument('<file>', 'a file that is not there yet')
      .action((file: string, flags: CopyFlags) =>
        run(async () => {
          const { backup } = await import('./backup.ts')
          return backup(context, file, flags)
        }),
      )
    copying(program.command('restore'))
      .description('put a backup into an empty data folder or database')
      .argument('<file>', 'a file that "tieout backup" wrote')
      .action((file: string, flags: CopyFlags) =>
        run(async () => {
          const { restore } = await import('./backup.ts')
          return restore(context, file, flags)
        }),
      )
    program
      .command('simulator')
      .description('run the Intacct simulator alone')
      .option('--port <port>', 'port; 4401 when not given (TIEOUT_SIM_PORT)')
      .option('--host <host>', 'address to listen on; 127.0.0.1 when not given')
      .option('--keep <folder>', 'keep the companies there; in memory only when not given')
      .option('--empty', 'without the demo companies')
      .action((flags: SimulatorFlags) =>
        run(async () => {
          const { runSimulator } = await import('./simulator.ts')
          return runSimulator(context.terminal, flags)
        }),
      )
  }
}

function copying(command: Command): Command {
  return command
    .option(
      '--data <folder>',
      'data folder; .tieout in the current folder when not given (TIEOUT_DATA). With DATABASE_URL: that database',
    )
    .option('--json', 'print JSON')
}
