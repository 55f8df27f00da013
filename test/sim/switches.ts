import { seeds } from '@tieout/simulator/books/seed.ts'
import type { CompanySeed } from '@tieout/simulator/books/seed.ts'
import { defaultSettings as defaultBooks } from '@tieout/simulator/books/settings.ts'
import type { CompanySettings } from '@tieout/simulator/books/settings.ts'
import { defaultSettings, defaultUser } from '@tieout/simulator/gateway/settings.ts'
import type { ControlIdMemory, GatewaySettings } from '@tieout/simulator/gateway/settings.ts'
import type { Dice } from './seeded-random.ts'

/** What no source settles about Intacct, and what companies set up differently: drawn anew for each history. */
export interface Switches {
  readonly books: Partial<CompanySettings>
  readonly gateway: Partial<GatewaySettings>
  /** Requests and answers go through XML text. */
  readonly bytes: boolean
  /** Answers carry a Date header. */
  readonly httpDate: boolean
  /** Intacct's clock is so many seconds ahead of ours. */
  readonly skewSeconds: number
  /** Longest time after which a cut-off request still runs. Milliseconds. */
  readonly latestCommitMs: number
  readonly pageSize: number
  readonly batchSize: number
  /** Slots over all workers instead of pacing inside each. */
  readonly sharedSlots: boolean
  /** The company sells by Order Entry documents, too. */
  readonly orders: boolean
}

/** The user that Tieout signs in as. */
export const us = 'tieout'

const minute = 60_000
/** T and L as the histories' connections have them. Milliseconds. */
export const settleMs = 15 * minute
export const readLagMs = minute

const minimal: CompanySeed = {
  ...seeds.EMPTY,
  settings: { baseCurrency: 'USD', multiCurrency: false },
  users: seeds.EMPTY.users.slice(0, 1),
  rows: {
    GLACCOUNT: seeds.EMPTY.rows.GLACCOUNT.filter(({ ACCOUNTNO }) =>
      ['1000', '1010', '1100', '2100', '4000', '4010'].includes(ACCOUNTNO ?? ''),
    ),
    CHECKINGACCOUNT: seeds.EMPTY.rows.CHECKINGACCOUNT,
  },
}

/** A company of next to nothing, so that a history costs little: some accounts, a bank, our user and a person. */
export function companySeed({ orders }: Pick<Switches, 'orders'>): CompanySeed {
  return orders ? selling : minimal
}

const { ITEM, SODOCUMENTPARAMS } = seeds.DEMO.rows
const selling: CompanySeed = {
  ...minimal,
  rows: { ...minimal.rows, ITEM: (ITEM ?? []).slice(0, 1), SODOCUMENTPARAMS: SODOCUMENTPARAMS ?? [] },
}

const offsets = ['+00:00', '-08:00', '+13:00', '+05:30', '-03:30']

function drawMemory(dice: Dice): ControlIdMemory {
  return {
    ...defaultSettings.controlIds,
    scope: dice.pick(['company', 'sender', 'user', 'entity'] as const) ?? 'company',
    remembersFailed: dice.chance(0.3),
    rememberedSeconds: dice.chance(0.16) ? dice.int(3) * 30 : null,
    answer: dice.pick(['function', 'function', 'control', 'original'] as const) ?? 'function',
    concurrent: dice.pick(['serialise', 'serialise', 'refuse', 'refuse', 'run both'] as const) ?? 'serialise',
    ...(dice.chance(0.3) ? { errorno: 'XX99000001', text: 'This request was handled before.' } : {}),
  }
}

function drawBooks(dice: Dice): Partial<CompanySettings> {
  const given = dice.chance(0.15) ? ('replaced' as const) : ('kept' as const)
  const invoices = { ...defaultBooks.numbering['ARINVOICE'], on: dice.chance(0.6), given }
  return {
    paymentBumpsInvoice: dice.chance(0.5),
    contactBumpsParty: dice.chance(0.5),
    detailPerLine: dice.chance(0.5),
    deletePosted: dice.chance(0.4),
    uniqueNumbers: dice.chance(0.6) ? ['ARINVOICE', 'APBILL'] : [],
    invoiceSummaries: dice.chance(0.5) ? 'Daily' : 'Monthly',
    paymentSummaries: dice.pick(['Daily', 'Daily', 'Monthly'] as const) ?? 'Daily',
    numbering: {
      ...defaultBooks.numbering,
      ARINVOICE: invoices as typeof defaultBooks.numbering.ARINVOICE & {},
    },
  }
}

/** A company set up like most: for what is not left to chance. */
export const plainSwitches: Switches = {
  books: { deletePosted: true, uniqueNumbers: ['ARINVOICE', 'APBILL'] },
  gateway: { users: [{ ...defaultUser, userId: us, password: 'secret' }] },
  bytes: false,
  httpDate: true,
  skewSeconds: 0,
  latestCommitMs: 0,
  pageSize: 200,
  batchSize: 100,
  sharedSlots: false,
  orders: false,
}

/** Draws every switch, always in the same order. */
export function drawSwitches(dice: Dice): Switches {
  const books = drawBooks(dice)
  const controlIds = drawMemory(dice)
  const gmtOffset = dice.pick(offsets) ?? '+00:00'
  const times = dice.chance(0.4) ? ('user' as const) : ('utc' as const)
  const late = dice.next()
  return {
    books,
    gateway: {
      controlIds,
      times,
      supportIds: dice.chance(0.5),
      sessionSeconds: dice.chance(0.2) ? 600 : 7800,
      elementOrder: dice.chance(0.2) ? 'any' : 'schema',
      users: [{ ...defaultUser, userId: us, password: 'secret', gmtOffset }],
    },
    bytes: dice.chance(0.05),
    httpDate: dice.chance(0.7),
    skewSeconds: dice.chance(0.3) ? dice.int(120) - 60 : 0,
    latestCommitMs: late < 0.7 ? 14 * minute : 40 * minute,
    pageSize: dice.chance(0.15) ? 1 + dice.int(5) : 200,
    batchSize: dice.chance(0.2) ? 1 + dice.int(3) : 100,
    sharedSlots: dice.chance(0.1),
    // Drawn last, so that what is drawn for the others stays as it was.
    orders: dice.chance(0.3),
  }
}

/** Whether Intacct itself refuses a repeated write for as long as it could still be on its way. */
export function canRefuseRepeats({ gateway }: Switches): boolean {
  const memory = gateway.controlIds
  return memory?.rememberedSeconds === null && memory.concurrent !== 'run both'
}
