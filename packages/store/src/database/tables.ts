import type { ColumnType, Generated, Selectable } from 'kysely'
import type { Bounces } from '@tieout/engine/core/bounces.ts'
import type { Json } from '@tieout/engine/core/json.ts'
import type { MatchExtra, MatchKind, MatchState } from '@tieout/engine/core/matching/kinds.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Outcome, Reason, Status } from '@tieout/engine/core/outcomes.ts'
import type { AppState, RecordData } from '@tieout/engine/core/records.ts'
import type { Rights } from '@tieout/engine/core/rights.ts'
import type { Settings } from '@tieout/engine/core/settings.ts'
import type { CommandDraft, IntentOp } from '@tieout/engine/ports/commands.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type { ReferenceMode, ReferencePresence, ReferenceStatus } from '@tieout/engine/ports/reference.ts'
import type { RemoteFacts } from '@tieout/engine/ports/remote.ts'
import type { WantReason } from '@tieout/engine/ports/settled.ts'
import type {
  AppSide,
  Base,
  Choice,
  ChoiceDetail,
  Instead,
  IntentState,
  Presence,
} from '@tieout/engine/ports/situation.ts'
import type { WindowMode } from '@tieout/engine/ports/windows.ts'

/** Read as the value, written as JSON text. */
type JsonOf<T> = ColumnType<T, string, string>
type Defaulted<T> = ColumnType<T, T | undefined, T>
export type Role = 'owner' | 'operator' | 'viewer'
/** Epoch milliseconds. */
type Moment = number

interface OfConnection {
  workspace: string
  connection: string
}

