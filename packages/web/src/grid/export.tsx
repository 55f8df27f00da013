import { Button, NativeSelect } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useState } from 'react'
import { Panel } from '../parts/panel.tsx'
import { say } from '../words/say.ts'
import { listQuery, type GridSearch } from './filter.ts'
import { shownColumns } from './shown-columns.ts'

interface Props {
  readonly connection: string
  readonly search: GridSearch
  /** How many match; null: not known yet. */
  readonly total: number | null
}

const formats = ['xlsx', 'csv'] as const

/** The list with its present filter as a file. */
export function ExportList({ connection, search, total }: Props) {
  const [all, setAll] = useState(false)
  const query = new URLSearchParams(
    Object.entries(listQuery(search)).map(([name, value]): [string, string] => [name, String(value)]),
  )
  if (!all) {
    const columns = shownColumns(search.cols).filter((name) => name !== 'select' && name !== 'info')
    query.set('columns', columns.join(','))
  }
  return (
    <Panel
      label={say('export.title')}
      width={320}
      position="bottom-start"
      button={(_open, toggle) => (
        <Button
          variant="default"
          size="xs"
          onClick={toggle}
          leftSection={<IconDownload size={16} stroke={1.5} aria-hidden="true" />}
        >
          {say('export.title')}
        </Button>
      )}
    >
      {(close) => (
        <div className="stack">
          <p>{total === null ? say('export.allMatch') : say('export.rows', { n: total })}</p>
          <NativeSelect
            label={say('export.columns')}
            value={all ? 'all' : 'shown'}
            data={[
              { value: 'shown', label: say('export.shown') },
              { value: 'all', label: say('export.all') },
            ]}
            onChange={(event) => setAll(event.currentTarget.value === 'all')}
          />
          <div className="row">
            {formats.map((format) => (
              <Button
                key={format}
                variant="default"
                size="xs"
                renderRoot={(props) => (
                  <a
                    {...props}
                    href={`/api/v1/connections/${encodeURIComponent(connection)}/records.export?${query.toString()}&format=${format}`}
                    download
                    onClick={close}
                  />
                )}
              >
                {say(`export.${format}`)}
              </Button>
            ))}
          </div>
          <p className="dimmed small">{say('export.logged')}</p>
        </div>
      )}
    </Panel>
  )
}
