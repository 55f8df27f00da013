import { Autocomplete } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { referenceListQuery } from '../api/queries.ts'
import { say } from '../words/say.ts'

interface Props {
  readonly id: string
  readonly label: string
  readonly description: string | undefined
  readonly error: string | undefined
  readonly value: string
  readonly connection: string
  /** Kind of reference data. */
  readonly type: string
  readonly readOnly: boolean
  readonly placeholder?: string | undefined
  readonly onChange: (value: string) => void
}

const typingMs = 120
const shown = 20

/** Picks an active record of Intacct's by its id; the list follows what is typed, by number, name or any word of it. */
export function ReferencePicker({
  connection,
  type,
  readOnly,
  value,
  description,
  placeholder,
  onChange,
  ...field
}: Props) {
  const [typed] = useDebouncedValue(value, typingMs)
  const query = useQuery(referenceListQuery(connection, type, { q: typed, active: true, limit: shown }))
  const names = new Map(query.data?.items.map((item) => [item.id, item.name]))
  const name = names.get(value)
  const isSettled = query.data !== undefined && !query.isFetching && typed === value
  const isUnread = query.data?.asOf === null
  const isUnknown = isSettled && !isUnread && value !== '' && name === undefined
  const doubt = isUnknown ? say(names.size === 0 ? 'picker.none' : 'picker.unknown') : ''
  return (
    <div className="stack tight">
      <Autocomplete
        {...field}
        value={value}
        {...(placeholder === undefined ? {} : { placeholder })}
        description={isUnread ? say('picker.unread') : description}
        readOnly={readOnly}
        maxDropdownHeight={280}
        comboboxProps={{ keepMounted: false }}
        data={[...names.keys()]}
        // The API has chosen already.
        filter={({ options }) => options}
        renderOption={({ option }) => (
          <span>
            <strong className="figure">{option.value}</strong> {names.get(option.value)}
          </span>
        )}
        onChange={(text) => onChange(text.trimStart())}
      />
      <span className="small dimmed" role="status">
        {name ?? doubt}
      </span>
    </div>
  )
}
