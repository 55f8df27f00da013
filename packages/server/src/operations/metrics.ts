import { readMetrics } from '@tieout/store/views/metrics.ts'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { FastifyInstance } from 'fastify'
import type { Data } from '../data.ts'
import { monthOf } from '../http/present/connection.ts'
import type { Live } from '../live/live.ts'
import type { ServerSeams } from '../system/seams.ts'

/** Figures out of the tables, by their name there. Ages in seconds. */
const gauges: Readonly<Record<string, { readonly name: string; readonly help: string }>> = {
  intents_open: { name: 'tieout_intents_open', help: 'Writes meant for Intacct that are not settled' },
  intents_open_age: { name: 'tieout_intents_open_oldest_seconds', help: 'Age of the oldest of them' },
  intents_unknown: {
    name: 'tieout_intents_unknown',
    help: 'Writes whose outcome is unknown and is looked for',
  },
  intents_unknown_age: { name: 'tieout_intents_unknown_oldest_seconds', help: 'Age of the oldest of them' },
  links_dirty: { name: 'tieout_links_dirty', help: 'Records that wait to be looked at' },
  watermark_age: {
    name: 'tieout_watermark_oldest_seconds',
    help: 'Time since the stalest stream was read to its end',
  },
  units_month: { name: 'tieout_units_month', help: 'API units spent this month' },
  slots_used: { name: 'tieout_slots_used', help: 'Calls to Intacct under way' },
}

export interface Metrics {
  text(): Promise<string>
  readonly contentType: string
  close(): void
}

/** @param data read at each scrape */
export function openMetrics(
  app: FastifyInstance,
  data: Data,
  live: Live,
  seams: Pick<ServerSeams, 'clock'>,
): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const set = new Map(
    Object.entries(gauges).map(([key, { name, help }]) => [
      key,
      new Gauge({ name, help, registers: [registry] }),
    ]),
  )
  const connections = new Gauge({
    name: 'tieout_connections',
    help: 'Connections by state',
    labelNames: ['state'],
    registers: [registry],
  })
  const listeners = new Gauge({
    name: 'tieout_live_listeners',
    help: 'Open live pages',
    registers: [registry],
  })
  const http = new Histogram({
    name: 'tieout_http_request_seconds',
    help: 'Answers by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  app.addHook('onResponse', (request, reply, done) => {
    const operation = request.routeOptions.config.operation ?? 'other'
    http.observe({ operation, status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    done()
  })
  const refresh = async () => {
    const now = seams.clock.now()
    connections.reset()
    for (const [name, value] of await readMetrics(data.system, now, monthOf(now))) {
      const [, state] = /^connections_(.+)$/.exec(name) ?? []
      if (state !== undefined) connections.set({ state }, value)
      else set.get(name)?.set(value)
    }
    listeners.set(live.listeners())
  }
  return {
    contentType: registry.contentType,
    async text() {
      await refresh()
      return registry.metrics()
    },
    close: () => registry.clear(),
  }
}
