import { NativeSelect, TextInput } from '@mantine/core'
import { ReferencePicker } from '../parts/reference-picker.tsx'
import { say } from '../words/say.ts'
import { labelText } from './columns.ts'
import type { Column, Entry } from './columns.ts'

interface Props {
  readonly id: string
  readonly column: Column
  readonly entry: Entry
  readonly error: string | undefined
  readonly readOnly: boolean
  readonly connection: string
  readonly onChange: (value: string) => void
}

/** One value of an entry: chosen, picked from Intacct's own list, or typed. */
export function EntryInput({ id, column, entry, error, readOnly, connection, onChange }: Props) {
  const value = entry[column.name] ?? ''
  const any = column.any === undefined ? undefined : say(column.any)
  const common = { id, label: say(column.label), error, value }
  if (column.choices) {
    const listed = column.choices.map((each) => ({ value: each.value, label: labelText(each.label) }))
    // What is set stays what is set, also when the list does not name it (any more).
    const isListed = value === '' || listed.some((each) => each.value === value)
    const data = isListed ? listed : [...listed, { value, label: value }]
    return (
      <NativeSelect
        {...common}
        data={any === undefined ? data : [{ value: '', label: any }, ...data]}
        disabled={readOnly}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    )
  }
  if (column.reference)
    return (
      <ReferencePicker
        {...common}
        description={undefined}
        placeholder={any}
        connection={connection}
        type={column.reference(entry)}
        readOnly={readOnly}
        onChange={onChange}
      />
    )
  return (
    <TextInput
      {...common}
      placeholder={any}
      readOnly={readOnly}
      autoComplete="off"
      onChange={(event) => {
        const typed = event.currentTarget.value.trimStart()
        onChange(column.upperCase === true ? typed.toUpperCase() : typed)
      }}
    />
  )
}
