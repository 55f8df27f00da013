import { Progress } from '@mantine/core'
import {
  IconAlertOctagonFilled,
  IconCircleCheck,
  IconCircleMinus,
  IconPlugConnectedX,
  IconProgress,
} from '@tabler/icons-react'
import type { Run, RunState as State } from '../api/types.ts'
import { say, sayIfKnown } from '../words/say.ts'
import { Toned } from './status.tsx'

const looks = {
  running: { icon: IconProgress, tone: 'pending' },
  done: { icon: IconCircleCheck, tone: 'success' },
  failed: { icon: IconAlertOctagonFilled, tone: 'error' },
  cancelled: { icon: IconCircleMinus, tone: 'grey' },
  lost: { icon: IconPlugConnectedX, tone: 'error' },
} as const satisfies Record<State, object>

export function RunState({ state }: { readonly state: State }) {
  return <Toned {...looks[state]}>{say(`runs.state.${state}`)}</Toned>
}

export function runName(run: Run): string {
  const words = run.kind.replaceAll('_', ' ')
  return sayIfKnown(`runs.kind.${run.kind}`, words.charAt(0).toUpperCase() + words.slice(1))
}

/** Real counts of a run under way: n of m where m is known, else what was read so far. */
export function runningWords({ kind, done, of, counts }: Run): string {
  if (kind === 'refresh' && of !== null) return say('runs.refreshing', { done, of })
  return of === null ? say('runs.runningNoCount', { done: counts.read }) : say('runs.running', { done, of })
}

/** Real counts of a run under way: n of m, or n so far where m is not known. */
export function RunProgress({ run }: { readonly run: Run }) {
  const { done, of, phase } = run
  const words = runningWords(run)
  return (
    <div className="stack tight">
      <span className="figure">
        {words}
        {phase !== '' && <span className="dimmed"> · {sayIfKnown(`runs.phase.${phase}`, phase)}</span>}
      </span>
      {of !== null && of > 0 && (
        <Progress
          value={Math.min(100, (100 * done) / of)}
          size="sm"
          aria-label={words}
          transitionDuration={180}
        />
      )}
    </div>
  )
}
