import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconFilter, IconX } from '@tabler/icons-react'
import { useEffect, useState, type RefObject } from 'react'
import { Panel } from '../parts/panel.tsx'
import { say, sayIfKnown } from '../words/say.ts'
import css from './bars.module.css'
import {
  dataOf,
  filtersSet,
  pastedKeys,
  statusesOf,
  typesOf,
  type FilterName,
  type GridSearch,
} from './filter.ts'
import { MoreFilters } from './more-filters.tsx'

const TYPING_MS = 250

interface Props {
  readonly search: GridSearch
  readonly keyField: RefObject<HTMLInputElement | null>
  readonly onChange: (change: Readonly<Record<string, string>>) => void
  readonly onClear: () => void
}

/** Filters that are seldom set live in a panel; set ones show as chips that remove them. */
const inPanel = ['reason', 'customer', 'from', 'to', 'currency', 'min', 'max'] as const satisfies FilterName[]
const chipped = ['keys', ...inPanel, 'run', 'cause'] as const satisfies FilterName[]

export function FilterBar({ search, keyField, onChange, onClear }: Props) {
  const set = filtersSet(search)
  const types = typesOf[dataOf(search)]
  const panelSet = inPanel.filter((name) => set.includes(name)).length
  return (
    <div className={css.filters}>
      <SegmentedControl
        aria-label={say('grid.data')}
        value={dataOf(search)}
        onChange={(data) => onChange({ data: data === 'finance' ? '' : data, type: '' })}
        data={[
          { value: 'finance', label: say('grid.finance') },
          { value: 'master', label: say('grid.master') },
        ]}
      />
      <TypedFilter
        name="key"
        label={`${say('grid.key')}, ${say('grid.keyHint').toLowerCase()}`}
        className={css.key ?? ''}
        value={search.key ?? ''}
        field={keyField}
        onChange={onChange}
      />
      <TypedFilter
        name="q"
        label={say('grid.search')}
        placeholder={say('grid.searchHint')}
        className={css.key ?? ''}
        value={search.q ?? ''}
        onChange={onChange}
      />
      <NativeSelect
        label={say('grid.status')}
        value={search.needs === 'someone' ? 'needs' : statusesOf(search).length === 1 ? search.status : ''}
        onChange={(event) => {
          const value = event.currentTarget.value
          onChange(value === 'needs' ? { needs: 'someone', status: '' } : { needs: '', status: value })
        }}
        data={[
          { value: '', label: say('grid.all') },
          { value: 'needs', label: say('grid.needs') },
          ...(['not_integrated', 'pending', 'success', 'error', 'desynchronized'] as const).map((value) => ({
            value,
            label: say(`status.${value}`),
          })),
        ]}
      />
      {types.length > 1 && (
        <NativeSelect
          label={say('grid.type')}
          value={search.type ?? ''}
          onChange={(event) => onChange({ type: event.currentTarget.value })}
          data={[
            { value: '', label: say('grid.anyType') },
            ...types.map((value) => ({ value, label: say(`type.${value}`) })),
          ]}
        />
      )}
      <TypedFilter
        name="version"
        label={say('grid.version')}
        className={css.short ?? ''}
        value={search.version ?? ''}
        digits
        onChange={onChange}
      />
      <Panel
        label={say('grid.more')}
        width={320}
        position="bottom-start"
        button={(_open, toggle) => (
          <Button
            variant="default"
            onClick={toggle}
            leftSection={<IconFilter size={16} stroke={1.5} aria-hidden="true" />}
          >
            {panelSet === 0 ? say('grid.more') : say('grid.moreN', { n: panelSet })}
          </Button>
        )}
      >
        {(close) => (
          <MoreFilters
            search={search}
            onApply={(change) => {
              onChange(change)
              close()
            }}
          />
        )}
      </Panel>
      {set.length > 0 && (
        <Button variant="subtle" onClick={onClear}>
          {say('grid.clear')}
        </Button>
      )}
      <Chips
        search={search}
        onRemove={(name) => onChange({ [name]: '', ...(name === 'cause' ? { about: '' } : {}) })}
      />
    </div>
  )
}

function Chips({
  search,
  onRemove,
}: {
  readonly search: GridSearch
  readonly onRemove: (name: FilterName) => void
}) {
  const shown = chipped.filter((name) => (search[name] ?? '') !== '')
  if (shown.length === 0) return null
  return (
    <div className={css.chips}>
      {shown.map((name) => {
        const words = `${say(`filter.${name}`)} ${chipValue(name, search[name] ?? '')}`
        return (
          <button
            key={name}
            type="button"
            className={css.chip}
            aria-label={say('grid.removeFilter', { what: words })}
            onClick={() => onRemove(name)}
          >
            {words}
            <IconX size={14} stroke={2} aria-hidden="true" />
          </button>
        )
      })}
    </div>
  )
}

/** What a chip says of its filter's value. */
function chipValue(name: FilterName, value: string): string {
  if (name === 'keys') return say('grid.keysPasted', { n: value.split(',').length })
  return name === 'reason' ? sayIfKnown(`reason.${value}`, value) : value
}

interface TypedProps {
  readonly name: FilterName
  readonly label: string
  readonly className: string
  readonly placeholder?: string
  readonly value: string
  readonly digits?: boolean
  readonly field?: RefObject<HTMLInputElement | null>
  readonly onChange: (change: Readonly<Record<string, string>>) => void
}

/** A filter that is typed: the list follows a moment after the last key. */
function TypedFilter({
  name,
  label,
  className,
  placeholder = '',
  value,
  digits = false,
  field,
  onChange,
}: TypedProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const tell = useDebouncedCallback((wanted: string) => onChange({ [name]: wanted.trim() }), TYPING_MS)
  return (
    <TextInput
      ref={field}
      label={label}
      className={className}
      placeholder={placeholder}
      value={text}
      inputMode={digits ? 'numeric' : 'text'}
      autoComplete="off"
      spellCheck={false}
      onPaste={(event) => {
        const keys = name === 'key' ? pastedKeys(event.clipboardData.getData('text')) : null
        if (keys === null) return
        event.preventDefault()
        onChange({ key: '', keys })
      }}
      onChange={(event) => {
        const typed = digits ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value
        setText(typed)
        tell(typed)
      }}
    />
  )
}
