import { Button, Modal } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { say } from '../words/say.ts'
import { FormErrors } from './form-errors.tsx'
import { useReturnFocus } from './return-focus.ts'
import type { Submit } from './use-submit.ts'

interface Props {
  readonly title: string
  readonly text: string
  /** The button that saves, and what it says meanwhile. */
  readonly save: string
  readonly saving: string
  /** The button that leaves all as it is. */
  readonly keep: string
  readonly submit: Submit
  readonly onSubmit: (form: HTMLFormElement) => Promise<void>
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A short form above the page: what it is about, its fields, and what the API refused. */
export function FormDialog({ title, text, save, saving, keep, submit, onSubmit, onClose, children }: Props) {
  const { refused, busy } = submit
  useReturnFocus()
  return (
    <Modal
      opened
      onClose={onClose}
      size={560}
      title={title}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <form
        noValidate
        className="stack"
        onSubmit={(event: SyntheticEvent<HTMLFormElement>) => {
          event.preventDefault()
          void onSubmit(event.currentTarget)
        }}
      >
        <FormErrors errors={refused.errors} message={refused.message} cure={refused.cure} />
        <p className="text">{text}</p>
        {children}
        <div className="row">
          <Button type="submit">{busy ? saving : save}</Button>
          <Button variant="default" onClick={onClose}>
            {keep}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
