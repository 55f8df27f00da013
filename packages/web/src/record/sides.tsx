import { Checkbox } from '@mantine/core'
import { IconEqualNot } from '@tabler/icons-react'
import { useState } from 'react'
import { useAppName } from '../api/queries.ts'
import type { RecordDetail } from '../api/types.ts'
import { Moment, NotSet } from '../parts/moment.tsx'
import { usePrefs } from '../prefs.ts'
import { say } from '../words/say.ts'
import { fieldRows, type FieldRow } from './fields.ts'
import css from './record.module.css'

/** The app on the left, Intacct on the right; what both last agreed on between them only when they differ. */
export function Sides({ detail }: { readonly detail: RecordDetail }) {
  const { locale } = usePrefs()
  const app = useAppName()
  const rows = fieldRows(detail, locale)
  const differs = rows.some((row) => row.differs)
  const [less, setLess] = useState(differs)
  const shown = less ? rows.filter((row) => row.differs || row.money) : rows
  const withBase = differs && detail.base !== null
  return (
    <section className="pane stack" aria-labelledby="sides">
      <div className="row apart">
        <h2 id="sides">{say('record.sides')}</h2>
        {differs && (
          <Checkbox
            size="xs"
            checked={less}
            onChange={(event) => setLess(event.currentTarget.checked)}
            label={`${say('record.onlyDifferences')} (${say('record.fieldsShown', { shown: shown.length, n: rows.length })})`}
          />
        )}
      </div>
      <table className={`list ${css.sides ?? ''}`}>
        <thead>
          <tr>
            <th scope="col">{say('record.field')}</th>
            <th scope="col">
              {app}
              <AppNote detail={detail} name={app} />
            </th>
            {withBase && <th scope="col">{say('record.lastAgreed')}</th>}
            <th scope="col">
              {say('app.remoteSide')}
              <RemoteNote detail={detail} />
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <Row key={row.path} row={row} app={app} withBase={withBase} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface RowProps {
  readonly row: FieldRow
  /** The name of the left side. */
  readonly app: string
  readonly withBase: boolean
}

function Row({ row, app, withBase }: RowProps) {
  return (
    <tr className={row.differs ? css.differs : undefined}>
      <th scope="row">
        <span className={css.label}>
          {row.differs && (
            <IconEqualNot size={16} stroke={1.5} color="var(--tone-desynchronized)" aria-hidden="true" />
          )}
          <span>
            {row.label}
            {row.differs && <span className="unseen">, {say('record.differsHere')}</span>}
          </span>
        </span>
      </th>
      <Value label={app} value={row.app} />
      {withBase && <Value label={say('record.lastAgreed')} value={row.base} />}
      <Value label={say('app.remoteSide')} value={row.remote} />
    </tr>
  )
}

function Value({ label, value }: { readonly label: string; readonly value: string | undefined }) {
  return (
    <td data-label={label} className="figure">
      {value ?? <NotSet />}
    </td>
  )
}

function AppNote({ detail: { app }, name }: { readonly detail: RecordDetail; readonly name: string }) {
  return (
    <span className={css.note}>
      {app === null ? (
        say('record.notInApp', { app: name })
      ) : (
        <>
          {say('record.received')} <Moment at={app.receivedAt} />, {say('record.version', { n: app.version })}
        </>
      )}
    </span>
  )
}

function RemoteNote({ detail: { remote } }: { readonly detail: RecordDetail }) {
  if (remote === null) return <span className={css.note}>{say('record.notInIntacct')}</span>
  return (
    <span className={css.note}>
      {remote.presence === 'gone' && `${say('record.goneThere')} `}
      {say('record.read')} <Moment at={remote.readAt} />, {say('record.stateThere', { state: remote.state })}
      {orderOf(remote.facts) !== '' && `. ${say('record.orderEntry', { id: orderOf(remote.facts) })}`}
    </span>
  )
}

/** DOCID of the Order Entry document that made the record; '' where none did, or its name may not be read. */
function orderOf({ document }: Readonly<Record<string, unknown>>): string {
  const id = typeof document === 'object' && document !== null && 'id' in document ? document.id : ''
  return typeof id === 'string' ? id : ''
}
