import { useEffect, useRef } from 'react'
import { say } from '../words/say.ts'
import css from './form-errors.module.css'

/** The words at each field that needs a change, by the field's id. */
export type FieldErrors = Readonly<Record<string, string>>

interface Props {
  readonly errors: FieldErrors
  /** What the whole form was refused for. */
  readonly message?: string | null
  readonly cure?: string | null
}

/** The summary above a form: takes the focus and links to the fields, in the same words as there. */
export function FormErrors({ errors, message = null, cure = null }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const entries = Object.entries(errors)
  const shown = entries.length > 0 || message !== null
  useEffect(() => {
    if (shown) box.current?.focus()
  }, [shown, errors, message])
  if (!shown) return null
  return (
    <div ref={box} tabIndex={-1} role="group" aria-labelledby="form-errors" className={css.box}>
      <h2 id="form-errors" className={css.title}>
        {message ?? say('form.fix', { n: entries.length })}
      </h2>
      {cure !== null && cure !== '' && <p>{cure}</p>}
      {entries.length > 0 && (
        <ul className="plain">
          {entries.map(([field, words]) => (
            <li key={field}>
              <a
                href={`#${field}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(field)?.focus()
                }}
              >
                {words}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
