import type { Starters } from '../program.ts'
import type { Terminal } from '../terminal.ts'
import type { SimulatorFlags } from './simulator.ts'

/** The commands that start something. What they start is loaded only then: the other commands stay quick. */
export function starters(terminal: Terminal): Starters {
  return (program, run) => {
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
          return runSimulator(terminal, flags)
        }),
      )
  }
}
