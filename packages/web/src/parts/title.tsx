import { useEffect, type ReactNode } from 'react'
import { usePrefs } from '../prefs.ts'
import { formatClock, zoneName } from '../words/format.ts'
import { say } from '../words/say.ts'
import { useNow } from './now.ts'
import css from './title.module.css'

/** Names the browser's tab, most particular first: `INV-1042, Error · Northwind PM · Tieout`. */
export function usePageTitle(...parts: readonly (string | undefined)[]): void {
  const title = [...parts.filter((part) => part !== undefined && part !== ''), say('app.name')].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}

interface Props {
  readonly title: string
  /** The one sentence that answers the page's question. */
  readonly children?: ReactNode
  /** When the answer was true, epoch ms; 0 until it is known. */
  readonly asOf?: number
  readonly actions?: ReactNode
}

/** The head of a page: its name, its answer with its time, its main actions. */
export function PageHead({ title, children, asOf, actions }: Props) {
  return (
    <header className={css.head}>
      <div className={css.words}>
        <h1>{title}</h1>
        {children !== undefined && (
          <p className={css.sentence}>
            <span>{children}</span>
            {asOf !== undefined && asOf > 0 && <AsOf at={asOf} />}
          </p>
        )}
      </div>
      {actions !== undefined && <div className="row">{actions}</div>}
    </header>
  )
}

/** `as of 14:02 New York`: the time of what is shown, with the zone named once a page. */
export function AsOf({ at }: { readonly at: number }) {
  const { locale, zone } = usePrefs()
  const nowMs = useNow()
  return (
    <span className="dimmed small nowrap figure">
      {say('time.asOf', { time: formatClock(at, nowMs, locale, zone), zone: zoneName(zone) })}
    </span>
  )
}
