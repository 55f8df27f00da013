import { startSimulator } from '@tieout/simulator/run.ts'
import { exitCodes } from '../failure.ts'
import { untilStopped } from '../system/signals.ts'
import type { Terminal } from '../terminal.ts'
import { portOf } from './options.ts'
import { explained } from './start-errors.ts'

export interface SimulatorFlags {
  readonly port?: string
  readonly host?: string
  readonly keep?: string
  readonly empty?: boolean
}

/** Runs an Intacct on this machine until it is told to stop. */
export async function runSimulator(terminal: Terminal, flags: SimulatorFlags): Promise<number> {
  const port = portOf(flags.port ?? terminal.env.TIEOUT_SIM_PORT ?? '4401', '--port or TIEOUT_SIM_PORT')
  const running = await startSimulator({
    port,
    demo: flags.empty !== true,
    ...(flags.host === undefined ? {} : { host: flags.host }),
    ...(flags.keep === undefined ? {} : { keep: flags.keep }),
  }).catch((error: unknown) => {
    throw explained(error, port, '--port')
  })
  terminal.say(
    `Intacct simulator: ${running.url}/ia/xml/xmlgw.phtml\nControl API:       ${running.url}/_sim/openapi.json`,
  )
  await untilStopped()
  await running.close()
  return exitCodes.done
}
