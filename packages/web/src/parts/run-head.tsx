import type { ReactElement, ReactNode } from 'react'
import type { RunState as State } from '../api/types.ts'
import { RunState } from './run.tsx'
import { PageHead } from './title.tsx'

interface Props {
  /** The link to the list that it is one of. */
  readonly back: ReactElement
  readonly title: string
  /** Undefined until it is known. */
  readonly state: State | undefined
  /** When the answer was true, epoch ms; 0 until it is known. */
  readonly asOf: number
  readonly actions?: ReactNode
}

/** The head of one run or one import: the way back, its name, how it ended. */
export function RunHead({ back, title, state, asOf, actions }: Props) {
  return (
    <>
      <p>{back}</p>
      <PageHead title={title} asOf={asOf} actions={actions}>
        {state && <RunState state={state} />}
      </PageHead>
    </>
  )
}
