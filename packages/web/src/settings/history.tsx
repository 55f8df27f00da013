import { Button, Modal } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/api.ts'
import { connectionQuery, historyQuery, useMay } from '../api/queries.ts'
import type { Connection, SettingsVersion } from '../api/types.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { Moment } from '../parts/moment.tsx'
import { Pane } from '../parts/pane.tsx'
import { Restricted } from '../parts/restricted.tsx'
import { useReturnFocus } from '../parts/return-focus.ts'
import { toast } from '../parts/toasts.tsx'
import { useSubmit } from '../parts/use-submit.ts'
import { changesOf } from '../words/changes.ts'
import { say } from '../words/say.ts'

/** Who changed which setting when, and the way back to an earlier version. */
export function SettingsHistory({ connection }: { readonly connection: Connection }) {
  const query = useQuery(historyQuery(connection.id))
  const may = useMay('operator')
  const [back, setBack] = useState<SettingsVersion | null>(null)
  return (
    <section className="pane stack" aria-labelledby="history">
      <h2 id="history">{say('history.title')}</h2>
      <Pane query={query} what={say('history.what')} skeleton={[32, 32]}>
        {({ items }) => (
          <ol className="plain stack">
            {items.map((each) => (
              <li key={each.version} className="stack tight">
                <div className="row">
                  <strong>{say('history.version', { n: each.version })}</strong>
                  <span className="dimmed">
                    {each.by} · <Moment at={each.at} />
                  </span>
                  {each.version === connection.settingsVersion ? (
                    <span className="dimmed">{say('history.inUse')}</span>
                  ) : (
                    <Restricted allowed={may} who={say('pane.whoOperator')}>
                      {(props, guard) => (
                        <Button variant="default" size="xs" {...props} onClick={guard(() => setBack(each))}>
                          {say('history.rollBack', { n: each.version })}
                        </Button>
                      )}
                    </Restricted>
                  )}
                </div>
                <Changes before={each.before} after={each.settings} />
              </li>
            ))}
          </ol>
        )}
      </Pane>
      {back && <RollBack connection={connection} to={back} onClose={() => setBack(null)} />}
    </section>
  )
}

/** Each changed setting, before and after; the first version has nothing before it. */
function Changes({
  before,
  after,
}: {
  readonly before: SettingsVersion['before']
  readonly after: SettingsVersion['settings']
}) {
  if (before === null) return <p className="dimmed">{say('history.first')}</p>
  const changes = changesOf(before, after)
  if (changes.length === 0) return <p className="dimmed">{say('history.same')}</p>
  return (
    <ul className="plain">
      {changes.map((change) => (
        <li key={change.name}>
          {say('history.change', {
            name: change.name,
            before: change.before ?? say('value.notSet'),
            after: change.after ?? say('value.notSet'),
          })}
        </li>
      ))}
    </ul>
  )
}

interface RollBackProps {
  readonly connection: Connection
  readonly to: SettingsVersion
  readonly onClose: () => void
}

/** The same review backwards: what becomes what, then a new version. */
function RollBack({ connection, to, onClose }: RollBackProps) {
  useReturnFocus()
  const client = useQueryClient()
  const { refused, busy, run } = useSubmit()
  const go = (): Promise<void> =>
    run(async () => {
      const saved = await api.call('rollBackSettings', {
        path: { connection: connection.id },
        body: { version: to.version, settingsVersion: connection.settingsVersion },
      })
      client.setQueryData(connectionQuery(connection.id).queryKey, saved)
      await client.invalidateQueries({ queryKey: historyQuery(connection.id).queryKey })
      toast(say('history.rolledBack', { n: to.version, now: saved.settingsVersion }))
      onClose()
    })
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={say('history.rollBackTitle', { n: to.version })}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <div className="stack">
        <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
        <Changes before={connection.settings} after={to.settings} />
        <p className="dimmed text">{say('history.rollBackText')}</p>
        <div className="row">
          <Button data-autofocus onClick={() => void go()}>
            {say(busy ? 'schedule.saving' : 'history.rollBack', { n: to.version })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('schedule.keep')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
