import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconColumns } from '@tabler/icons-react'
import { Panel } from '../parts/panel.tsx'
import { say } from '../words/say.ts'
import { chosenColumns, columnsToChoose, type ChosenColumn } from './shown-columns.ts'

interface Props {
  /** As the address has them; absent: the usual ones. */
  readonly cols: string | undefined
  readonly onChange: (cols: string) => void
}

/** Which columns the list shows, and in which order; key and status stay. */
export function ChooseColumns({ cols, onChange }: Props) {
  const chosen = chosenColumns(cols)
  const set = (next: readonly ChosenColumn[]): void => onChange(next.join(','))
  const move = (name: ChosenColumn, by: -1 | 1): void => {
    const at = chosen.indexOf(name)
    const other = chosen[at + by]
    if (other === undefined) return
    set(chosen.with(at, other).with(at + by, name))
  }
  const listed = [...chosen, ...columnsToChoose.filter((name) => !chosen.includes(name))]
  return (
    <Panel
      label={say('columns.title')}
      width={280}
      position="bottom-start"
      button={(_open, toggle) => (
        <Button
          variant="default"
          size="xs"
          onClick={toggle}
          leftSection={<IconColumns size={16} stroke={1.5} aria-hidden="true" />}
        >
          {say('columns.title')}
        </Button>
      )}
    >
      {() => (
        <div className="stack tight">
          <ul className="plain">
            {listed.map((name) => {
              const shown = chosen.includes(name)
              const label = say(`grid.col.${name}`)
              return (
                <li key={name} className="row" style={{ flexWrap: 'nowrap', minHeight: 32 }}>
                  <Checkbox
                    size="xs"
                    style={{ flex: 1 }}
                    label={label}
                    checked={shown}
                    onChange={() => set(shown ? chosen.filter((each) => each !== name) : [...chosen, name])}
                  />
                  {shown &&
                    ([-1, 1] as const).map((by) => (
                      <ActionIcon
                        key={by}
                        variant="subtle"
                        color="gray"
                        size={28}
                        aria-label={say(by < 0 ? 'columns.up' : 'columns.down', { name: label })}
                        onClick={() => move(name, by)}
                      >
                        {by < 0 ? (
                          <IconArrowUp size={16} stroke={1.5} aria-hidden="true" />
                        ) : (
                          <IconArrowDown size={16} stroke={1.5} aria-hidden="true" />
                        )}
                      </ActionIcon>
                    ))}
                </li>
              )
            })}
          </ul>
          <Button variant="subtle" size="xs" onClick={() => onChange('')}>
            {say('columns.usual')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
