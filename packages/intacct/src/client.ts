import { callerOf } from './caller.ts'
import type { CallOptions, Caller, CallReport } from './caller.ts'
import type { Row } from './envelope/data.ts'
import type { Exchange } from './envelope/exchange.ts'
import type { Login, Sender } from './envelope/request.ts'
import type { Failed } from './errors/outcome.ts'
import type { UserFormat } from './formats/user-format.ts'
import { inProcessPacing } from './pacing/in-process.ts'
import * as company from './reading/company.ts'
import { getList, getOne } from './reading/get-list.ts'
import type { GetListRequest } from './reading/get-list.ts'
import { lines } from './reading/lines.ts'
import type { LinesRequest } from './reading/lines.ts'
import { inspect, lookup } from './reading/lookup.ts'
import type { Lookup } from './reading/lookup.ts'
import { pages } from './reading/pages.ts'
import type { Page, PagesRequest } from './reading/pages.ts'
import { queryOnce } from './reading/query.ts'
import type { QueryAnswer, QueryRequest } from './reading/query.ts'
import { readByQuery } from './reading/read-by-query.ts'
import type { ReadByQueryRequest, ResultSetPage } from './reading/read-by-query.ts'
import { readDocuments, readRows } from './reading/read.ts'
import type { Document, ReadAnswer, ReadRequest } from './reading/read.ts'
import { systemIds, systemRandom } from './seams/chance.ts'
import { systemClock } from './seams/clock.ts'
import { pooledHttp } from './seams/http.ts'
import type { Seams } from './seams/seams.ts'
import { SAGE_ONLY } from './session/endpoint.ts'
import type { EndpointPolicy } from './session/endpoint.ts'
import { sessionsOf } from './session/session.ts'
import type { Session, Sessions } from './session/session.ts'
import type { Transport } from './transport/transport.ts'
import { xmlTransport } from './transport/xml-transport.ts'
import type { XmlCaps } from './xml/parse.ts'
import type { Element } from './xml/element.ts'
import { write } from './writing/write.ts'
import type { WriteFunction, WriteReply } from './writing/write.ts'

export interface IntacctConfig {
  readonly sender: Sender
  readonly login: Login
  /** Where to sign in; the session's own address is used after that. */
  readonly url?: string | undefined
  /** Which addresses may ever see the password or a session. Default: https on hosts ending in .intacct.com. */
  readonly endpoints?: Partial<EndpointPolicy> | undefined
  /** Milliseconds until an answer must be complete. Default 5 minutes. */
  readonly timeoutMs?: number | undefined
  /** Tries of a read in all. Default 5. Writes are never repeated. */
  readonly readAttempts?: number | undefined
  /** Called after every request, sign-ins among them, with what it cost and how it ended. */
  readonly onCall?: ((report: CallReport) => void) | undefined
  /** Limits for answers: depth and size. */
  readonly caps?: XmlCaps | undefined
}

/** What the client stands on. Everything has a default; tests and simulations bring their own. */
export interface IntacctSeams extends Partial<Seams> {
  /** Instead of XML over http. */
  readonly transport?: Transport
}

/** The client of one Intacct company at one level (top, or an entity). Reads throw IntacctError; writes return outcomes. */
export interface Intacct {
  /** Signs in now instead of with the first call. @throws IntacctError */
  signIn(): Promise<Session>
  /** The refusal after which no further sign-in is tried; null while all is well. */
  signInRefusal(): Failed | null
  /** Allows signing in again after a refusal. */
  resume(): void
  /** The same company inside an entity, or at top level (null), by a session of its own and the same pacing. */
  at(entity: string | null): Intacct

  /** Every record of a table or window, page by page, by keyset. */
  pages(request: PagesRequest, options?: CallOptions): AsyncGenerator<Page>
  /** Lines of many documents in bulk. */
  lines(request: LinesRequest, options?: CallOptions): AsyncGenerator<Page>
  /** One page of a query: counts, sums, searches. */
  query(request: QueryRequest, options?: CallOptions): Promise<QueryAnswer>
  readByQuery(request: ReadByQueryRequest, options?: CallOptions): AsyncGenerator<ResultSetPage>
  /** Records by key, flat. */
  read(request: ReadRequest, options?: CallOptions): Promise<ReadAnswer<Row>>
  /** Documents by key, with their owned lines. */
  readDocuments(request: ReadRequest, options?: CallOptions): Promise<ReadAnswer<Document>>
  lookup(object: string, docparid?: string, options?: CallOptions): Promise<Lookup>
  inspect(
    of: { readonly object: string } | { readonly name: string },
    detail?: boolean,
    options?: CallOptions,
  ): Promise<readonly Element[]>
  getList(request: GetListRequest, options?: CallOptions): AsyncGenerator<readonly Document[]>
  getOne(object: string, key: string, options?: CallOptions): Promise<Document | null>

