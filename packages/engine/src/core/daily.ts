const dayMs = 86_400_000

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formats.set(zone, made)
  return made
}

/** Whether the text names a time zone, such as `Europe/Berlin`. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone)
    return true
  } catch {
    return false
  }
}

/** What the clock on the wall shows at a moment, as if it were UTC: epoch milliseconds, whole seconds. */
function wallOf(moment: number, zone: string): number {
  const part: Record<string, number> = {}
  for (const { type, value } of formatOf(zone).formatToParts(moment)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * The moment at which the wall shows this time. In spring, when clocks leave it out, as much later as they are put forward; in autumn,
 * when they show it twice, the first of both.
 */
function momentOf(wall: number, zone: string): number {
  const before = wallOf(wall - dayMs, zone) - (wall - dayMs)
  const after = wallOf(wall + dayMs, zone) - (wall + dayMs)
  const shown = [wall - before, wall - after].filter((moment) => wallOf(moment, zone) === wall)
  return shown.length === 0 ? wall - before : Math.min(...shown)
}

/**
 * The next moment after `now` (epoch milliseconds) at which clocks in a zone show a time of day.
 * @param at `HH:MM`
 */
export function nextDaily(now: number, { at, zone }: { readonly at: string; readonly zone: string }): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  const midnight = Math.floor(wallOf(now, zone) / dayMs) * dayMs
  const walls = [-1, 0, 1, 2].map((days) => midnight + days * dayMs + (hours * 60 + minutes) * 60_000)
  return walls.map((wall) => momentOf(wall, zone)).find((moment) => moment > now) ?? now + dayMs
}
