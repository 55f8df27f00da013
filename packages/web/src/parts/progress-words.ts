import { useEffect, useRef } from 'react'
import type { Run } from '../api/types.ts'
import { say } from '../words/say.ts'
import { announce } from './announce.tsx'

/** Says a run's progress at each tenth, and its end. */
export function useProgressWords(run: Run | undefined): void {
  const said = useRef<string | null>(null)
  useEffect(() => {
    if (!run) return
    const { state, done, of } = run
    const tenth = of === null || of === 0 ? 0 : Math.floor((10 * done) / of)
    const point = `${state} ${tenth}`
    const first = said.current === null
    if (said.current === point) return
    said.current = point
    if (first) return
    announce(
      state === 'running' && of !== null ? say('runs.running', { done, of }) : say(`runs.state.${state}`),
    )
  }, [run])
}
