import { seedDemo, seedVendors } from './books/demo.ts'
import { seeded } from './gateway/rng.ts'
import { Gate } from './http/gate.ts'
import { makeServer } from './http/server.ts'
import { systemClock, systemTimers, type Clock, type Timers } from './seams/system.ts'
import { createSimulator, demoCompanies, type CompanyOptions, type Simulator } from './simulator.ts'
import { keepIn } from './keep.ts'
import { Station } from './weather/station.ts'

export interface RunOptions {
  /** 4401 by default; 0 takes a free one. */
  readonly port?: number
  /** 127.0.0.1 by default. */
  readonly host?: string
  readonly clock?: Clock
  readonly timers?: Timers
  /** Folder to keep the companies in; in memory only by default. */
  readonly keep?: string
  /**
   * What DEMO and MEGA get beside their set-up, unless a kept folder was loaded: vendors, or customers, invoices and payments, too.
   * Nothing by default.
   */
  readonly demo?: boolean | 'vendors'
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

/** Starts a simulator that listens. @throws when the port is taken or the kept companies cannot be loaded. */
export async function startSimulator(options: RunOptions = {}): Promise<Running> {
  const clock = options.clock ?? systemClock
  const timers = options.timers ?? systemTimers
  const simulator = createSimulator({
    clock,
    random: seeded(options.seed ?? 1),
    companies: options.companies ?? demoCompanies(),
  })
  const station = new Station(simulator)
  const keeper = options.keep === undefined ? undefined : await keepIn(options.keep, simulator, timers)
  const demo = options.demo ?? false
  if (demo !== false && keeper?.loaded !== true) {
    const today = new Date(simulator.now()).toISOString().slice(0, 10)
    for (const id of ['DEMO', 'MEGA']) {
      const company = simulator.companies.get(id)
      if (company === undefined) continue
      if (demo === 'vendors') seedVendors(company.books)
      else seedDemo(company.books, today)
    }
    keeper?.touch()
  }
  const changed = (): void => keeper?.touch()
  const server = makeServer({ simulator, station, gate: new Gate(timers), timers, changed })
  const url = await server.listen({ port: options.port ?? 4401, host: options.host ?? '127.0.0.1' })
  const close = async (): Promise<void> => {
    await server.close()
    await keeper?.close()
  }
  return { url, simulator, station, close }
}
