import type { Context } from '../commands/context.ts'
import type { Starters } from '../program.ts'
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
