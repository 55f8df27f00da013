import { Button } from '@mantine/core'
import { useMay } from '../api/queries.ts'
import type { ActionName } from '../api/types.ts'
import { Moneys } from '../parts/money.tsx'
import { sumByCurrency } from '../words/format.ts'
import { say } from '../words/say.ts'
import { actionNames, eligible } from './actions.ts'
import css from './bars.module.css'
import { SELECT_LIMIT, type Selection } from './selection.ts'

interface Props {
  readonly selection: Selection
  /** How many of the selected are not in the list that is shown. */
  readonly hidden: number
  /** How many match the filter; null until known. */
  readonly total: number | null
  readonly loaded: number
  readonly onAct: (action: ActionName) => void
}

/** What is selected, in space that is always kept, and what can be done with it. */
export function BulkBar({ selection, hidden, total, loaded, onAct }: Props) {
  const may = useMay('operator')
  const rows = [...selection.rows.values()]
  const choices = rows.filter(
    (row) => row.needsSomeone && !actionNames.slice(0, 2).some((name) => row.actions.includes(name)),
  )
  if (rows.length === 0 && selection.counting === null) {
    return (
      <div className={css.bulk}>
        <span className="dimmed">{say('grid.none')}</span>
      </div>
    )
  }
  const offersAll =
    !selection.all &&
    (total === null || total > rows.length) &&
    rows.length >= Math.min(loaded, total ?? loaded)
  return (
    <div className={`${css.bulk ?? ''} ${css.some ?? ''}`}>
      <span className="figure">
        <strong>
          {selection.counting === null
            ? say(selection.all ? 'grid.selectedAll' : 'grid.selected', { n: rows.length })
            : say('confirm.counting', { n: selection.counting })}
        </strong>
        {rows.length > 0 && selection.counting === null && <Sums selection={selection} />}
      </span>
      {selection.tooMany && <span>{say('confirm.tooMany', { n: SELECT_LIMIT })}</span>}
      {hidden > 0 && <span className="dimmed">{say('grid.hidden', { n: hidden })}</span>}
      {offersAll && (
        <Button variant="default" size="xs" onClick={selection.selectAll}>
          {total === null ? say('grid.selectAllUnknown') : say('grid.selectAll', { n: total })}
        </Button>
      )}
      {actionNames.map((action) => (
        <ActButton
          key={action}
          action={action}
          count={eligible(action, rows).length}
          blocked={
            !may ? say('grid.why.viewer') : selection.counting === null ? null : say('grid.why.counting')
          }
          onAct={onAct}
        />
      ))}
      {choices.length > 0 && <span className="dimmed">{say('grid.why.choice', { n: choices.length })}</span>}
      <span className={css.grow} />
      <Button variant="subtle" size="xs" onClick={selection.clear}>
        {say('grid.clearSelection')}
      </Button>
    </div>
  )
}

function Sums({ selection }: { readonly selection: Selection }) {
  const sums = sumByCurrency(selection.rows.values())
  if (sums.length === 0) return null
  return (
    <>
      {' · '}
      <Moneys sums={sums} />
    </>
  )
}

interface ActProps {
  readonly action: ActionName
  readonly count: number
  readonly blocked: string | null
  readonly onAct: (action: ActionName) => void
}

/** Stays when it applies to none, and says why. Skip and its opposite show only when they apply. */
function ActButton({ action, count, blocked, onAct }: ActProps) {
  const why = blocked ?? (count === 0 ? say(`grid.why.${action}`) : null)
  if ((action === 'skip' || action === 'unskip') && count === 0) return null
  const id = `why-${action}`
  return (
    <>
      <Button
        size="xs"
        variant={action === 'skip' || action === 'unskip' ? 'default' : 'filled'}
        aria-disabled={why !== null}
        {...(why === null ? {} : { 'data-disabled': true, 'aria-describedby': id, title: why })}
        onClick={() => {
          if (why === null) onAct(action)
        }}
      >
        {say(`grid.action.${action}`, { n: count })}
      </Button>
      {why !== null && (
        <span id={id} className="unseen">
          {why}
        </span>
      )}
    </>
  )
}
