import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { ConnectedCompany } from '../parts/connected.tsx'
import { Records } from '../grid/records.tsx'
import type { GridSearch } from '../grid/filter.ts'
import { usePageTitle } from '../parts/title.tsx'
import { useCompany } from '../api/queries.ts'
import { say } from '../words/say.ts'

/** The grid of everything that is synchronized: what needs someone, and what to do with it. */
export function Integration() {
  const { c } = useParams({ from: '/inside/c/$c/integration' })
  const search = useSearch({ from: '/inside/c/$c/integration' })
  const navigate = useNavigate()
  const { company } = useCompany(c)
  usePageTitle(say('grid.title'), company?.name)
  const setSearch = (next: GridSearch): void =>
    void navigate({ to: '/c/$c/integration', params: { c }, search: next, replace: true, resetScroll: false })
  return (
    <ConnectedCompany c={c} title={say('grid.title')}>
      {(known, connection) => (
        <Records
          key={connection}
          company={known}
          connection={connection}
          search={search}
          onSearch={setSearch}
        />
      )}
    </ConnectedCompany>
  )
}
