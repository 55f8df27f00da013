import type { RecordDetail } from '../api/types.ts'
import { Said } from '../parts/said.tsx'
import { say, sayIfKnown } from '../words/say.ts'
import css from './record.module.css'

/** What is wrong with one record: what happened, why, what to do, who can. */
export function RecordProblem({ problem }: { readonly problem: NonNullable<RecordDetail['problem']> }) {
  return (
    <section className="pane stack" aria-labelledby="problem">
      <h2 id="problem">{problem.title.replace(/\.$/, '')}</h2>
      {problem.why !== '' && problem.why !== problem.title && <p className="text">{problem.why}</p>}
      {problem.cure !== '' && (
        <div>
          <h3>{say('problems.cure')}</h3>
          <p className={`text ${css.steps ?? ''}`}>{problem.cure}</p>
        </div>
      )}
      <p>{say('record.who', { who: sayIfKnown(`who.${problem.who}`, problem.who) })}</p>
      <Said text={problem.said} />
    </section>
  )
}
