import type { ReactNode } from 'react'

interface Props {
  readonly name: string
  /** Stands behind the name. */
  readonly mark?: ReactNode
  readonly children: ReactNode
}

/** One line of what a connection is and does. */
export function Fact({ name, mark, children }: Props) {
  return (
    <>
      <dt>
        {name} {mark}
      </dt>
      <dd>{children}</dd>
    </>
  )
}
