import { Button, Modal, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { say } from '../words/say.ts'
import { useReturnFocus } from './return-focus.ts'

interface Props {
  readonly title: string
  readonly text: string
  /** The button that does it, in the words of the title. */
  readonly go: string
  /** The button that leaves all as it is. */
  readonly keep: string
  readonly danger?: boolean
  /** What must be typed first, for what cannot be taken back. */
  readonly typed?: { readonly label: string; readonly value: string }
  readonly children?: ReactNode
  readonly onGo: () => Promise<void>
  readonly onClose: () => void
}

/** Says what stops, what stays and how to return before something is done. The focus is on leaving all as it is when it is grave. */
export function Ask({ title, text, go, keep, danger = false, typed, children, onGo, onClose }: Props) {
  useReturnFocus()
  const [value, setValue] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const wrong = typed !== undefined && value.trim() !== typed.value
  const run = async (): Promise<void> => {
    setTried(true)
    if (busy || wrong) return
    setBusy(true)
    await onGo()
    setBusy(false)
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        <p className="text">{text}</p>
        {children}
        {typed && (
          <TextInput
            label={typed.label}
            value={value}
            autoComplete="off"
            error={tried && wrong ? say('access.typeWrong') : null}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        <div className="row">
          <Button type="submit" {...(danger ? { color: 'danger' } : { 'data-autofocus': true })}>
            {go}
          </Button>
          <Button variant="default" {...(danger ? { 'data-autofocus': true } : {})} onClick={onClose}>
            {keep}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
