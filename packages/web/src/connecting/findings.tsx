import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconHelp,
} from '@tabler/icons-react'
import type { Finding } from '../api/types.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Toned } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import css from './wizard.module.css'

const looks = {
  blocked: { icon: IconCircleX, tone: 'error' },
  warning: { icon: IconAlertTriangle, tone: 'desynchronized' },
  not_known: { icon: IconHelp, tone: 'grey' },
  not_checked: { icon: IconCircleDashed, tone: 'grey' },
  ok: { icon: IconCircleCheck, tone: 'success' },
} as const

const openFirst = ['blocked', 'warning'] as const
const folded = ['not_known', 'not_checked', 'ok'] as const

interface Props {
  readonly company: string
  readonly findings: readonly Finding[]
}

/** What was found in Intacct: what stands in the way first, with its cure and who can; what is in order folded away. */
export function Findings({ company, findings }: Props) {
  const of = (state: Finding['state']) => findings.filter((finding) => finding.state === state)
  const blocked = of('blocked')
  const forAdmin = [...blocked, ...of('warning')].filter(({ who }) => who === 'intacct_admin')
  return (
    <section className="pane stack" aria-labelledby="findings">
      <h2 id="findings">{say('findings.title')}</h2>
      <p>{blocked.length === 0 ? say('findings.good') : say('findings.bad', { n: blocked.length })}</p>
      {openFirst.map((state) => of(state).map((finding) => <One key={finding.name} finding={finding} />))}
      {forAdmin.length > 0 && (
        <div>
          <CopyButton text={messageOf(company, forAdmin)} label={say('findings.copy')} />
        </div>
      )}
      {folded
        .filter((state) => of(state).length > 0)
        .map((state) => (
          <details key={state}>
            <summary>
              {state === 'ok' ? say('findings.all', { n: of(state).length }) : say(`findings.${state}`)}
            </summary>
            {of(state).map((finding) => (
              <One key={finding.name} finding={finding} />
            ))}
          </details>
        ))}
    </section>
  )
}

function One({ finding: { state, what, why, where, who } }: { readonly finding: Finding }) {
  return (
    <div className={`${css.finding ?? ''} stack tight`}>
      <Toned {...looks[state]}>
        <span className="unseen">{say(`findings.${state}`)}: </span>
        <strong>{what}</strong>
      </Toned>
      {why !== '' && <p className="text">{why}</p>}
      {where !== '' && <p className={`text ${css.lines ?? ''}`}>{where}</p>}
      {who !== 'nobody' && state !== 'ok' && <p className="dimmed small">{say(`findings.who.${who}`)}</p>}
    </div>
  )
}

function messageOf(company: string, findings: readonly Finding[]): string {
  const lines = findings.map(({ what, why, where }, index) => `${index + 1}. ${what} ${why}\n   ${where}`)
  return [say('findings.messageHead', { company }), ...lines].join('\n\n')
}
