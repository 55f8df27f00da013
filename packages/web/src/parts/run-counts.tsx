import type { Run } from '../api/types.ts'
import { say } from '../words/say.ts'
import { countNames } from './count-names.ts'
import { Count } from './money.tsx'

/** What a run did, and to how many records of each type. */
export function RunCounts({ run }: { readonly run: Run }) {
  const types = run.perType.length > 1 ? run.perType : []
  return (
    <section className="pane flush" aria-labelledby="counts">
      <h2 id="counts" className="inset">
        {say('runs.counts')}
      </h2>
      <table className="list cards">
        <thead>
          <tr>
            <th scope="col">{say('runs.records')}</th>
            {types.map(({ type, label }) => (
              <th key={type} scope="col" className="right">
                {label}
              </th>
            ))}
            <th scope="col" className="right">
              {run.perType.length === 1 ? run.perType[0]?.label : say('runs.all')}
            </th>
          </tr>
        </thead>
        <tbody>
          {countNames.map((name) => (
            <tr key={name}>
              <th scope="row">
                {say(`runs.${name}`)} <span className="dimmed small">{say(`runs.${name}Text`)}</span>
              </th>
              {types.map(({ type, label, counts }) => (
                <td key={type} data-label={label} className="right">
                  <Count n={counts[name]} />
                </td>
              ))}
              <td data-label={say('runs.all')} className="right">
                <Count n={run.counts[name]} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
