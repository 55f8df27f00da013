import { Button, Modal } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../api/api.ts'
import { connectionQuery } from '../api/queries.ts'
import type { Connection } from '../api/types.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { accepted, refusedBy } from '../parts/form.ts'
import { toast } from '../parts/toasts.tsx'
import { say } from '../words/say.ts'
import { patchOf, textOfSetting, wordsOfSetting, type Field } from './sections.ts'
import css from './settings.module.css'

interface Props {
  readonly connection: Connection
  /** The version that the changes were made on. */
  readonly version: number
  readonly changes: ReadonlyMap<Field, string>
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** Before and after, from when it is in force, then a new version. Someone else's version in between is refused by the API. */
export function ReviewChanges({ connection, version, changes, onSaved, onClose }: Props) {
  const client = useQueryClient()
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    try {
      const saved = await api.call('changeConnection', {
        path: { connection: connection.id },
        body: { settings: patchOf(changes), settingsVersion: version },
      })
      client.setQueryData(connectionQuery(connection.id).queryKey, saved)
      toast(say('settings.saved', { n: saved.settingsVersion }))
      await client.invalidateQueries({ queryKey: ['history', connection.id] })
      onSaved()
    } catch (error) {
      setRefused(refusedBy(error))
      setBusy(false)
      await client.invalidateQueries({ queryKey: ['connection', connection.id] })
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      size={640}
      title={say('settings.reviewTitle')}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <div className="stack">
        <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
        <table className="list">
          <thead>
            <tr>
              <th scope="col">{say('settings.setting')}</th>
              <th scope="col">{say('settings.before')}</th>
              <th scope="col">{say('settings.after')}</th>
            </tr>
          </thead>
          <tbody>
            {[...changes].map(([field, value]) => (
              <tr key={field.id}>
                <th scope="row">{say(field.label)}</th>
                <td className={css.lines}>
                  {wordsOfSetting(field, textOfSetting(connection.settings, field))}
                </td>
                <td className={css.lines}>{wordsOfSetting(field, value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="dimmed text">{say('settings.reviewText')}</p>
        <div className="row">
          <Button data-autofocus onClick={() => void save()}>
            {busy ? say('settings.saving') : say('settings.save', { n: changes.size })}
          </Button>
          <Button variant="default" onClick={onClose}>
            {say('settings.keep')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
