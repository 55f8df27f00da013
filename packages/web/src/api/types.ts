/** Shapes of the HTTP API that the pages read. Amounts are decimal strings, moments ISO 8601, document dates `YYYY-MM-DD`. */
export type Role = 'owner' | 'operator' | 'viewer'
export type Status = 'not_integrated' | 'pending' | 'success' | 'error' | 'desynchronized'
export type Health = 'not_working' | 'needs_someone' | 'working' | 'agrees' | 'paused' | 'not_connected'
export type ConnectionState = 'active' | 'paused' | 'verify_first' | 'disconnected'
export type RunState = 'running' | 'done' | 'failed' | 'cancelled' | 'lost'

export interface Page<T> {
  readonly items: readonly T[]
  readonly next: string | null
}

export interface Me {
  readonly user: { readonly id: string; readonly email: string; readonly name: string }
  readonly workspace: { readonly id: string; readonly name: string; readonly app: string }
  readonly role: Role
  readonly installation: {
    readonly version: string
    readonly demo: boolean
    readonly supportContact: string | null
  }
}

export interface Amount {
  readonly currency: string
  readonly amount: string
}

export interface Company {
  readonly id: string
  readonly name: string
  readonly connection: {
    readonly id: string
    readonly connector: string
    readonly state: ConnectionState
    readonly intacctCompany: string
    readonly entity: string | null
  } | null
  readonly health: Health
  readonly healthText: string
  readonly counts: { readonly open: number; readonly total: number }
  readonly amounts: readonly Amount[]
  readonly lastSyncAt: string | null
}

export interface Fault {
  readonly cause: string
  readonly about: string
  readonly sentence: string
  readonly cure: string
  readonly who: string
  readonly said: string
}

export interface Counts extends Readonly<Record<Status, number>> {
  readonly needsSomeone: number
  readonly total: number
}

export interface Settings {
  readonly directions: Readonly<Record<'customer' | 'invoice' | 'payment', 'both' | 'in' | 'out' | 'off'>>
  readonly baseCurrency: string
  readonly accounts: Readonly<
    Partial<Record<'sales' | 'receivable' | 'undepositedFunds' | 'bank' | 'rounding', string>>
  >
  readonly defaults: Readonly<Partial<Record<'location' | 'department' | 'termName', string>>>
  readonly postAs: Readonly<Record<'invoice' | 'payment', 'draft' | 'submitted'>>
  readonly syncFrom?: string
  readonly matchByName: boolean
  readonly roundingTolerance: number
  readonly autoSync: boolean
  readonly inboundEveryMs: number
}

export interface Connection {
  readonly id: string
  readonly company: { readonly id: string; readonly name: string }
  readonly connector: string
  readonly state: ConnectionState
  readonly endpoint: string
  readonly sentence: string
  readonly fault: Fault | null
  readonly intacctCompany: string
  readonly entity: string | null
  readonly user: string
  readonly settings: Settings
  readonly settingsVersion: number
  readonly nextSyncAt: string | null
  readonly lastSyncAt: string | null
  readonly lastFailureAt: string | null
  readonly lastFailure: string | null
  readonly credentialsSetAt: string | null
  readonly credentialsSetBy: string | null
  readonly counts: Counts
  readonly units: { readonly month: string; readonly used: number }
  readonly watermarkAt: string | null
  readonly support: {
    readonly installation: string
    readonly version: string
    readonly contact: string | null
  }
}

export interface Check {
  readonly name: string
  readonly state: 'ok' | 'failed' | 'not_checked'
  readonly text: string
  readonly cure: string
}

export interface TestResult {
  readonly ok: boolean
  readonly checks: readonly Check[]
}

export interface RecordRow {
  readonly type: string
  readonly typeLabel: string
  readonly id: string
  readonly number: string
  readonly party: string
  readonly date: string | null
  readonly amount: string | null
  readonly currency: string | null
  readonly version: number | null
  readonly status: Status
  readonly statusLabel: string
  readonly reason: string
  readonly reasonLabel: string
  readonly message: string
  readonly needsSomeone: boolean
  readonly changedAt: string
  readonly remoteKey: string | null
  readonly actions: readonly string[]
}

