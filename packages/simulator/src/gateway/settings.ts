import type { ElementOrder } from './grammar/validate.ts'
import type { UserFormat } from './format.ts'

/** A sign-in of one company. */
export interface User extends UserFormat {
  readonly userId: string
  readonly password: string
  readonly recordNo: string
  readonly status: 'active' | 'locked'
  readonly locale: string
  /** Entities that the user may enter; `*` for all. */
  readonly entities: '*' | readonly string[]
  readonly topLevel: boolean
  /** Lifetime of a session after its last use; rolling. Null: the company's. */
  readonly sessionSeconds: number | null
}

/** What the gateway answers to a function whose control id it has seen (reference 6.2: none of it is public). */
export interface ControlIdMemory {
  /** Who shares one memory. */
  readonly scope: 'company' | 'sender' | 'user' | 'entity'
  /** Whether a function that failed is remembered as well. */
  readonly remembersFailed: boolean
  /** Null: for ever. */
  readonly rememberedSeconds: number | null
  /** `function`: that function fails. `control`: the whole request is refused. `original`: the first result again. */
  readonly answer: 'function' | 'control' | 'original'
  /** A twin that arrives while the first still runs: waits for it and is refused if it succeeded, is refused at once, or runs too. */
  readonly concurrent: 'serialise' | 'refuse' | 'run both'
  readonly errorno: string
  /** `{controlid}` stands for the id. */
  readonly text: string
}

/** API units a function costs (reference 7.3). Per call, or per object for create, update and delete. */
export type UnitPrices = Readonly<Record<string, number>>

/** The switches of one company that the gateway obeys; the accounting ones are the books'. */
export interface GatewaySettings {
  readonly status: 'active' | 'inactive' | 'demo expired' | 'offline'
  readonly webServices: boolean
  /** Sender ids on the company's Web Services authorizations list. */
  readonly senders: readonly string[]
  readonly users: readonly User[]
  readonly clientIds: readonly string[]
  readonly sessionSeconds: number
  /** Bad credentials are told at the authentication level, or by the front gateway with HTTP 401 and this code. */
  readonly badSignIn: 'authentication' | 'XMLGW_JPP0002' | 'UJPP0002'
  /** Appears in the endpoint that getAPISession returns, as a folder before /ia; empty: the address that was called. */
  readonly cluster: string
  readonly sessionBoundToEndpoint: boolean
  /** Times in filters and answers: UTC and MM/DD/YYYY 24 h, or the signed-in user's own zone and format. */
  readonly times: 'utc' | 'user'
  readonly elementOrder: ElementOrder
  readonly controlIds: ControlIdMemory
  readonly supportIds: boolean
  readonly readByQueryPageLimit: number
  readonly resultSetSeconds: number
  /** Values of a result set's later pages: as they were at the first call, or as they are now. */
  readonly resultSetValues: 'frozen' | 'live'
  /** How readByQuery compares ARINVOICE.STATE and ARADJUSTMENT.STATE. */
  readonly invoiceStateInReadByQuery: 'words' | 'letters'
  /** A failing function of transaction=true is itself `failure`, or `aborted` as one capture has it. */
  readonly failedInTransaction: 'failure' | 'aborted'
  readonly units: UnitPrices
}

export const defaultUser: Omit<User, 'userId' | 'password'> = {
  recordNo: '1',
  status: 'active',
  locale: 'en_US',
  entities: '*',
  topLevel: true,
  sessionSeconds: null,
  dateFormat: '/mdY',
  gmtOffset: '+00:00',
  clock: 24,
}

/** Units of functions named nowhere else: legacy and special functions 1 each. */
export const defaultUnits: UnitPrices = {
  getAPISession: 0,
  readEntityDetails: 0,
  getFinancialSetup: 0,
  readUserFormatting: 0,
  '*': 1,
}

export const defaultSettings: GatewaySettings = {
  status: 'active',
  webServices: true,
  senders: ['tieout'],
  users: [{ ...defaultUser, userId: 'tieout', password: 'demo-password' }],
  clientIds: [],
  sessionSeconds: 7800,
  badSignIn: 'authentication',
  cluster: '',
  sessionBoundToEndpoint: false,
  times: 'utc',
  elementOrder: 'schema',
  controlIds: {
    scope: 'company',
    remembersFailed: false,
    rememberedSeconds: null,
    answer: 'function',
    concurrent: 'serialise',
    errorno: 'XL03000011',
    text: "The function with control ID '{controlid}' has already been processed. The request cannot be repeated.",
  },
  supportIds: true,
  readByQueryPageLimit: 1000,
  resultSetSeconds: 900,
  resultSetValues: 'frozen',
  invoiceStateInReadByQuery: 'words',
  failedInTransaction: 'failure',
  units: defaultUnits,
}
