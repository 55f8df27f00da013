import type { ObjectType } from '@tieout/engine/core/object-types.ts'
import { statusLabels } from '@tieout/engine/core/outcomes.ts'
import type { Reason, Status } from '@tieout/engine/core/outcomes.ts'
import type { Choice } from '@tieout/engine/ports/situation.ts'
import type { Chosen } from '@tieout/store/views/choices.ts'

/** How a record stands, as far as actions depend on it. */
export interface Standing {
  readonly type: ObjectType
  readonly status: Status
  readonly reason: Reason | null
  readonly number: string
  /** Null: the app has put no version of its own. */
  readonly version: number | null
  readonly choice: Choice | null
}

interface ActionInfo {
  /** What is written down at the record; null takes a standing choice back. */
  readonly choice: Choice | null
  readonly fits: (standing: Standing) => boolean
  /** Why not, for a record that it does not fit. */
  readonly refusal: (standing: Standing) => string
}

const onReasons = (reasons: readonly Reason[]) => (standing: Standing) =>
  standing.reason !== null && reasons.includes(standing.reason)

const under = (standing: Standing, otherwise: string): string =>
  standing.status === 'pending' ? `${standing.number} is already on its way.` : otherwise

/** What people may ask for, for which records. The pages offer an action only where it fits; the API checks again. */
export const actionTable = {
  synchronize: {
    choice: 'retry',
    fits: ({ status, reason }) =>
      (status === 'not_integrated' && reason !== 'skipped_by_person' && reason !== 'draft') ||
      status === 'desynchronized',
    refusal: (standing) =>
      under(
        standing,
        standing.status === 'error'
          ? 'It is in Error: force synchronize is for those.'
          : standing.reason === 'draft'
            ? 'It is a draft: approve it in your application first.'
            : standing.reason === 'skipped_by_person'
              ? 'It is skipped: stop skipping it first.'
              : 'It is in agreement already.',
      ),
  },
  force_synchronize: {
    choice: 'retry',
    fits: ({ status }) => status === 'error',
    refusal: (standing) =>
      under(standing, `Force synchronize is for records in Error; it is ${statusLabels[standing.status]}.`),
  },
  skip: {
    choice: 'skip',
    fits: ({ status, reason }) =>
      status !== 'pending' && status !== 'success' && reason !== 'skipped_by_person',
    refusal: (standing) =>
      under(
        standing,
        standing.status === 'success' ? 'It is in agreement already.' : 'It is skipped already.',
      ),
  },
  unskip: {
    choice: null,
    fits: onReasons(['skipped_by_person']),
    refusal: () => 'It is not skipped.',
  },
  use_app: {
    choice: 'use_app',
    fits: onReasons(['conflict', 'bouncing', 'changed_there']),
    refusal: () => 'There are no two values to choose from.',
  },
  use_remote: {
    choice: 'use_remote',
    fits: onReasons(['conflict', 'bouncing', 'changed_there']),
    refusal: () => 'There are no two values to choose from.',
  },
  not_a_twin: {
    choice: 'not_a_twin',
    fits: onReasons(['twin', 'ambiguous_match', 'collision']),
    refusal: () => 'Nothing in Intacct is taken for it.',
  },
  recreate: {
    choice: 'recreate',
    fits: (standing) =>
      standing.version !== null &&
      onReasons(['gone_there', 'reversed_there', 'unlinked', 'unlinked_by_person'])(standing),
    refusal: ({ version }) =>
      version === null ? 'Your application has sent no version of it.' : 'It is in Intacct.',
  },
  unlink: {
    choice: 'unlink',
    fits: onReasons(['gone_there', 'reversed_there']),
    refusal: () => 'Only what was deleted or reversed in Intacct can be unlinked.',
  },
  void_here: {
    choice: 'void_here',
    fits: onReasons(['gone_there', 'reversed_there']),
    refusal: () => 'It is in Intacct: void it in your application, and it is reversed there.',
  },
  leave: {
    choice: 'leave',
    fits: onReasons(['update_held']),
    refusal: () => 'No edit of it is held back.',
  },
  credit_difference: {
    choice: 'credit_difference',
    fits: (standing) => standing.type === 'invoice' && onReasons(['update_held'])(standing),
    refusal: () => 'Only the difference of an invoice whose edit is held back can be credited.',
  },
  take_back: {
    choice: null,
    fits: ({ choice }) => choice === 'void_here',
    refusal: () => 'There is no choice to take back.',
  },
} as const satisfies Record<string, ActionInfo>

export type Action = keyof typeof actionTable

export const actionNames = Object.keys(actionTable) as Action[]

export function actionsFor(standing: Standing): Action[] {
  return actionNames.filter((name) => (actionTable[name] as ActionInfo).fits(standing))
}

export function judge(action: Action, standing: Standing): Chosen {
  const info: ActionInfo = actionTable[action]
  return info.fits(standing) ? { choice: info.choice } : { refused: info.refusal(standing) }
}