  financialSetup(options?: CallOptions): Promise<company.FinancialSetup>
  entityDetails(options?: CallOptions): Promise<readonly Row[]>
  applications(options?: CallOptions): Promise<readonly string[]>
  preferences(application: string, options?: CallOptions): Promise<Readonly<Record<string, string>>>
  userFormatting(
    of: { readonly recordNo: string } | { readonly userId: string },
    options?: CallOptions,
  ): Promise<UserFormat | null>
  dimensions(options?: CallOptions): Promise<readonly Row[]>
  closedBooksDate(options?: CallOptions): Promise<string>
  auditTrail(
    object: string,
    of: { readonly recordNo: string } | { readonly objectKey: string },
    options?: CallOptions,
  ): Promise<readonly Row[]>
  /** base64, null when there is none. */
  retrievePdf(of: Parameters<typeof company.retrievePdf>[1], options?: CallOptions): Promise<string | null>

  /** Up to 100 documents in one request. Outcomes: ok, failed, unknown. */
  write(functions: readonly WriteFunction[], options?: CallOptions): Promise<WriteReply>

  /** Closes connections. */
  close(): Promise<void>
}

const LOGIN_URL = 'https://api.intacct.com/ia/xml/xmlgw.phtml'
const TIMEOUT_MS = 5 * 60_000
const READ_ATTEMPTS = 5

/** Sign-ins cost no units. */
function signInReport(done: Exchange): CallReport {
  return {
    kind: 'read',
    functions: ['getAPISession'],
    units: 0,
    status: done.status,
    outcomes: done.outcomes.map(({ kind }) => kind),
    exchanges: [],
    turnedAway: done.turnedAway?.cause ?? null,
    ms: done.evidence === null ? 0 : done.evidence.receivedAt - done.evidence.sentAt,
  }
}

interface Ground {
  readonly atLevel: (entity: string | null) => Intacct
  readonly close: () => Promise<void>
}

function intacctOf(caller: Caller, ground: Ground): Intacct {
  return {
    signIn: () => caller.signIn(),
    signInRefusal: () => caller.sessions.refusal(),
    resume: () => caller.sessions.resume(),
    at: ground.atLevel,
    pages: (request, options) => pages(caller, request, options),
    lines: (request, options) => lines(caller, request, options),
    query: (request, options) => queryOnce(caller, request, options),
    readByQuery: (request, options) => readByQuery(caller, request, options),
    read: (request, options) => readRows(caller, request, options),
    readDocuments: (request, options) => readDocuments(caller, request, options),
    lookup: (object, docparid, options) => lookup(caller, object, docparid, options),
    inspect: (of, detail, options) => inspect(caller, of, detail, options),
    getList: (request, options) => getList(caller, request, options),
    getOne: (object, key, options) => getOne(caller, object, key, options),
    financialSetup: (options) => company.financialSetup(caller, options),
    entityDetails: (options) => company.entityDetails(caller, options),
    applications: (options) => company.applications(caller, options),
    preferences: (application, options) => company.preferences(caller, application, options),
    userFormatting: (of, options) => company.userFormatting(caller, of, options),
    dimensions: (options) => company.dimensions(caller, options),
    closedBooksDate: (options) => company.closedBooksDate(caller, options),
    auditTrail: (object, of, options) => company.auditTrail(caller, object, of, options),
    retrievePdf: (of, options) => company.retrievePdf(caller, of, options),
    write: (functions, options) => write(caller, functions, options),
    close: ground.close,
  }
}

/**
 * The client of one Intacct company.
 * @param seams clock, random, ids, http, pacing, transport; the machine's own where none is given.
 */
export function createIntacct(config: IntacctConfig, given: IntacctSeams = {}): Intacct {
  const clock = given.clock ?? systemClock
  const random = given.random ?? systemRandom
  const pool = given.http === undefined && given.transport === undefined ? pooledHttp() : null
  const http = given.http ?? pool?.http ?? (() => Promise.reject(new Error('no http was given')))
  const pacing = given.pacing ?? inProcessPacing({ clock, random })
  const seams: Seams = { clock, random, ids: given.ids ?? systemIds, http, pacing }
  const transport = given.transport ?? xmlTransport({ http, clock, caps: config.caps })
  const timeoutMs = config.timeoutMs ?? TIMEOUT_MS
  const endpoints: EndpointPolicy = { ...SAGE_ONLY, ...config.endpoints }

  const signingIn = {
    transport,
    clock,
    ids: seams.ids,
    sender: config.sender,
    login: config.login,
    url: config.url ?? LOGIN_URL,
    endpoints,
    timeoutMs,
    onExchange: (done: Exchange) => config.onCall?.(signInReport(done)),
  }
  const base = sessionsOf(signingIn, { kind: 'password' })
  const levels = new Map<string, Intacct>()

  function levelOf(sessions: Sessions): Intacct {
    const caller = callerOf({
      seams,
      transport,
      sender: config.sender,
      sessions,
      timeoutMs,
      readAttempts: config.readAttempts ?? READ_ATTEMPTS,
      onCall: config.onCall,
    })
    return intacctOf(caller, { atLevel, close: async () => pool?.close() })
  }

  function atLevel(entity: string | null): Intacct {
    const wanted = entity ?? ''
    if (wanted === (config.login.entity ?? '')) return own
    const known = levels.get(wanted)
    if (known !== undefined) return known
    const level = levelOf(sessionsOf(signingIn, { kind: 'session', base, entity: wanted }))
    levels.set(wanted, level)
    return level
  }

  const own = levelOf(base)
  return own
}
