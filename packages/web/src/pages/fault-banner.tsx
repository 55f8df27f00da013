import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Company, Connection, Fault } from '../api/types.ts'
import { Said } from '../parts/said.tsx'
import { Moment } from '../parts/moment.tsx'
import { say, sayIfKnown } from '../words/say.ts'
import css from './fault-banner.module.css'

interface Props {
  readonly company: Company
  readonly connection: Connection
  readonly fault: Fault
}

/** What stops the whole connection, since when, and its cure. The last known values stay below it. */
export function FaultBanner({ company, connection, fault }: Props) {
  const credentials = fault.who === 'admin' || fault.who === 'you'
  return (
    <section className={css.banner} aria-label={connection.sentence}>
      <IconPlugConnectedX size={20} stroke={1.5} color="var(--tone-error)" aria-hidden="true" />
      <div className="stack tight">
        <h2 className={css.title}>{connection.sentence}</h2>
        {connection.lastFailureAt !== null && (
          <p className="small">
            {say('connection.lastFailure')}: <Moment at={connection.lastFailureAt} as="clock" />
          </p>
        )}
        <p className="text">{fault.sentence}</p>
        <p className="text">{fault.cure}</p>
        <p>{say('record.who', { who: sayIfKnown(`who.${fault.who}`, fault.who) })}</p>
        {credentials && (
          <div className="row">
            <Button renderRoot={(props) => <Link to="/c/$c/connect" params={{ c: company.id }} {...props} />}>
              {say('connection.update')}
            </Button>
          </div>
        )}
        <Said text={fault.said} />
      </div>
    </section>
  )
}
