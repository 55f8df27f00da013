import { seeds, type CompanySeed } from '../books/seed.ts'
import { BusinessError, type Actor, type Row } from '../books/contract.ts'
import type { ActionName } from '../books/open.ts'
import type { OpenCompany, Simulator } from '../simulator.ts'
import { fairWeather, type Weather } from '../weather/weather.ts'
import type { Shell } from './gateway-route.ts'
import { ControlFault } from './fault.ts'
import { toBooksInput, toRow } from './json-input.ts'
import * as schemas from './schemas.ts'
import { changeCompanySettings, companySettings } from './settings-document.ts'

export interface ControlRequest {
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export interface ControlRoute {
  readonly method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  /** Below /_sim, with Fastify's `:name` for parts that vary. */
  readonly path: string
  readonly summary: string
  readonly body?: schemas.Schema
  readonly query?: Readonly<Record<string, string>>
  /** @throws ControlFault, BusinessError */
  readonly run: (shell: Shell, request: ControlRequest) => unknown
}

function companyFor(simulator: Simulator, id: string | undefined): OpenCompany {
  const company = simulator.companies.get(id ?? '')
  if (company !== undefined) return company
  const known = [...simulator.companies.keys()].join(', ')
  throw new ControlFault(404, 'no_company', `There is no company ${id ?? ''}. There are: ${known}.`)
}

/** Who acts: `?user=` and `?entity=`, by default the demo person "ui" at top level. */
function person(request: ControlRequest): Actor {
  return { userId: request.query.user ?? 'ui', entity: request.query.entity ?? null, source: 'ui' }
}

function objectFor(shell: Shell, request: ControlRequest): { company: OpenCompany; object: string } {
  const company = companyFor(shell.simulator, request.params.company)
  const object = (request.params.object ?? '').toUpperCase()
  if (company.books.definition(object) === undefined) {
    throw new ControlFault(
      404,
      'no_object',
      `There is no object ${object}. See GET /_sim/companies/${company.id}/objects.`,
    )
  }
  return { company, object }
}

function missing(object: string, recordNo: string): never {
  throw new ControlFault(404, 'no_record', `There is no ${object} with RECORDNO ${recordNo}.`)
}

const system: Actor = { userId: 'ui', entity: null, source: 'system' }
const reserved = new Set(['user', 'entity', 'raw', 'limit', 'after'])

function list(shell: Shell, request: ControlRequest): { rows: readonly Row[]; next: string | null } {
  const { company, object } = objectFor(shell, request)
  const limit = Number(request.query.limit ?? '1000')
  if (!Number.isInteger(limit) || limit < 1)
    throw new ControlFault(400, 'bad_limit', 'limit: a whole number from 1.')
  const wanted = Object.entries(request.query).filter(([name]) => !reserved.has(name))
  const after = request.query.after
  const access = {
    kind: 'range',
    field: 'RECORDNO',
    ...(after === undefined ? {} : { from: after }),
  } as const
  const rows: Row[] = []
  for (const row of company.books.find(object, access, system, true)) {
    if (row.RECORDNO === after || wanted.some(([name, value]) => (row[name] ?? '') !== value)) continue
    if (rows.length === limit) return { rows, next: rows.at(-1)?.RECORDNO ?? null }
    rows.push(row)
  }
  return { rows, next: null }
}

const byHand = {
  user: 'login of the person',
  entity: 'entity the person works in',
  raw: '1: no rules, stamps or audit',
}

function stats({ simulator, gate }: Shell): unknown {
  const counts = simulator.counts()
  const companies = [...simulator.companies.keys()].map((id) => [
    id,
    { units: counts.companies[id] ?? 0, ...gate.flight(id) },
  ])
  return {
    ...counts,
    ...gate.flight(),
    throttled: gate.throttled,
    companies: Object.fromEntries(companies) as unknown,
  }
}

function resetAll(shell: Shell, { body }: ControlRequest): unknown {
  const { simulator, station, gate } = shell
  const { company, seed, now } = body as { company?: string; seed?: string | number; now?: string }
  const planted: CompanySeed | undefined =
    typeof seed === 'string' ? (seeds as Readonly<Record<string, CompanySeed>>)[seed] : undefined
  if (typeof seed === 'string' && planted === undefined) {
    throw new ControlFault(
      404,
      'no_seed',
      `There is no seed ${seed}. There are: ${Object.keys(seeds).join(', ')}.`,
    )
  }
  const ids = company === undefined ? [...simulator.companies.keys()] : [companyFor(simulator, company).id]
  if (now !== undefined) simulator.setTime(Date.parse(now))
  for (const id of ids) simulator.reset(id, planted)
  if (company === undefined) station.clear()
  if (typeof seed === 'number') station.change({ ...station.weather, seed })
  simulator.resetCounts()
  gate.reset()
  return { companies: ids, now: new Date(simulator.now()).toISOString() }
}

/** Every operation of the control API. */
export const controlRoutes: readonly ControlRoute[] = [
  { method: 'GET', path: '/stats', summary: 'Requests, units, functions, in flight, throttled', run: stats },
  {
    method: 'DELETE',
    path: '/stats',
    summary: 'Starts counting anew',
    run(shell) {
      shell.simulator.resetCounts()
      shell.gate.reset()
      return stats(shell)
    },
  },
  { method: 'GET', path: '/weather', summary: 'The weather', run: ({ station }) => station.weather },
  {
    method: 'PUT',
    path: '/weather',
    summary: 'Replaces the weather; what is left out is fair',
    body: schemas.weather,
    run({ station }, { body }) {
      const wanted = body as Partial<Weather>
      station.change({ ...fairWeather, ...wanted, faults: { ...fairWeather.faults, ...wanted.faults } })
      return station.weather
    },
  },
  {
    method: 'POST',
    path: '/reset',
    summary: 'Plants the seed again; sessions, control ids and counts start anew',
    body: schemas.reset,
    run: resetAll,
  },
  {
    method: 'GET',
    path: '/companies',
    summary: 'The companies and the simulated time',
    run: ({ simulator }) => ({
      now: new Date(simulator.now()).toISOString(),
      companies: [...simulator.companies.keys()],
    }),
  },
  {
    method: 'GET',
    path: '/companies/:company/objects',
    summary: 'The objects of a company',
    run: ({ simulator }, { params }) =>
      companyFor(simulator, params.company)
        .books.definitions()
        .map(({ name, label }) => ({ name, label })),
  },
  {
    method: 'GET',
    path: '/companies/:company/objects/:object',
    summary: 'Rows by RECORDNO; any field in the query string filters by equality',
    query: {
      limit: 'at most so many, 1000 by default',
      after: 'RECORDNO of the last row of the page before',
    },
    run: list,
  },
  {
    method: 'POST',
    path: '/companies/:company/objects/:object',
    summary: 'Enters a record by hand',
    body: schemas.fields,
    query: byHand,
    run(shell, request) {
      const { company, object } = objectFor(shell, request)
      if (request.query.raw === '1') return company.books.raw(object).put(toRow(request.body))
      return company.books.create(object, toBooksInput(request.body), person(request))
    },
  },
  {
    method: 'GET',
    path: '/companies/:company/objects/:object/:recordNo',
    summary: 'One row',
    run(shell, request) {
      const { company, object } = objectFor(shell, request)
      const recordNo = request.params.recordNo ?? ''
      return company.books.get(object, recordNo, system) ?? missing(object, recordNo)
    },
  },
  {
    method: 'PATCH',
    path: '/companies/:company/objects/:object/:recordNo',
    summary: 'Edits a record by hand',
    body: schemas.fields,
    query: byHand,
    run(shell, request) {
      const { company, object } = objectFor(shell, request)
      const recordNo = request.params.recordNo ?? ''
      if (request.query.raw === '1') {
        return company.books.raw(object).patch(recordNo, toRow(request.body)) ?? missing(object, recordNo)
      }
      return company.books.update(
        object,
        { ...toBooksInput(request.body), RECORDNO: recordNo },
        person(request),
      )
    },
  },
  {
    method: 'DELETE',
    path: '/companies/:company/objects/:object/:recordNo',
    summary: 'Deletes a record by hand',
    query: byHand,
    run(shell, request) {
      const { company, object } = objectFor(shell, request)
      const recordNo = request.params.recordNo ?? ''
      if (request.query.raw !== '1') company.books.remove(object, recordNo, person(request))
      else if (!company.books.raw(object).delete(recordNo)) missing(object, recordNo)
      return { deleted: recordNo }
    },
  },
  {
    method: 'POST',
    path: '/companies/:company/actions/:action',
    summary: 'pay, apply, reverse, approve, decline, closePeriod, openPeriod or convert, by hand',
    body: schemas.fields,
    query: { user: byHand.user, entity: byHand.entity },
    run({ simulator }, request) {
      const { books } = companyFor(simulator, request.params.company)
      const name = request.params.action ?? ''
      if (!Object.hasOwn(books.actions, name)) {
        const known = Object.keys(books.actions).join(', ')
        throw new ControlFault(404, 'no_action', `There is no action ${name}. There are: ${known}.`)
      }
      return books.actions[name as ActionName](toBooksInput(request.body), person(request)) ?? {}
    },
  },
  {
    method: 'GET',
    path: '/companies/:company/settings',
    summary: 'Every switch of a company; passwords are left out',
    run: ({ simulator }, { params }) => companySettings(companyFor(simulator, params.company)),
  },
  {
    method: 'PUT',
    path: '/companies/:company/settings',
    summary: 'Changes the switches named; the others stay',
    body: schemas.settings,
    run({ simulator }, { params, body }) {
      const company = companyFor(simulator, params.company)
      changeCompanySettings(company, body)
      return companySettings(company)
    },
  },
]

/** What went wrong, as the control API tells it. */
export function faultOf(
  error: unknown,
): { status: number; code: string; message: string; details?: unknown } | undefined {
  if (error instanceof ControlFault) {
    const { status, code, message, details } = error
    return { status, code, message, ...(details === undefined ? {} : { details }) }
  }
  if (!(error instanceof BusinessError)) return undefined
  return { status: 422, code: 'refused', message: error.message, details: error.entries }
}
