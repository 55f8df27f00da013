import { useQuery } from '@tanstack/react-query'
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { runQuery, watchQuery } from '../api/queries.ts'
import { toast } from '../parts/toasts.tsx'
import { usePrefs } from '../prefs.ts'
import { formatCount } from '../words/format.ts'
import { say } from '../words/say.ts'
import { useUnderWay, waitNoMore, type UnderWay } from './under-way.ts'

/** Tells a person on whatever page how their import from Intacct has ended; who has left is told by mail. */
export function FetchNotice() {
  const waited = useUnderWay()
  return waited === null ? null : <Waiting key={waited.run} waited={waited} />
}

function Waiting({ waited: { company, connection, run } }: { readonly waited: UnderWay }) {
  const { data, isError } = useQuery(runQuery(connection, run))
  useQuery(watchQuery(connection, run))
  const navigate = useNavigate()
  const { locale } = usePrefs()
  const { pathname } = useLocation()
  const page = `/c/${company}/runs/${run}`
  const isShown = pathname === page
  const state = data?.state
  const read = data?.counts.read ?? 0
  useEffect(() => {
    if (isError) waitNoMore()
    if (state === undefined || state === 'running') return
    waitNoMore()
    const done = state === 'done'
    const words = done ? say('fetch.done', { n: formatCount(read, locale) }) : say(`fetch.${state}`)
    if (isShown) toast(words, { done })
    else {
      const show = () => void navigate({ to: '/c/$c/runs/$run', params: { c: company, run } })
      toast(words, { done, action: { label: say('fetch.show'), run: show } })
    }
  }, [state, isError, isShown, read, company, run, navigate, locale])
  return null
}