export interface RecordPage extends Page<RecordRow> {
  /** Of all records of this data kind, whatever the other filters. */
  readonly counts: Counts & { readonly asOf: string }
}

export type Data = Readonly<Record<string, unknown>>

export interface Problem {
  readonly cause: string
  readonly title: string
  readonly why: string
  readonly cure: string
  readonly who: string
  readonly said: string
}

export interface ProblemCard extends Problem {
  readonly about: string
  readonly records: number
  readonly amounts: readonly Amount[]
  readonly since: string
  readonly types: readonly { readonly type: string; readonly label: string; readonly records: number }[]
}

export interface LinkedRecord {
  readonly type: string
  readonly id: string
  readonly number: string
  readonly label: string
  /** null: the record is not here yet. */
  readonly status: Status | null
  /** Its record in Intacct. */
  readonly remoteKey: string | null
}

export interface Difference {
  readonly field: string
  readonly label: string
  readonly app: unknown
  readonly base: unknown
  readonly remote: unknown
}

export interface RecordDetail {
  readonly record: RecordRow
  readonly app: {
    readonly version: number
    readonly state: string
    readonly data: Data
    readonly receivedAt: string
  } | null
  readonly remote: {
    readonly key: string
    readonly number: string
    readonly state: string
    readonly data: Data
    readonly readAt: string
    readonly presence: 'present' | 'suspect' | 'gone'
    readonly url: string | null
  } | null
  readonly base: Data | null
  readonly differences: readonly Difference[]
  readonly links: readonly LinkedRecord[]
  readonly waitingFor: readonly { readonly type: string; readonly id: string; readonly label: string }[]
  readonly problem: Problem | null
  readonly evidence: string | null
  readonly gates: readonly { readonly gate: string; readonly passed: boolean; readonly text: string }[]
  readonly timeline: readonly { readonly at: string; readonly kind: string; readonly text: string }[]
}

export type ActionName = 'synchronize' | 'force_synchronize' | 'skip' | 'unskip'

export interface RecordRef {
  readonly type: string
  readonly id: string
}

export interface ActionResult {
  readonly accepted: number
  readonly refused: readonly (RecordRef & { readonly reason: string })[]
  readonly run?: string
}

export interface RunCounts {
  readonly read: number
  readonly written: number
  readonly adopted: number
  readonly skipped: number
  readonly failed: number
}

export interface Run {
  readonly id: string
  readonly kind: string
  readonly by: string | null
  readonly state: RunState
  readonly startedAt: string
  readonly endedAt: string | null
  readonly phase: string
  readonly done: number
  readonly of: number | null
  readonly counts: RunCounts
  readonly perType: readonly { readonly type: string; readonly label: string; readonly counts: RunCounts }[]
  readonly fault: Fault | null
  /** true: it was under way before it was asked for. */
  readonly already?: boolean
  /** true: it has read all and is still sending; another one starts right after it. */
  readonly queued?: boolean
}

export interface Import {
  readonly id: string
  /** Of the file; empty for a delivery over the API that had none. */
  readonly name: string
  readonly by: string | null
  readonly state: RunState
  readonly startedAt: string
  readonly endedAt: string | null
  readonly counts: { readonly stored: number; readonly unchanged: number; readonly refused: number }
}

export interface ImportDetail extends Import {
  readonly refusals: readonly {
    readonly line: number
    readonly type: string | null
    readonly id: string | null
    readonly reason: string
    readonly cure: string
  }[]
}

export interface User {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
  readonly since: string
  readonly state: 'joined' | 'invited'
}

export interface Key {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly prefix: string
  readonly createdAt: string
  readonly createdBy: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
}

export interface AuditEntry {
  readonly seq: number
  readonly at: string
  readonly actor: string
  readonly action: string
  readonly target: string
  readonly before: unknown
  readonly after: unknown
  readonly ip: string | null
}
