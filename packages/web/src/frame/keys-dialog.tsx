import { Modal } from '@mantine/core'
import { Shortcuts } from '../parts/shortcuts.tsx'
import { say } from '../words/say.ts'

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('frame.helpKeys')}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
      size={480}
    >
      <Shortcuts />
    </Modal>
  )
}
