import { Button } from '@mantine/core'
import type { Counts } from '../api/types.ts'
import { Empty } from '../parts/pane.tsx'
import { say } from '../words/say.ts'
import { filtersSet, type GridSearch } from './filter.ts'

interface Props {
  readonly search: GridSearch
  readonly counts: Counts | undefined
  readonly onClear: () => void
}

/** Which kind of nothing it is: none yet, nothing left to do, or a filter that hides all. */
export function NoRecords({ search, counts, onClear }: Props) {
  const set = filtersSet(search)
  const total = counts?.total ?? 0
  if (set.length === 0 || total === 0) return <Empty title={say('grid.empty')} text={say('grid.emptyText')} />
  const onlyNeeds = set.length === 1 && set[0] === 'needs'
  return (
    <Empty
      title={onlyNeeds ? say('grid.nothingLeft') : say('grid.filteredNone')}
      text={onlyNeeds ? say('grid.nothingLeftText') : say('grid.filtered', { n: total })}
    >
      <Button variant="default" onClick={onClear}>
        {say('grid.clear')}
      </Button>
    </Empty>
  )
}
