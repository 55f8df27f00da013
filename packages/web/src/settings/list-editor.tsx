import { Button } from '@mantine/core'
import { useRef } from 'react'
import type { FieldErrors } from '../parts/form-errors.tsx'
import { say } from '../words/say.ts'
import { columnsOf, entriesOf, inputId, meant, textOfEntries } from './columns.ts'
import type { Entry, ListWords } from './columns.ts'
import { EntryInput } from './entry-input.tsx'
import css from './settings.module.css'

interface Props {
  readonly id: string
  readonly words: ListWords
  readonly value: string
  readonly errors: FieldErrors
  readonly readOnly: boolean
  readonly connection: string
  readonly onChange: (value: string) => void
}

/** A list of the settings, an entry a group of inputs. */
export function ListEditor({ id, words, value, errors, readOnly, connection, onChange }: Props) {
  const add = useRef<HTMLButtonElement>(null)
  const entries = entriesOf(value)
  const set = (changed: readonly Entry[]): void => onChange(textOfEntries(changed))
  return (
    <div className="stack" id={id}>
      {entries.length === 0 && <p className="dimmed text">{say(words.none)}</p>}
      {entries.map((entry, at) => {
        const name = say(words.one, { n: at + 1 })
        return (
          <fieldset key={at} className={css.entry}>
            <legend>{name}</legend>
            <div className={css.columns}>
              {columnsOf(words.columns, entry).map((column) => (
                <EntryInput
                  key={column.name}
                  id={inputId(id, at, column)}
                  column={column}
                  entry={entry}
                  error={errors[inputId(id, at, column)]}
                  readOnly={readOnly}
                  connection={connection}
                  onChange={(text) =>
                    set(entries.with(at, meant(words.columns, { ...entry, [column.name]: text })))
                  }
                />
              ))}
            </div>
            {!readOnly && (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                  set(entries.toSpliced(at, 1))
                  add.current?.focus()
                }}
              >
                {say('settings.list.remove', { one: name.toLowerCase() })}
              </Button>
            )}
          </fieldset>
        )
      })}
      {!readOnly && (
        <div>
          <Button ref={add} variant="default" onClick={() => set([...entries, words.fresh])}>
            {say(words.add)}
          </Button>
        </div>
      )}
    </div>
  )
}
