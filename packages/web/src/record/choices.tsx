import { Button, Radio } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useMay } from '../api/queries.ts'
import type { Choice, RecordDetail } from '../api/types.ts'
import { Restricted } from '../parts/restricted.tsx'
import { say } from '../words/say.ts'
import { ChoiceInput } from './choice-input.tsx'
import { givenOf, missingOf, type ChoiceValues } from './choice-values.ts'
import css from './choices.module.css'
import { useChoose } from './use-choose.ts'

interface Props {
  readonly connection: string
  readonly detail: RecordDetail
}

/** What a person may decide about the record: each choice with what comes of it, one of them taken by one button. */
export function Choices({ connection, detail }: Props) {
  const { record, choices } = detail
  const may = useMay('operator')
  const choose = useChoose(connection)
  const [picked, setPicked] = useState('')
  const [values, setValues] = useState<ChoiceValues>({})
  const [wrong, setWrong] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  if (choices.length === 0) return null
  const chosen = choices.find(({ choice }) => choice === picked)
  const take = async (): Promise<void> => {
    const problem = chosen === undefined ? say('choices.pick') : missingOf(chosen, values)
    setWrong(problem)
    if (chosen === undefined || problem !== null || busy) return
    setBusy(true)
    await choose(record, chosen, givenOf(chosen, values))
    setBusy(false)
  }
  return (
    <section className="pane stack" aria-labelledby="choices">
      <h2 id="choices">{say('choices.title')}</h2>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (may) void take()
        }}
      >
        <Radio.Group
          value={picked}
          onChange={(value) => {
            setPicked(value)
            setWrong(null)
          }}
          aria-labelledby="choices"
          error={wrong}
        >
          <div className={css.list}>
            {choices.map((choice) => (
              <Offered key={choice.choice} offered={choice} open={choice.choice === picked}>
                <ChoiceInput
                  offered={choice}
                  detail={detail}
                  values={values}
                  onChange={(changed) => {
                    setValues({ ...values, ...changed })
                    setWrong(null)
                  }}
                />
              </Offered>
            ))}
          </div>
        </Radio.Group>
        <div>
          <Restricted allowed={may} who={say('pane.whoOperator')}>
            {(props, guard) => (
              <Button type="button" loading={busy} {...props} onClick={guard(() => void take())}>
                {chosen === undefined ? say('choices.go') : chosen.label}
              </Button>
            )}
          </Restricted>
        </div>
      </form>
    </section>
  )
}

interface OfferedProps {
  readonly offered: Choice
  readonly open: boolean
  readonly children: ReactNode
}

/** One choice; what speaks against it stands in the place of what comes of it. */
function Offered({ offered, open, children }: OfferedProps) {
  const { choice, label, effect, against, needs } = offered
  return (
    <div className={css.choice}>
      <Radio
        value={choice}
        label={label}
        description={against === null ? effect : say('choices.against', { why: against })}
        disabled={against !== null}
        classNames={{ label: css.label ?? '', description: css.effect ?? '' }}
      />
      {open && needs !== null && <div className={css.input}>{children}</div>}
    </div>
  )
}
