import { seeded } from './gateway/rng.ts'
import { Gate } from './http/gate.ts'
import { makeServer } from './http/server.ts'
import { systemClock, systemTimers, type Clock, type Timers } from './seams/system.ts'
import { createSimulator, type CompanyOptions, type Simulator } from './simulator.ts'
import { Station } from './weather/station.ts'

export interface RunOptions {
  /** 4401 by default; 0 takes a free one. */
  readonly port?: number
  /** 127.0.0.1 by default. */
  readonly host?: string
  readonly clock?: Clock
  readonly timers?: Timers
  /** Companies other than the demo ones. */
  readonly companies?: readonly CompanyOptions[]
  /** Session ids and undefined orders follow from it; 1 by default. */
  readonly seed?: number
}

export interface Running {
  /** `http://host:port` */
  readonly url: string
  readonly simulator: Simulator
  readonly station: Station
  close(): Promise<void>
}

/** Starts a simulator that listens. @throws when the port is taken. */
export async function startSimulator(options: RunOptions = {}): Promise<Running> {
  const clock = options.clock ?? systemClock
  const timers = options.timers ?? systemTimers
  const simulator = createSimulator({
    clock,
    random: seeded(options.seed ?? 1),
    ...(options.companies === undefined ? {} : { companies: options.companies }),
  })
  const station = new Station(simulator)
  const server = makeServer({ simulator, station, gate: new Gate(timers), timers })
  const url = await server.listen({ port: options.port ?? 4401, host: options.host ?? '127.0.0.1' })
  return { url, simulator, station, close: () => server.close() }
}
