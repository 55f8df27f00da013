import type { Books } from './books/contract.ts'
import { openBooks, type BooksControl } from './books/open.ts'
import type { CompanySeed } from './books/seed.ts'
import { seeds } from './books/seed.ts'
import type { CompanySettings } from './books/settings.ts'
import { arrivalOf, type Ticket } from './gateway/arrival.ts'
import { makeCompany, type Company } from './gateway/company.ts'
import { errors } from './gateway/errors.ts'
import { answerRequest, unreadable, type Answer, type Gateway, type Meta } from './gateway/gateway.ts'
import type { Random } from './gateway/rng.ts'
import { versioned, type Versioned } from './gateway/versioned.ts'
import { Sessions } from './gateway/sessions.ts'
import { defaultSettings, defaultUser, type GatewaySettings } from './gateway/settings.ts'
import { branch, expand, leaf, type Element } from './xml/element.ts'
import { readXml, XmlFault } from './xml/read.ts'
import { writeXml } from './xml/write.ts'

/** One company to open. Its users are the seed's unless the gateway settings name others. */
export interface CompanyOptions {
  readonly id: string
  readonly seed: CompanySeed
  readonly books?: Partial<CompanySettings>
  readonly gateway?: Partial<GatewaySettings>
}

export interface SimulatorOptions {
  /** Epoch milliseconds, UTC. */
  readonly clock: { now(): number }
  readonly random: Random
  /** By default the demo companies DEMO, MEGA and EMPTY. */
  readonly companies?: readonly CompanyOptions[]
  /** Sender ids with their passwords; by default `tieout` / `tieout-sender`. */
  readonly senders?: Readonly<Record<string, string>>
  /** Address told by getAPISession where a request does not say which it called. */
  readonly endpoint?: string
}

export interface XmlAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface Counts {
  readonly requests: number
  readonly units: number
  /** How many of each function. */
  readonly functions: Readonly<Record<string, number>>
  /** Units by company. */
  readonly companies: Readonly<Record<string, number>>
}

export interface OpenCompany extends Company {
  readonly books: Books & BooksControl & Versioned
  readonly options: CompanyOptions
}

export interface Simulator {
  readonly companies: ReadonlyMap<string, OpenCompany>
  readonly sessions: Sessions
  readonly random: Random
  /** The simulated time: epoch milliseconds, UTC, with skew and shift. */
  now(): number
  /** Sets the simulated time to `now` and lets it run on from there with the clock. */
  setTime(now: number): void
  /** How far the simulated time is ahead of the clock without skew, in milliseconds. */
  shift(): number
  setShift(ms: number): void
  /** How far Intacct's clock is ahead of ours, in seconds. */
  setSkew(seconds: number): void
  /** Answers a request tree with a response tree. No I/O, no latency. */
  handle(request: Element, meta?: Meta): Element
  /** Answers a request tree that has arrived, with its HTTP status and without spreading pages into trees. */
  answer(request: Element, meta?: Meta): Answer
  /** Answers the text of a request as the gateway would over HTTP. */
  handleXml(text: string | Buffer, meta?: Meta): XmlAnswer
  /** Reads the text of a request; what cannot be read is answered at once. */
  read(text: string): Element | Answer
  write(answer: Answer): XmlAnswer
  /** Counts a request and notes that it is in flight, so that twins can be told apart; call `leave` when it is answered. */
  arrive(request: Element): Ticket
  counts(): Counts
  /** Units so far, of all companies. */
  units(): number
  /** Starts counting anew. */
  resetCounts(): void
  /** Throws a company's rows, sessions and memories away and plants its seed again. */
  reset(companyId: string, seed?: CompanySeed): void
}

/** Content type of every XML answer (reference 1.1). */
export const xmlHeaders: Readonly<Record<string, string>> = { 'content-type': 'text/xml; encoding="UTF-8"' }

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function usersOf(seed: CompanySeed): GatewaySettings['users'] {
  return seed.users.map((user, index) => ({
    ...defaultUser,
    userId: user.loginId,
    password: user.password,
    recordNo: String(index + 1),
  }))
}