/** The columns, as the program sees them. Moments and counts are numbers, money is text in minor units. */
export interface Tables {
  installation: {
    id: string
    created_at: Moment
    verify_since: Moment | null
    home: string | null
    life: Defaulted<number>
  }
  workspace: { workspace: string; name: string; app: Defaulted<string>; created_at: Moment }
  member: {
    workspace: string
    id: string
    user_id: string | null
    email: string
    name: Defaulted<string>
    role: Role
    invitation_hash: string | null
    invited_at: Moment | null
    invited_by: string | null
    joined_at: Moment | null
  }
  api_key: {
    workspace: string
    id: string
    name: string
    role: Role
    prefix: string
    hash: string
    created_at: Moment
    created_by: string
    last_used_at: Moment | null
    revoked_at: Moment | null
  }
  audit_log: {
    workspace: string
    seq: Generated<number>
    at: Moment
    actor: string
    action: string
    target: string
    before: JsonOf<Json> | null
    after: JsonOf<Json> | null
    ip: string | null
  }
  company: { workspace: string; id: string; name: string; created_at: Moment }
  connection: {
    workspace: string
    id: string
    company: string
    connector: Defaulted<string>
    installation: string
    state: Defaulted<'connecting' | 'active' | 'paused' | 'verify_first' | 'disconnected'>
    settings: ColumnType<Partial<Settings>, string | undefined, string>
    settings_version: Defaulted<number>
    credentials: string | null
    credentials_set_at: Moment | null
    credentials_set_by: string | null
    endpoint: string | null
    remote_company: string
    entity: string | null
    remote_user: string | null
    fault: ColumnType<Fault | null, string | null, string | null>
    failures: Defaulted<number>
    not_before: Moment | null
    paused_at: Moment | null
    paused_by: string | null
    next_inbound_at: Moment | null
    sync_asked_by: string | null
    next_reference_at: Moment | null
    next_fetch_at: Defaulted<Moment | null>
    last_sync_at: Moment | null
    last_failure_at: Moment | null
    last_failure: ColumnType<Fault | null, string | null, string | null>
    last_reference_at: Moment | null
    last_reference_failure_at: Moment | null
    last_reference_failure: ColumnType<Fault | null, string | null, string | null>
    created_at: Moment
    verify_since: Moment | null
    copied_at: Moment | null
    remote_name: string | null
    disconnected_at: Moment | null
    disconnected_by: string | null
  }
  onboarding: {
    workspace: string
    company: string
    connection: string
    version: Defaulted<number>
    step: string
    answers: JsonOf<Json>
    credentials: string | null
    endpoint: string | null
    remote_company: string | null
    remote_user: string | null
    remote_name: string | null
    sender: string | null
    findings: JsonOf<Json> | null
    checked_at: Moment | null
    started_at: Moment
    saved_at: Moment
    saved_by: string
    confirmed_at: Moment | null
    confirmed_by: string | null
    tell: string | null
    told_at: Moment | null
  }
  hidden_connector: { workspace: string; connector: string; hidden_at: Moment; hidden_by: string }
  connection_settings: OfConnection & {
    version: number
    settings: JsonOf<Partial<Settings>>
    changed_at: Moment
    changed_by: string
  }
  app_record: OfConnection & {
    type: ObjectType
    id: string
    version: number
    state: AppState
    data: JsonOf<RecordData>
    hash: string
    received_at: Moment
  }
  remote_record: OfConnection & {
    type: ObjectType
    key: string
    number: string
    name: string
    stamp: string
    created: string
    entity: string | null
    marker: string | null
    document: Defaulted<string | null>
    data: JsonOf<RecordData>
    facts: JsonOf<RemoteFacts>
    hash: string
    presence: Presence
    read_at: Moment
    turn: Defaulted<number>
  }
  record_reference: OfConnection & {
    side: 'app' | 'remote'
    type: ObjectType
    record: string
    ref_type: ObjectType
    ref_by: 'id' | 'key' | 'number'
    ref_value: string
  }
  link: OfConnection & {
    id: string
    type: ObjectType
    type_order: number
    role: Defaulted<string>
    app_id: string
    imported: boolean
    remote_key: string | null
    duplicates: Defaulted<string[]>
    incarnation: Defaulted<number>
    revision: number
    due_at: Moment | null
    woke: Defaulted<number>
    outcome: Outcome | null
    reason: Reason | null
    status: Defaulted<Status>
    message: JsonOf<Readonly<Record<string, Json>>>
    problem_cause: string | null
    problem_about: string | null
    problem_fault: ColumnType<Fault | null, string | null, string | null>
    problem_since: Moment | null
    base: ColumnType<Base | null, string | null, string | null>
    bounces: ColumnType<Bounces, string | undefined, string>
    told: JsonOf<AppSide['told']>
    choice: Choice | null
    choice_detail: ChoiceDetail | null
    instead: Instead
    choice_by: string | null
    choice_at: Moment | null
    intent: string | null
    number: Defaulted<string>
    party: Defaulted<string>
    party_ref: Defaulted<string>
    date: string | null
    amount_minor: string | null
    currency: string | null
    version: number | null
    created_at: Moment
    changed_at: Moment
  }
  waiting_reference: OfConnection & { link: string; ref_type: ObjectType; ref_by: string; ref_value: string }
  intent: OfConnection & {
    id: string
    seq: Generated<number>
    link: string
    type: ObjectType
    type_order: number
    app_id: string
    op: IntentOp
    state: IntentState
    version: number
    incarnation: number
    generation: number
    control_id: string
    marker: string
    command: JsonOf<CommandDraft>
    key: string | null
    fault: ColumnType<Fault | null, string | null, string | null>
    why: string | null
    fingerprint: string | null
    read_back_hash: string | null
    holder: string | null
    fence: Defaulted<number>
    sends: Defaulted<number>
    lease_until: Moment | null
    sent_at: Moment | null
    first_sent_at: Moment | null
    searches: Defaulted<number>
    due_at: Moment
    created_at: Moment
    closed_at: Moment | null
    evidence: ColumnType<readonly Evidence[], string | undefined, string>
  }
  stream: OfConnection & {
    stream: string
    watermark: string | null
    watermark_at: Moment | null
    window_mode: WindowMode | null
    window_from: string | null
    window_ceiling: string | null
    window_opened_at: Moment | null
    cursor_stamp: string | null
    cursor_key: string | null
    last_look_back_at: Moment | null
    backfill_since: string | null
    window_fence: Defaulted<number>
    last_opened_at: Moment | null
    rights: ColumnType<Rights, string | undefined, string>
    fault: JsonOf<Fault> | null
  }
  wanted_read: OfConnection & {
    type: ObjectType
    key: string
    by: 'key' | 'number'
    why: WantReason
    revision: number
    taken: number | null
    due_at: Defaulted<number>
  }
  run: OfConnection & {
    id: string
    kind: 'scheduled' | 'sync_now' | 'import' | 'initial' | 'push' | 'history' | 'refresh' | 'fetch'
    by: string | null
    state: Defaulted<'running' | 'done' | 'failed' | 'cancelled' | 'lost'>
    started_at: Moment
    ended_at: Moment | null
    heartbeat_at: Moment
    cancel_requested: Defaulted<boolean>
    phase: string | null
    done: Defaulted<number>
    of: number | null
    read: Defaulted<number>
    written: Defaulted<number>
    adopted: Defaulted<number>
    skipped: Defaulted<number>
    failed: Defaulted<number>
    per_type: JsonOf<Json> | null
    report: JsonOf<Json> | null
    full_refresh: Defaulted<boolean>
    fault: ColumnType<Fault | null, string | null, string | null>
  }
  change_counter: OfConnection & { last: number }
  change: OfConnection & {
    seq: number
    at: Moment
    type: ObjectType
    id: string
    op: 'create' | 'update' | 'void' | 'delete'
    data: JsonOf<Json> | null
    base: JsonOf<Json> | null
    cause: string
  }
  timeline: OfConnection & {
    link: string
    seq: Generated<number>
    at: Moment
    kind: string
    params: JsonOf<Readonly<Record<string, Json>>>
  }
  unit_count: OfConnection & { month: string; used: Defaulted<number> }
  reference_record: OfConnection & {
    type: string
    key: string
    id: string
    name: string
    status: ReferenceStatus
    presence: Defaulted<ReferencePresence>
    usable: Generated<boolean>
    parent: string | null
    entity: string | null
    extra: JsonOf<Readonly<Record<string, string>>>
    stamp: string
    hash: string
    seen: number
    changed_at: Moment
    gone_at: Moment | null
  }
  reference_term: OfConnection & { type: string; key: string; term: string; usable: boolean }
  reference_type: OfConnection & {
    type: string
    records: Defaulted<number>
    usable: Defaulted<number>
    watermark: string | null
    last_attempt_at: Moment | null
    last_success_at: Moment | null
    last_full_at: Moment | null
    last_failure_at: Moment | null
    failure: ColumnType<Fault | null, string | null, string | null>
    rights: string | null
    pass: Defaulted<number>
    fence: Defaulted<number>
    window_mode: ReferenceMode | null
    window_from: string | null
    window_ceiling: string | null
    window_since: string | null
    cursor_stamp: string | null
    cursor_key: string | null
  }
  match_item: OfConnection & {
    kind: MatchKind
    app_id: string
    code: Defaulted<string>
    name: string
    extra: JsonOf<MatchExtra>
    state: Defaulted<MatchState>
    remote_type: string | null
    remote_key: string | null
    remote_id: string | null
    remote_name: string | null
    create_as: string | null
    decided_by: string | null
    decided_at: Moment | null
    step: string | null
    proposal: JsonOf<Json> | null
    sure: Defaulted<boolean>
  }
  match_step: OfConnection & {
    step: string
    kind: MatchKind
    app_id: string
    at: Moment
    before: JsonOf<Json>
  }
  match_kind: OfConnection & { kind: MatchKind; listed_at: Moment | null; proposed_at: Moment | null }
  exchange: OfConnection & {
    control_id: string
    seq: Generated<number>
    at: Moment
    ms: number
    status: number
    function: string
    outcome: 'ok' | 'failed' | 'unknown'
    request: string
    answer: string
  }
  saved_view: {
    workspace: string
    id: string
    owner: string
    owner_name: string
    name: string
    shared: boolean
    search: string
    columns: Defaulted<string[]>
    created_at: Moment
    changed_at: Moment
  }
  notification: {
    workspace: string
    id: string
    connection: string | null
    member: string | null
    at: Moment
    kind: string
    params: JsonOf<Json>
    read_at: Moment | null
  }
}

/** One step of a write, as the trail that proves it shows it. */
export interface Evidence {
  readonly at: Moment
  /** The remote side's present by its own clock, when it was sent. A number: it stands in JSON. */
  readonly there?: number
  readonly step: string
  readonly detail?: string
}

/** A row of a table as it is read. */
export type RowOf<Name extends keyof Tables> = Selectable<Tables[Name]>
