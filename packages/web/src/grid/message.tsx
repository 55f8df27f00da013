import { Modal } from '@mantine/core'
import type { RecordRow } from '../api/types.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Moment } from '../parts/moment.tsx'
import { StatusMark } from '../parts/status.tsx'
import { say } from '../words/say.ts'

export interface MessageAt {
  readonly row: RecordRow
  /** The cell that it was opened from; gets the focus back. */
  readonly anchor: HTMLElement
}

/** The whole last message of a record. */
export function WholeMessage({ at, onClose }: { readonly at: MessageAt; readonly onClose: () => void }) {
  const { row, anchor } = at
  const close = (): void => {
    onClose()
    anchor.closest<HTMLElement>('[data-place]')?.focus()
  }
  return (
    <Modal
      opened
      onClose={close}
      returnFocus={false}
      title={`${row.typeLabel} ${row.number}`}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      transitionProps={{ duration: 180 }}
    >
      <div className="stack">
        <StatusMark row={row} />
        <p className="text">{row.message}</p>
        <p className="dimmed small">
          <Moment at={row.changedAt} />
        </p>
        <CopyButton
          text={row.message}
          label={say('copy.what', { what: say('problems.message').toLowerCase() })}
        />
      </div>
    </Modal>
  )
}
