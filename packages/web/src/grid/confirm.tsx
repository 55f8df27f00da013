import { Button, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { connectionQuery } from '../api/queries.ts'
import type { ActionName, RecordRow } from '../api/types.ts'
import { Moneys } from '../parts/money.tsx'
import { sumByCurrency } from '../words/format.ts'
import { say } from '../words/say.ts'
import { eligible, leftOut } from './actions.ts'

interface Props {
  readonly connection: string
  readonly action: ActionName
  readonly rows: readonly RecordRow[]
  readonly onGo: (rows: readonly RecordRow[]) => Promise<void>
  readonly onClose: () => void
}

/** Shows before doing: how many of what, how much per currency, what is left out and why, what it costs. */
export function ConfirmAction({ connection, action, rows, onGo, onClose }: Props) {
  const { data } = useQuery(connectionQuery(connection))
  const [busy, setBusy] = useState(false)
  const going = eligible(action, rows)
  const groups = Map.groupBy(going, (row) => row.typeLabel)
  const out = leftOut(action, rows)
  const costs = action === 'synchronize' || action === 'force_synchronize'
  const go = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    await onGo(going)
    setBusy(false)
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(`confirm.title.${action}`, { n: going.length })}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <div className="stack">
        <ul className="plain">
          {[...groups].map(([label, members]) => (
            <li key={label}>
              {say('confirm.group', { n: members.length, label: label.toLowerCase() })}{' '}
              <Moneys sums={sumByCurrency(members)} />
            </li>
          ))}
        </ul>
        {out.length > 0 && (
          <div>
            <h3>{say('confirm.leftOut')}</h3>
            <ul className="plain">
              {out.map((words) => (
                <li key={words}>{words}</li>
              ))}
            </ul>
          </div>
        )}
        <p className="dimmed">{say(`confirm.text.${action}`)}</p>
        {costs && data && (
          <p className="dimmed">{say('confirm.units', { n: going.length, used: data.units.used })}</p>
        )}
        <div className="row">
          <Button data-autofocus onClick={() => void go()}>
            {busy ? say('confirm.working') : say(`confirm.go.${action}`, { n: going.length })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('confirm.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
