import { startSimulator } from '@tieout/simulator/run.ts'
import { Failure, exitCodes } from '../failure.ts'
import { untilStopped } from '../system/signals.ts'
import type { Terminal } from '../terminal.ts'
import { portOf } from './options.ts'

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
    throw portTaken(error, port, '--port') ?? error
  })
  terminal.say(
    `Intacct simulator: ${running.url}/ia/xml/xmlgw.phtml\nControl API:       ${running.url}/_sim/openapi.json`,
  )
  await untilStopped()
  await running.close()
  return exitCodes.done
}

/** The failure to say when a port is in use; undefined when the error is another one. */
export function portTaken(error: unknown, port: number, option: string): Failure | undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) return undefined
  return new Failure(
    'refused',
    `Port ${port} is in use.`,
    `Another Tieout may be running; stop it, or choose another port with ${option}.`,
    'port_in_use',
  )
}
