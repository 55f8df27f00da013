import { useId, type ReactElement } from 'react'

interface GivenProps {
  readonly 'aria-disabled'?: true
  readonly 'data-disabled'?: true
  readonly 'aria-describedby'?: string
  readonly title?: string
}

/** Keeps what it is given from running while the person may not. */
type Guard = (run: () => void) => () => void

interface Props {
  readonly allowed: boolean
  /** Who may, in words. */
  readonly who: string
  readonly children: (props: GivenProps, guard: Guard) => ReactElement
}

/** An action that this person may not use stays visible, with those who may. */
export function Restricted({ allowed, who, children }: Props) {
  const id = useId()
  if (allowed) return children({}, (run) => run)
  return (
    <>
      {children(
        { 'aria-disabled': true, 'data-disabled': true, 'aria-describedby': id, title: who },
        () => nothing,
      )}
      <span id={id} className="unseen">
        {who}
      </span>
    </>
  )
}

function nothing(): void {
  // The button says who may.
}