/** The demo companies, as the README lists them. */
export function demoCompanies(): readonly CompanyOptions[] {
  return Object.entries(seeds).map(([id, seed]) => ({ id, seed }))
}

/** The body of a throttled request, which goes with HTTP 429 (reference 7.4). */
export function throttledXml(): string {
  const error = errors.rateLimit()
  return writeXml(
    branch('response', [
      branch('control', [leaf('status', 'failure')]),
      branch('errormessage', [
        branch('error', [leaf('errorno', error.errorno), leaf('description', error.description ?? '')]),
      ]),
    ]),
  )
}

/** Opens an Intacct that runs in this process: synchronous, in memory, and the same for the same seams. */
export function createSimulator(options: SimulatorOptions): Simulator {
  let shift = 0
  let skew = 0
  const now = (): number => options.clock.now() + shift + skew
  const newId = (): string => {
    let id = ''
    for (let index = 0; index < 32; index += 1)
      id += alphabet.charAt(Math.floor(options.random.next() * alphabet.length))
    return id
  }
  const open = (each: CompanyOptions): OpenCompany => {
    const books = versioned(
      openBooks({
        companyId: each.id,
        seed: each.seed,
        ...(each.books === undefined ? {} : { settings: each.books }),
        clock: { now },
        random: options.random,
      }),
    )
    const settings: GatewaySettings = { ...defaultSettings, users: usersOf(each.seed), ...each.gateway }
    const seed = Math.floor(options.random.next() * 2 ** 32)
    return { ...makeCompany(each.id, books, settings, seed), books, options: each }
  }
  const companies = new Map(
    (options.companies ?? demoCompanies()).map((each) => [each.id, open(each)] as const),
  )
  const sessions = new Sessions()
  const counts = {
    requests: 0,
    units: 0,
    functions: {} as Record<string, number>,
    companies: {} as Record<string, number>,
  }
  const gateway: Gateway = {
    senders: new Map(Object.entries(options.senders ?? { tieout: 'tieout-sender' })),
    companies,
    sessions,
    endpoint: options.endpoint ?? 'http://127.0.0.1:4401/ia/xml/xmlgw.phtml',
    now,
    newId,
    count(company, name, units) {
      counts.units += units
      counts.companies[company] = (counts.companies[company] ?? 0) + units
      counts.functions[name] = (counts.functions[name] ?? 0) + 1
    },
  }
  const answer = (request: Element, meta?: Meta): Answer => answerRequest(gateway, request, meta)
  const read = (text: string): Element | Answer => {
    try {
      return readXml(text)
    } catch (error) {
      if (!(error instanceof XmlFault)) throw error
      return unreadable(gateway, error.findings)
    }
  }
  const write = ({ status, document, whitespace }: Answer): XmlAnswer => ({
    status,
    headers: xmlHeaders,
    body: writeXml(document, whitespace),
  })
  return {
    companies,
    sessions,
    random: options.random,
    now,
    setTime: (wanted) => (shift = wanted - options.clock.now()),
    shift: () => shift,
    setShift: (ms) => (shift = ms),
    setSkew: (seconds) => (skew = seconds * 1000),
    answer,
    read,
    write,
    handle(request, meta) {
      counts.requests += 1
      return expand(answer(request, meta).document)
    },
    handleXml(text, meta) {
      counts.requests += 1
      const request = read(text.toString())
      return write('document' in request ? request : answer(request, meta))
    },
    arrive(request) {
      counts.requests += 1
      return arrivalOf(gateway, request)
    },
    counts: () => ({ ...counts, functions: { ...counts.functions }, companies: { ...counts.companies } }),
    units: () => counts.units,
    resetCounts() {
      Object.assign(counts, { requests: 0, units: 0, functions: {}, companies: {} })
    },
    reset(companyId, seed) {
      const company = companies.get(companyId)
      if (company === undefined) throw new Error(`there is no company ${companyId}`)
      companies.set(companyId, open({ ...company.options, ...(seed === undefined ? {} : { seed }) }))
      sessions.clear()
    },
  }
}
