import { MultiSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { referenceListQuery } from '../api/queries.ts'
import { say } from '../words/say.ts'

interface Props {
  readonly id: string
  readonly label: string
  readonly description: string | undefined
  readonly error: string | undefined
  readonly values: readonly string[]
  readonly connection: string
  /** Kind of reference data. */
  readonly type: string
  readonly readOnly: boolean
  readonly onChange: (values: string[]) => void
}

const most = 100

/** Picks several active records of Intacct's, of a kind that has few. What is chosen and no longer there stays in sight. */
export function ReferenceMultiPicker({
  connection,
  type,
  readOnly,
  values,
  description,
  onChange,
  ...field
}: Props) {
  const query = useQuery(referenceListQuery(connection, type, { q: '', active: true, limit: most }))
  const isUnread = query.data?.asOf === null
  const known = query.data?.items.map((item) => item.id) ?? []
  return (
    <MultiSelect
      {...field}
      value={[...values]}
      description={isUnread ? say('picker.unread') : description}
      readOnly={readOnly}
      data={[...new Set([...known, ...values])]}
      searchable
      clearable={!readOnly}
      hidePickedOptions
      comboboxProps={{ keepMounted: false }}
      onChange={onChange}
    />
  )
}
