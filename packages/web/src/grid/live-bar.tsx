import { Button } from '@mantine/core'
import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useRef } from 'react'
import type { LiveState } from '../api/live.ts'
import { useNow } from '../parts/now.ts'
import { usePrefs } from '../prefs.ts'
import { now } from '../seams/clock.ts'
import { formatClock } from '../words/format.ts'
import { say } from '../words/say.ts'

interface Props {
  readonly live: LiveState
  readonly paused: boolean
  readonly busy: boolean
  readonly onPause: () => void
  readonly onRefresh: () => void
}

/** Whether the view follows by itself, since when it does not, and the way to look again. */
export function LiveBar({ live, paused, busy, onPause, onRefresh }: Props) {
  const { locale, zone } = usePrefs()
  const nowMs = useNow()
  const pausedAt = useRef(0)
  const at = (ms: number): string => formatClock(ms, nowMs, locale, zone)
  const words = paused
    ? say('grid.livePaused', { time: at(pausedAt.current) })
    : live.on
      ? say('grid.live')
      : say('grid.liveOff', { time: at(live.since) })
  const Sign = paused ? IconPlayerPlay : IconPlayerPause
  return (
    <>
      <span className="dimmed small figure">{words}</span>
      <Button
        variant="subtle"
        size="xs"
        leftSection={<Sign size={16} stroke={1.5} aria-hidden="true" />}
        onClick={() => {
          pausedAt.current = now()
          onPause()
        }}
      >
        {paused ? say('grid.resumeLive') : say('grid.pauseLive')}
      </Button>
      <Button
        variant="default"
        size="xs"
        aria-disabled={busy}
        leftSection={<IconRefresh size={16} stroke={1.5} aria-hidden="true" />}
        onClick={onRefresh}
      >
        {say('grid.refresh')}
      </Button>
    </>
  )
}
