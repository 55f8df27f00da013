import { makeServer } from './http/server.ts'
import { seeded } from './gateway/rng.ts'
import { systemClock, type Clock } from './seams/system.ts'
import { createSimulator, type Simulator } from './simulator.ts'

export interface RunOptions {
  /** 4401 by default; 0 takes a free one. */
  readonly port?: number
  /** 127.0.0.1 by default. */
  readonly host?: string
  readonly clock?: Clock
  readonly seed?: number
}

export interface Running {
  /** `http://host:port` */
  readonly url: string
  readonly simulator: Simulator
  close(): Promise<void>
}

/** Starts a simulator that listens. @throws when the port is taken. */
export async function startSimulator(options: RunOptions = {}): Promise<Running> {
  const clock = options.clock ?? systemClock
  const simulator = createSimulator({ clock, random: seeded(options.seed ?? 1) })
  const server = makeServer({ simulator })
  const url = await server.listen({ port: options.port ?? 4401, host: options.host ?? '127.0.0.1' })
  return { url, simulator, close: () => server.close() }
}
