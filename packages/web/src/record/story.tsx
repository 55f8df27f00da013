import { Button } from '@mantine/core'
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RecordDetail } from '../api/types.ts'
import { CopyButton } from '../parts/copy.tsx'
import { Moment } from '../parts/moment.tsx'
import { say } from '../words/say.ts'
import css from './record.module.css'

const SHOWN = 20

/** Everything that happened to the record, newest first. */
export function Timeline({ entries }: { readonly entries: RecordDetail['timeline'] }) {
  const [all, setAll] = useState(false)
  const shown = all ? entries : entries.slice(0, SHOWN)
  return (
    <section className="pane stack" aria-labelledby="timeline">
      <h2 id="timeline">{say('record.timeline')}</h2>
      {entries.length === 0 ? (
        <p>{say('record.timelineEmpty')}</p>
      ) : (
        <ol className={`plain ${css.timeline ?? ''}`}>
          {shown.map(({ at, text }, index) => (
            <li key={`${at} ${String(index)}`} className={css.entry}>
              <Moment at={at} as="clock" />
              <span>{text}</span>
            </li>
          ))}
        </ol>
      )}
      {!all && entries.length > SHOWN && (
        <div>
          <Button variant="default" size="xs" onClick={() => setAll(true)}>
            {say('record.timelineMore', { n: entries.length - SHOWN })}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Every check that stands before Intacct, up to the first that stops the record. */
export function Gates({ gates }: { readonly gates: RecordDetail['gates'] }) {
  if (gates.length === 0) return null
  const stop = gates.findIndex(({ passed }) => !passed)
  return (
    <section className="pane stack" aria-labelledby="gates">
      <h2 id="gates" tabIndex={-1}>
        {say(stop < 0 ? 'record.gatesAll' : 'record.gates')}
      </h2>
      {stop < 0 && <p>{say('record.gatesPassed')}</p>}
      <ol className="plain stack tight">
        {gates.map(({ gate, text }, index) => {
          const [Sign, tone, words] =
            stop < 0 || index < stop
              ? ([IconCircleCheck, 'success', say('record.gatePassed')] as const)
              : index === stop
                ? ([IconCircleX, 'error', say('record.gateStops')] as const)
                : ([IconCircleDashed, 'grey', say('record.gateNext')] as const)
          return (
            <li key={gate} className={css.gate}>
              <Sign size={16} stroke={1.5} color={`var(--tone-${tone})`} aria-hidden="true" />
              <span>
                <span className="unseen">{words}: </span>
                {index === stop ? <strong>{text}</strong> : text}
                {index === stop && <span className="dimmed"> · {words}</span>}
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

/** What the record hangs together with, and what it waits for. */
export function Links({ c, detail }: { readonly c: string; readonly detail: RecordDetail }) {
  const { links, waitingFor } = detail
  return (
    <section className="pane stack" aria-labelledby="links">
      <h2 id="links">{say('record.links')}</h2>
      {links.length === 0 && waitingFor.length === 0 && <p>{say('record.linksNone')}</p>}
      <ul className="plain stack tight">
        {waitingFor.map(({ type, id, label }) => (
          <li key={`wait ${type} ${id}`}>
            {say('record.waitingFor')}{' '}
            <Link to="/c/$c/records/$type/$id" params={{ c, type, id }}>
              {label}
            </Link>
          </li>
        ))}
        {links.map(({ type, id, label, status }) => (
          <li key={`${type} ${id}`}>
            <Link to="/c/$c/records/$type/$id" params={{ c, type, id }}>
              {label}
            </Link>
            {status !== null && <span className="dimmed"> · {say(`status.${status}`)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What proves that the record is in Intacct once. */
export function Evidence({ text }: { readonly text: string | null }) {
  return (
    <section className="pane stack" aria-labelledby="evidence">
      <h2 id="evidence">{say('record.evidence')}</h2>
      <p className="text">{text ?? say('record.evidenceNone')}</p>
      {text !== null && (
        <div>
          <CopyButton text={text} label={say('record.copyEvidence')} />
        </div>
      )}
    </section>
  )
}
