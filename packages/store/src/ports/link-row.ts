import type { Bounces } from '@tieout/engine/core/bounces.ts'
import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import type { Reason } from '@tieout/engine/core/outcomes.ts'
import type { AppState, RecordData } from '@tieout/engine/core/records.ts'
import type { CommandDraft, IntentOp } from '@tieout/engine/ports/commands.ts'
import type { Fault } from '@tieout/engine/ports/fault.ts'
import type {
  AppSide,
  Base,
  Choice,
  ChoiceDetail,
  Instead,
  IntentState,
} from '@tieout/engine/ports/situation.ts'
import type { RemoteColumns } from './remote-side.ts'

/** A link with both its records and its newest intent, as it is read to be looked at. */
export interface LinkRow extends RemoteColumns {
  id: string
  revision: number
  type: ObjectType
  reason: Reason | null
  app_id: string
  imported: boolean
  duplicates: string[]
  base: Base | null
  told: AppSide['told']
  choice: Choice | null
  choice_detail: ChoiceDetail | null
  instead: Instead
  bounces: Bounces
  incarnation: number
  link_number: string
  link_party: string
  remote_key: string | null
  app_version: number | null
  app_state: AppState | null
  app_data: RecordData | null
  intent_id: string | null
  op: IntentOp
  intent_state: IntentState
  intent_incarnation: number
  generation: number
  intent_version: number
  intent_marker: string
  intent_key: string | null
  read_back: boolean
  sent_at: number | null
  fault: Fault | null
  command: CommandDraft
}
