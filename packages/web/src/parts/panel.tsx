import { Popover } from '@mantine/core'
import { useState, type ReactElement, type ReactNode } from 'react'

interface Props {
  /** What opens it; gets the click and the aria attributes. */
  readonly button: (open: boolean, toggle: () => void) => ReactElement
  readonly label: string
  readonly width: number
  readonly position?: 'bottom-start' | 'bottom-end'
  readonly children: (close: () => void) => ReactNode
}

/** A panel under its button. Focus goes into it and back; Escape and a click beside close it. */
export function Panel({ button, label, width, position = 'bottom-end', children }: Props) {
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  return (
    <Popover
      opened={open}
      onChange={setOpen}
      position={position}
      width={width}
      trapFocus
      returnFocus
      shadow="md"
      transitionProps={{ duration: 120 }}
    >
      <Popover.Target>{button(open, () => setOpen(!open))}</Popover.Target>
      <Popover.Dropdown
        aria-label={label}
        style={{
          maxWidth: 'calc(100vw - 16px)',
          maxHeight: 'calc(100dvh - 72px)',
          overflowY: 'auto',
          padding: 8,
        }}
      >
        {open && children(close)}
      </Popover.Dropdown>
    </Popover>
  )
}
