import {
  IconAlertOctagonFilled,
  IconCircleCheck,
  IconCircleDashed,
  IconClockHour4,
  IconEqualNot,
  IconEyeOff,
  IconFlag,
  IconHandStop,
  IconHourglass,
  IconPencilDown,
  IconPlayerPause,
  IconPlayerSkipForward,
  IconPlugConnectedX,
  IconPlugOff,
  IconProgress,
  IconUnlink,
  IconZoomQuestion,
  type Icon,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ConnectionState, Health, RecordRow, Status } from '../api/types.ts'
import type { Tone } from '../theme/theme.ts'
import { say } from '../words/say.ts'

interface Look {
  readonly icon: Icon
  readonly tone: Tone
}

const statusLooks: Readonly<Record<Status, Look>> = {
  not_integrated: { icon: IconCircleDashed, tone: 'grey' },
  pending: { icon: IconClockHour4, tone: 'pending' },
  success: { icon: IconCircleCheck, tone: 'success' },
  error: { icon: IconAlertOctagonFilled, tone: 'error' },
  desynchronized: { icon: IconEqualNot, tone: 'desynchronized' },
}

const held: Look = { icon: IconHandStop, tone: 'held' }
const waiting: Look = { icon: IconHourglass, tone: 'pending' }
const checking: Look = { icon: IconZoomQuestion, tone: 'pending' }

/** Reasons that look otherwise than their status. */
const reasonLooks: Readonly<Record<string, Look>> = {
  parent_missing: waiting,
  invoice_draft_there: waiting,
  bill_unposted_there: waiting,
  retry_later: waiting,
  new_version_waits: waiting,
  awaiting_approval: waiting,
  checking,
  suspect: checking,
  altered_on_saving: { icon: IconPencilDown, tone: 'success' },
  unlinked: { icon: IconUnlink, tone: 'desynchronized' },
  skipped_by_person: { icon: IconPlayerSkipForward, tone: 'grey' },
  dismissed: { icon: IconEyeOff, tone: 'grey' },
  account_missing: held,
  undecided_value: held,
  account_tied: held,
  dimension_off: held,
  custom_field_wrong: held,
  twin: held,
  ambiguous_match: held,
  period_closed_create: held,
  update_held: held,
  applied_together: held,
}

const healthLooks: Readonly<Record<Health, Look>> = {
  not_working: { icon: IconPlugConnectedX, tone: 'error' },
  needs_someone: { icon: IconFlag, tone: 'desynchronized' },
  working: { icon: IconProgress, tone: 'pending' },
  agrees: { icon: IconCircleCheck, tone: 'success' },
  paused: { icon: IconPlayerPause, tone: 'grey' },
  not_connected: { icon: IconPlugOff, tone: 'grey' },
}

const connectionLooks: Readonly<Record<ConnectionState, Look>> = {
  connecting: healthLooks.working,
  active: healthLooks.agrees,
  paused: healthLooks.paused,
  verify_first: checking,
  disconnected: healthLooks.not_connected,
}

interface ConnectionMarkProps {
  readonly state: ConnectionState
  /** Something stops the whole connection. */
  readonly broken: boolean
  readonly text: string
}

interface TonedProps {
  readonly icon: Icon
  readonly tone: Tone
  readonly children: ReactNode
  readonly size?: 16 | 20
}

/** Tints only where someone must act. */
const tinted: ReadonlySet<Tone> = new Set<Tone>(['error', 'desynchronized', 'held'])

/** An icon and words in a tone: never colour alone. */
export function Toned({ icon: Sign, tone, children, size = 16 }: TonedProps) {
  const tint = tinted.has(tone)
  return (
    <span
      className={tint ? 'toned tinted' : 'toned'}
      style={{ color: `var(--tone-${tone})`, ...(tint ? { background: `var(--tint-${tone})` } : {}) }}
    >
      <Sign size={size} stroke={1.5} aria-hidden="true" />
      <span>{children}</span>
    </span>
  )
}

export function statusLook(status: Status, reason = ''): Look {
  return reasonLooks[reason] ?? statusLooks[status]
}

type Marked = Pick<RecordRow, 'status' | 'statusLabel' | 'reason' | 'reasonLabel'>

/** `Error`, `Pending · checking`: the status and its reason, in the words of the API. */
export function statusWords(row: Marked): string {
  return row.reasonLabel === '' ? row.statusLabel : `${row.statusLabel} · ${row.reasonLabel}`
}

export function StatusMark({ row, size }: { readonly row: Marked; readonly size?: 16 | 20 }) {
  const look = statusLook(row.status, row.reason)
  return (
    <Toned {...look} {...(size ? { size } : {})}>
      {statusWords(row)}
    </Toned>
  )
}

/** The same in two lines, for a column: nothing of the reason is cut where the column is wide enough for a status. */
export function StackedStatus({ row }: { readonly row: Marked }) {
  return (
    <Toned {...statusLook(row.status, row.reason)}>
      {row.statusLabel}
      {row.reasonLabel !== '' && (
        <>
          <span className="unseen"> · </span>
          <span className="reason">{row.reasonLabel}</span>
        </>
      )}
    </Toned>
  )
}

export function healthLook(health: Health): Look {
  return healthLooks[health]
}

/** How the connection itself stands, whatever its records need. */
export function ConnectionMark({ state, broken, text }: ConnectionMarkProps) {
  const look = broken ? healthLooks.not_working : connectionLooks[state]
  return (
    <Toned {...look} size={20}>
      {text}
    </Toned>
  )
}

export function HealthMark({
  health,
  text,
  size,
}: {
  readonly health: Health
  readonly text?: string
  readonly size?: 16 | 20
}) {
  return (
    <Toned {...healthLooks[health]} {...(size ? { size } : {})}>
      {text === undefined || text === '' ? say(`health.${health}`) : text}
    </Toned>
  )
}
