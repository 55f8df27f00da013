import { Button, Modal, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type SyntheticEvent } from 'react'
import { api } from '../api/api.ts'
import { companiesQuery } from '../api/queries.ts'
import { FormErrors } from '../parts/form-errors.tsx'
import { accepted, refusedBy, textOf } from '../parts/form.ts'
import { say } from '../words/say.ts'

/** Names a company of the app; connecting it is the next page. */
export function AddCompany({ onClose }: { readonly onClose: () => void }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [refused, setRefused] = useState(accepted)
  const [busy, setBusy] = useState(false)
  const submit = async (event: SyntheticEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const name = textOf(new FormData(event.currentTarget), 'name').trim()
    if (name === '') {
      setRefused({ ...accepted, errors: { name: say('overview.nameMissing') } })
      return
    }
    setBusy(true)
    try {
      const company = await api.call('createCompany', { body: { name } })
      await client.invalidateQueries({ queryKey: companiesQuery.queryKey })
      await navigate({ to: '/c/$c/connect', params: { c: company.id } })
    } catch (error) {
      setRefused(refusedBy(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('overview.addTitle')}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <form noValidate onSubmit={(event) => void submit(event)} className="stack">
        <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
        <TextInput
          id="name"
          name="name"
          data-autofocus
          label={say('overview.name')}
          error={refused.errors.name}
        />
        <div className="row">
          <Button type="submit">{say('overview.add')}</Button>
          <Button variant="default" onClick={onClose}>
            {say('confirm.cancel')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
