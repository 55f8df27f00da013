import { Button } from '@mantine/core'
import { IconAlertOctagonFilled } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useMe } from '../api/queries.ts'
import { sentenceOf } from '../api/refusal.ts'
import type { ActionName, Company, ProblemCard, RecordRow } from '../api/types.ts'
import { eligible } from '../grid/actions.ts'
import { ConfirmAction } from '../grid/confirm.tsx'
import { readAll } from '../grid/rows.ts'
import { SELECT_LIMIT } from '../grid/selection.ts'
import { useAct } from '../grid/use-act.tsx'
import { say, sayIfKnown } from '../words/say.ts'
import { CopyButton } from './copy.tsx'
import { Fix } from './problem-fix.tsx'
import { Moment } from './moment.tsx'
import { Moneys } from './money.tsx'
import css from './problem-pane.module.css'
import { Restricted } from './restricted.tsx'
import { Said } from './said.tsx'
import { toast } from './toasts.tsx'

interface Props {
  readonly company: Company
  readonly connection: string
  readonly card: ProblemCard
}

/** One cause: how much it holds back, why, what to do, who can, and the way to go on once it is cured. */
export function ProblemPane({ company, connection, card }: Props) {
  const who = sayIfKnown(`who.${card.who}`, card.who)
  // What Intacct refused is sent again once its cause is cured; what needs a choice on the record's own page is not.
  const cured = card.said !== '' || (card.who !== 'you' && card.who !== 'nobody')
  const id = `problem-${company.id}-${card.cause}-${card.about}`.replaceAll(/\W+/g, '-')
  return (
    <article className={`pane stack ${css.card ?? ''}`} aria-labelledby={id}>
      <div className={css.head}>
        <IconAlertOctagonFilled size={20} color="var(--tone-error)" aria-hidden="true" />
        <div>
          <h3 id={id} className={css.title}>
            {card.title.replace(/\.$/, '')}
          </h3>
          <p className="dimmed">
            {card.types.length === 0
              ? say('problems.records', { n: card.records })
              : card.types
                  .map(({ label, records }) =>
                    say('confirm.group', { n: records, label: label.toLowerCase() }),
                  )
                  .join(', ')}
            {card.amounts.length > 0 && ' · '}
            <Moneys sums={card.amounts} />
            {' · '}
            {say('problems.sinceWhen')} <Moment at={card.since} as="clock" />
          </p>
        </div>
      </div>
      {card.why !== card.title && <p className="text">{card.why}</p>}
      {card.cure !== '' && (
        <div>
          <h4 className={css.label}>{say('problems.cure')}</h4>
          <p className={`text ${css.steps ?? ''}`}>{card.cure}</p>
        </div>
      )}
      {card.fix && <Fix connection={connection} card={card} fix={card.fix} />}
      <div className="row">
        <span>{say('record.who', { who })}</span>
        {cured && card.who !== 'you' && <CopyMessage company={company} card={card} />}
      </div>
      <div className="row">
        {cured && <Release company={company} connection={connection} card={card} />}
        <Button
          variant={cured || card.fix ? 'default' : 'filled'}
          renderRoot={(props) => (
            <Link
              to="/c/$c/integration"
              params={{ c: company.id }}
              search={{ cause: card.cause, ...(card.about === '' ? {} : { about: card.about }) }}
              {...props}
            />
          )}
        >
          {say('problems.show', { n: card.records })}
        </Button>
      </div>
      <Said text={card.said} />
      <Support />
    </article>
  )
}

/** Whom to ask when the cure does not help. */
function Support() {
  const contact = useMe()?.installation.supportContact ?? null
  return contact === null ? null : <p className="dimmed small">{say('problems.support', { contact })}</p>
}

/** A message that a colleague understands without Tieout. */
function CopyMessage({ company, card }: { readonly company: Company; readonly card: ProblemCard }) {
  const contact = useMe()?.installation.supportContact ?? null
  const text = [
    `${company.name}: ${card.title}`,
    card.why,
    card.cure,
    say('problems.held', { records: say('problems.records', { n: card.records }) }),
    contact === null ? '' : say('frame.helpSupport', { contact }),
  ]
  return (
    <CopyButton text={text.filter((part) => part !== '').join('\n\n')} label={say('problems.copyMessage')} />
  )
}

/** Sends the records of the cause again, after showing how many and how much. */
function Release({ company, connection, card }: Props) {
  const may = useMay('operator')
  const act = useAct(company.id, connection)
  const [asked, setAsked] = useState<{ action: ActionName; rows: RecordRow[] } | null>(null)
  const [busy, setBusy] = useState(false)
  const ask = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const stop = new AbortController()
    const search = { cause: card.cause, ...(card.about === '' ? {} : { about: card.about }) }
    try {
      const found = await Promise.all(
        (['finance', 'master'] as const).map((data) =>
          readAll(
            connection,
            { ...search, ...(data === 'master' ? { data } : {}) },
            SELECT_LIMIT,
            stop.signal,
            () => undefined,
          ),
        ),
      )
      const rows = found.flatMap((page) => page.rows)
      const action = eligible('force_synchronize', rows).length > 0 ? 'force_synchronize' : 'synchronize'
      if (eligible(action, rows).length === 0) toast(say('problems.choices'), { done: false })
      else setAsked({ action, rows })
    } catch (error) {
      toast(sentenceOf(error), { done: false })
    }
    setBusy(false)
  }
  return (
    <>
      <Restricted allowed={may} who={say('pane.whoOperator')}>
        {(props, guard) => (
          <Button {...props} onClick={guard(() => void ask())}>
            {say('problems.release', { n: card.records })}
          </Button>
        )}
      </Restricted>
      {asked && (
        <ConfirmAction
          connection={connection}
          action={asked.action}
          rows={asked.rows}
          onClose={() => setAsked(null)}
          onGo={async (rows) => {
            await act(asked.action, rows)
            setAsked(null)
          }}
        />
      )}
    </>
  )
}
