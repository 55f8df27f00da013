import { IconFlag } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Counts } from '../api/types.ts'
import bars from '../grid/bars.module.css'
import { statusNames } from '../grid/filter.ts'
import { Count } from '../parts/money.tsx'
import { statusLook } from '../parts/status.tsx'
import { say } from '../words/say.ts'
import css from './status-counts.module.css'

/** How many records each status has, as links to them. */
export function StatusCounts({ c, counts }: { readonly c: string; readonly counts: Counts }) {
  return (
    <section aria-label={say('connection.records')} className={bars.tabs}>
      {counts.needsSomeone > 0 && (
        <Link
          to="/c/$c/integration"
          params={{ c }}
          search={{ needs: 'someone' }}
          className={`${bars.tab ?? ''} ${css.link ?? ''}`}
        >
          <IconFlag size={16} stroke={1.5} color="var(--tone-desynchronized)" aria-hidden="true" />
          {say('connection.needs', { n: counts.needsSomeone })}
        </Link>
      )}
      {statusNames.map((status) => {
        const { icon: Sign, tone } = statusLook(status)
        return (
          <Link
            key={status}
            to="/c/$c/integration"
            params={{ c }}
            search={{ status }}
            className={`${bars.tab ?? ''} ${css.link ?? ''}`}
          >
            <Sign size={16} stroke={1.5} color={`var(--tone-${tone})`} aria-hidden="true" />
            {say(`status.${status}`)} <Count n={counts[status]} />
          </Link>
        )
      })}
    </section>
  )
}
