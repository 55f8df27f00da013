import { Checkbox, Radio } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import { useState } from 'react'
import type { Finding, Onboarding } from '../api/types.ts'
import { CopyButton } from '../parts/copy.tsx'
import { FormErrors } from '../parts/form-errors.tsx'
import { Toned } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import { StepFooter } from './footer.tsx'
import type { StepProps } from './use-onboarding.ts'
import css from './wizard.module.css'

type Task = Onboarding['prerequisites'][number]

/** Step 2: what has to be done in Intacct, each with its clicks; ticked by the person, then checked by us. */
export function Prepare(steps: StepProps) {
  const { onboarding, submit, save, keep } = steps
  const { prerequisites, answers, message, findings } = onboarding
  const [ticked, tick] = useState<readonly string[]>(answers.prepared)
  const done = prerequisites.filter(({ id }) => ticked.includes(id))
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        if (done.length < prerequisites.length) submit.refuse({ prepared: say('prepare.notTicked') })
        else void save({ prepared: ticked }, 'credentials')
      }}
    >
      <h2>{say('prepare.title')}</h2>
      <p className="text">{say('prepare.lead')}</p>
      <FormErrors
        errors={submit.refused.errors}
        message={submit.refused.message}
        cure={submit.refused.cure}
      />
      <Radio.Group
        label={say('prepare.privileges')}
        value={answers.privileges}
        onChange={(privileges) => void keep({ privileges, prepared: ticked })}
      >
        <div className="stack tight">
          <Radio value="least" label={say('prepare.least')} />
          <Radio value="simple" label={say('prepare.simple')} />
        </div>
      </Radio.Group>
      <div className="row">
        <CopyButton text={message} label={say('prepare.copyMessage')} />
      </div>
      <div id="prepared" tabIndex={-1}>
        {prerequisites.map((task) => (
          <div key={task.id} className={`${css.task ?? ''} stack tight`}>
            <h3>{task.title}</h3>
            <ul className={css.list}>
              {task.steps.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {task.paste !== null && (
              <div className="row">
                <span>{say('prepare.paste')}:</span>
                <code className="mono">{task.paste}</code>
                <CopyButton text={task.paste} label={say('prepare.copyPaste', { text: task.paste })} />
              </div>
            )}
            {task.id === 'sender' && task.paste === null && <p>{say('prepare.ownSender')}</p>}
            <Checkbox
              label={
                <>
                  {say('prepare.tick')}
                  <span className="unseen">: {task.title}</span>
                </>
              }
              checked={ticked.includes(task.id)}
              onChange={(event) => {
                const { checked } = event.currentTarget
                tick((before) => (checked ? [...before, task.id] : before.filter((id) => id !== task.id)))
              }}
            />
            <Seen task={task} findings={findings} />
          </div>
        ))}
      </div>
      <p>{say('prepare.tickAll', { n: done.length, of: prerequisites.length })}</p>
      <StepFooter at="prepare" steps={steps} />
    </form>
  )
}

/** What the check of Intacct says of a task; nothing before there was one. */
function Seen({ task, findings }: { readonly task: Task; readonly findings: readonly Finding[] | null }) {
  const about = findings?.filter(({ name }) => task.shownBy.includes(name)) ?? []
  if (about.length === 0) return null
  const bad = about.filter(({ state }) => state === 'blocked')
  if (bad.length === 0 && about.every(({ state }) => state === 'ok'))
    return (
      <Toned icon={IconCircleCheck} tone="success">
        {say('prepare.seen')}
      </Toned>
    )
  if (bad.length === 0) return null
  return (
    <Toned icon={IconCircleX} tone="error">
      {say('prepare.notSeen')}: {bad.map(({ what }) => what).join(' ')}
    </Toned>
  )
}
