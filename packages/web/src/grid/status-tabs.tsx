import type { Counts, Status } from '../api/types.ts'
import { Count } from '../parts/money.tsx'
import { statusLook } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import { statusesOf, statusNames, type GridSearch } from './filter.ts'
import css from './bars.module.css'

interface Props {
  readonly search: GridSearch
  readonly counts: Counts | undefined
  readonly onPick: (status: string) => void
}

/** How many records each status has; one click shows only those. */
export function StatusTabs({ search, counts, onPick }: Props) {
  const picked = statusesOf(search)
  return (
    <div role="group" aria-label={say('grid.statusTabs')} className={css.tabs}>
      <button type="button" className={css.tab} aria-pressed={picked.length === 0} onClick={() => onPick('')}>
        {say('grid.all')} {counts && <Count n={counts.total} />}
      </button>
      {statusNames.map((status) => (
        <Tab key={status} status={status} counts={counts} picked={picked.includes(status)} onPick={onPick} />
      ))}
    </div>
  )
}

interface TabProps {
  readonly status: Status
  readonly counts: Counts | undefined
  readonly picked: boolean
  readonly onPick: (status: string) => void
}

function Tab({ status, counts, picked, onPick }: TabProps) {
  const look = statusLook(status)
  const Sign = look.icon
  return (
    <button type="button" className={css.tab} aria-pressed={picked} onClick={() => onPick(status)}>
      <Sign size={16} stroke={1.5} color={`var(--tone-${look.tone})`} aria-hidden="true" />
      {say(`status.${status}`)} {counts && <Count n={counts[status]} />}
    </button>
  )
}
